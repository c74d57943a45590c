import { notOk, ok } from "@plumbline/clinical-model";
import { problem } from "../motion-problems.ts";
import { axisColumns } from "./axis-columns.ts";
import { headerLines, separatorOf, titlesOf } from "./header-lines.ts";
import type { MotionReader } from "./table-layout.ts";

const FIRST_LINE = /^Acquisition frequency:\s*(\d+(?:[.,]\d+)?)\s*Hz/i;

/**
 * Text of one sensor with packet counter: a line with the rate, titles, then rows. m/s² with gravity, rad/s.
 *
 * Voisard et al. 2023, IPOL, data set of article 497.
 */
export const feetLumbarReader: MotionReader = {
  format: "feet-lumbar text",
  layoutOf(head) {
    const [first, second] = headerLines(head);
    const rate = FIRST_LINE.exec(first!);
    if (rate === null) return null;
    const separator = separatorOf(second ?? "");
    const titles = titlesOf(second ?? "", separator);
    const acceleration = axisColumns(titles, (axis) => `Acc_${axis.toUpperCase()}`);
    const angularRate = axisColumns(titles, (axis) => `Gyr_${axis.toUpperCase()}`);
    const count = titles.indexOf("PacketCounter");
    if (acceleration === null || angularRate === null || count < 0) {
      return notOk(
        problem(
          "header",
          2,
          "The titles PacketCounter, Acc_X to Acc_Z and Gyr_X to Gyr_Z are not all there.",
          "Export the recording again with its full header.",
        ),
      );
    }
    return ok({
      format: "feet-lumbar text",
      device: null,
      headerLines: 2,
      separator,
      titles,
      sensors: [
        {
          name: null,
          placement: null,
          acceleration,
          angularRate,
          verticalRate: null,
          units: { from: "format", acceleration: "m/s2", angularRate: "rad/s", gravity: "present" },
        },
      ],
      clock: { kind: "count", column: count },
      samplingRateHz: Number(rate[1]!.replace(",", ".")),
    });
  },
};
