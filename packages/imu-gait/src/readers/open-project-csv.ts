import { ok } from "@plumbline/clinical-model";
import { axisColumns } from "./axis-columns.ts";
import { headerLines, separatorOf, titlesOf } from "./header-lines.ts";
import type { MotionReader, SensorColumns, StatedUnits, TableLayout } from "./table-layout.ts";

/** The CSV files of three open projects share their titles `acc_x … gyr_z`; the first column tells them apart. */
interface Kind {
  readonly format: TableLayout["format"];
  readonly isFirst: (title: string) => boolean;
  readonly units: StatedUnits;
  /** The rate stands in none of the files. */
  readonly usualRateHz: number | null;
}

/** University of Toronto data set (Wagstaff, Peretroukhin and Kelly 2017), converted: `t_s,acc_x,…`. */
export const footViconReader = singleSensorReader({
  format: "foot-vicon CSV",
  isFirst: (title) => title === "t_s",
  units: { from: "format", acceleration: "m/s2", angularRate: "rad/s", gravity: "present" },
  usualRateHz: null,
});

/** mobgap (Mobilise-D): `samples,acc_x,…`, acceleration in g. 100 Hz is the rate of its example data. */
export const mobgapReader = singleSensorReader({
  format: "mobgap CSV",
  isFirst: (title) => title === "samples",
  units: { from: "format", acceleration: "g", angularRate: "deg/s", gravity: "present" },
  usualRateHz: 100,
});

const GAITMAP_UNITS: StatedUnits = { from: "format", acceleration: "m/s2", angularRate: "deg/s", gravity: "present" };
/** Of the sensors with which gaitmap's example data were recorded (NilsPod). */
const GAITMAP_RATE_HZ = 204.8;

const gaitmapSingleReader = singleSensorReader({
  format: "gaitmap CSV",
  isFirst: (title) => title === "" || title === "index" || title === "n_samples",
  units: GAITMAP_UNITS,
  usualRateHz: GAITMAP_RATE_HZ,
});

/** gaitmap: several sensors with two lines of titles (sensor, axis), or one sensor with one line. m/s², deg/s. */
export const gaitmapReader: MotionReader = {
  format: "gaitmap CSV",
  layoutOf(head, options) {
    const [first, second] = headerLines(head);
    const separator = separatorOf(first!);
    const names = titlesOf(first!, separator);
    const axes = titlesOf(second ?? "", separator);
    if (names[0] !== "sensor" || names.length !== axes.length) return gaitmapSingleReader.layoutOf(head, options);
    const titles = names.map((name, column) => `${name}/${axes[column]!}`);
    const sensors = [...new Set(names.slice(1))].flatMap((name): SensorColumns[] => {
      const acceleration = axisColumns(titles, (axis) => `${name}/acc_${axis}`);
      const angularRate = axisColumns(titles, (axis) => `${name}/gyr_${axis}`);
      if (acceleration === null || angularRate === null) return [];
      return [{ name, placement: null, acceleration, angularRate, verticalRate: null, units: GAITMAP_UNITS }];
    });
    if (sensors.length === 0) return null;
    return ok({
      format: "gaitmap CSV",
      device: null,
      headerLines: 2,
      separator,
      titles,
      sensors,
      clock: null,
      samplingRateHz: GAITMAP_RATE_HZ,
      isRateUsual: true,
    });
  },
};

function singleSensorReader({ format, isFirst, units, usualRateHz }: Kind): MotionReader {
  return {
    format,
    layoutOf(head) {
      const line = headerLines(head)[0]!;
      const separator = separatorOf(line);
      const titles = titlesOf(line, separator);
      const acceleration = axisColumns(titles, (axis) => `acc_${axis}`);
      const angularRate = axisColumns(titles, (axis) => `gyr_${axis}`);
      if (!isFirst(titles[0]!) || acceleration === null || angularRate === null) return null;
      return ok({
        format,
        device: null,
        headerLines: 1,
        separator,
        titles,
        sensors: [{ name: null, placement: null, acceleration, angularRate, verticalRate: null, units }],
        clock: usualRateHz === null ? { kind: "time", column: 0, unit: "s" } : null,
        samplingRateHz: usualRateHz,
        isRateUsual: usualRateHz !== null,
      });
    },
  };
}
