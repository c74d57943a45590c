import { ok } from "@plumbline/clinical-model";
import { axisColumns } from "./axis-columns.ts";
import { headerLines, separatorOf, titlesOf } from "./header-lines.ts";
import type { MotionReader, SensorColumns } from "./table-layout.ts";

/**
 * CSV of the IPOL gait data set: both feet in one file, columns `L` or `R` (foot), `A` or `R` (acceleration, angular rate),
 * `X Y Z` or `V` (along the vertical of the room). The mean of standing is taken away from each axis, and gravity with it;
 * it is restored from `V`.
 *
 * Truong et al. 2019, IPOL 9:381, doi 10.5201/ipol.2019.265 (rate and layout; that the values are in g is measured).
 */
export const gaitDataReader: MotionReader = {
  format: "gait-data CSV",
  layoutOf(head) {
    const line = headerLines(head)[0]!;
    const separator = separatorOf(line);
    const titles = titlesOf(line, separator);
    const sensors = (["L", "R"] as const).flatMap((foot): SensorColumns[] => {
      const acceleration = axisColumns(titles, (axis) => `${foot}A${axis.toUpperCase()}`);
      const angularRate = axisColumns(titles, (axis) => `${foot}R${axis.toUpperCase()}`);
      const verticalRate = titles.indexOf(`${foot}RV`);
      if (acceleration === null || angularRate === null) return [];
      return [
        {
          name: foot,
          placement: {
            value: foot === "L" ? "left-foot" : "right-foot",
            from: "file",
            because: `its columns begin with ${foot}`,
          },
          acceleration,
          angularRate,
          verticalRate: verticalRate < 0 ? null : verticalRate,
          units: { from: "format", acceleration: "g", angularRate: "deg/s", gravity: "removed" },
        },
      ];
    });
    if (sensors.length === 0) return null;
    return ok({
      format: "gait-data CSV",
      device: null,
      headerLines: 1,
      separator,
      titles,
      sensors,
      clock: null,
      samplingRateHz: 100,
    });
  },
};
