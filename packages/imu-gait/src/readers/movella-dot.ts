import { notOk, ok } from "@plumbline/clinical-model";
import { problem } from "../motion-problems.ts";
import { axisColumns } from "./axis-columns.ts";
import { headerLines, separatorOf, titlesOf } from "./header-lines.ts";
import type { MotionReader } from "./table-layout.ts";

const MOST_LINES_ABOVE = 40;
const OUTPUT_RATE = /output\s?rate\W*(\d+(?:[.,]\d+)?)\s*Hz/i;
const OTHER_RATE = /sample rate\W*(\d+(?:[.,]\d+)?)\s*Hz/i;

/**
 * CSV that Movella (formerly Xsens) DOT sensors export: lines of what was set, then titles with `PacketCounter`,
 * `SampleTimeFine` (microseconds), `Acc_X` (m/s², with gravity) and `Gyr_X` (deg/s). From the maker's description alone, not
 * proven on a real file; the units are held against the signal.
 */
export const movellaDotReader: MotionReader = {
  format: "Movella DOT CSV",
  layoutOf(head) {
    const lines = headerLines(head).slice(0, MOST_LINES_ABOVE);
    const at = lines.findIndex((line) => /\b(?:PacketCounter|SampleTimeFine)\b/.test(line));
    if (at < 0) return null;
    const separator = separatorOf(lines[at]!);
    const titles = titlesOf(lines[at]!, separator);
    const acceleration = axisColumns(titles, (axis) => `Acc_${axis.toUpperCase()}`);
    const angularRate = axisColumns(titles, (axis) => `Gyr_${axis.toUpperCase()}`);
    if (acceleration === null || angularRate === null) {
      return notOk(
        problem(
          "header",
          at + 1,
          titles.includes("FreeAcc_X")
            ? "The file holds free acceleration, which is without gravity and turned to other axes, but not Acc and Gyr of the sensor."
            : "The titles Acc_X to Acc_Z and Gyr_X to Gyr_Z are not all there.",
          "Record with a mode that has rate quantities (for instance custom mode 5), and export them.",
        ),
      );
    }
    const above = lines.slice(0, at).join("\n");
    const rate = OUTPUT_RATE.exec(above) ?? OTHER_RATE.exec(above);
    const [count, time] = [titles.indexOf("PacketCounter"), titles.indexOf("SampleTimeFine")];
    return ok({
      format: "Movella DOT CSV",
      device: "Movella DOT",
      headerLines: at + 1,
      separator,
      titles,
      sensors: [
        {
          name: /(?:DeviceTag|Sensor name)\W*([^,;\t\n]+)/i.exec(above)?.[1]?.trim() ?? null,
          placement: null,
          acceleration,
          angularRate,
          verticalRate: null,
          units: { from: "format", acceleration: "m/s2", angularRate: "deg/s", gravity: "present" },
        },
      ],
      clock:
        count >= 0
          ? { kind: "count", column: count, timeColumn: time < 0 ? null : time }
          : { kind: "time", column: time, unit: "us" },
      samplingRateHz: rate === null ? null : Number(rate[1]!.replace(",", ".")),
    });
  },
};
