import { MOTION_CHOICES } from "@plumbline/imu-gait";
import type { ColumnMapping, MotionFileOptions } from "@plumbline/imu-gait";

/** What staff told about a walk. Kept with each reading; what is not told is recognized from the files. */
export interface WalkTold {
  /** One for each file of the walk, in their order. */
  readonly files: readonly MotionFileOptions[];
  /** Of the person; lengths from a sensor on the lower back need it. */
  readonly heightM: number | null;
}

/** Nobody is smaller or taller than this, cm; the bounds of what is sent, not of what is usual. */
const HEIGHTS_CM = [50, 250] as const;
/** The rates that can be measured, Hz. */
const RATES_HZ = [20, 2000] as const;

/**
 * What a form tells about `files` files: `height` in cm, and `placement`, `rate`, `acceleration`, `turning`, `gravity`,
 * `columns`, `time` for all files, or for one of them with its place behind: `placement:1`. Empty is not told.
 *
 * @returns What is wrong with it in words, where something is.
 */
export function sentTold(form: FormData, files: number): WalkTold | { readonly errors: readonly string[] } {
  const errors: string[] = [];
  const told = {
    heightM: scaled(numberIn("height", "The height", HEIGHTS_CM, "cm"), 0.01),
    files: Array.from({ length: files }, (_, at) => optionsOf(at)),
  };
  return errors.length === 0 ? told : { errors };

  function optionsOf(file: number): MotionFileOptions {
    const text = (name: string): string => String(form.get(`${name}:${file}`) ?? form.get(name) ?? "").trim();
    const samplingRateHz = numberIn(form.has(`rate:${file}`) ? `rate:${file}` : "rate", "The rate", RATES_HZ, "Hz");
    const placement = MOTION_CHOICES.placement.find((each) => each === text("placement"));
    const accelerationUnit = MOTION_CHOICES.accelerationUnit.find((each) => each === text("acceleration"));
    const angularRateUnit = MOTION_CHOICES.angularRateUnit.find((each) => each === text("turning"));
    const gravity = MOTION_CHOICES.gravity.find((each) => each === text("gravity"));
    const columns = mappingIn(text("columns"), text("time"));
    return {
      ...(samplingRateHz !== null && { samplingRateHz }),
      ...(placement !== undefined && { placement }),
      ...(accelerationUnit !== undefined && { accelerationUnit }),
      ...(angularRateUnit !== undefined && { angularRateUnit }),
      ...(gravity !== undefined && { gravity }),
      ...(columns !== null && { columns }),
    };
  }

  function numberIn(name: string, what: string, [least, most]: readonly [number, number], unit: string): number | null {
    const text = String(form.get(name) ?? "").trim();
    if (text === "") return null;
    const value = Number(text.replace(",", "."));
    if (value >= least && value <= most) return value;
    add(`${what} is a number from ${least} to ${most} ${unit}; “${text}” is not. Put it right, or leave it empty.`);
    return null;
  }

  function mappingIn(text: string, time: string): ColumnMapping | null {
    if (text === "") return null;
    const titles = text.split(",").map((title) => title.trim());
    if (titles.length !== 6 || titles.includes("")) {
      add("Name six columns with commas between them: acceleration x, y, z, then turning x, y, z. Or leave it empty.");
      return null;
    }
    const [ax, ay, az, gx, gy, gz] = titles as [string, string, string, string, string, string];
    return {
      sensors: [{ acceleration: [ax, ay, az], angularRate: [gx, gy, gz] }],
      ...(time !== "" && { time }),
    };
  }

  /** The same for several files is said once. */
  function add(error: string): void {
    if (!errors.includes(error)) errors.push(error);
  }
}

function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : Number((value * factor).toPrecision(12));
}
