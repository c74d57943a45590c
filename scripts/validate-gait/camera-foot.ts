import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const CAMERA_HZ = 100;
const DEG = Math.PI / 180;

type Place = readonly [number, number, number];

/** One foot as cameras saw it, by the markers on heel and toes; samples are those of the motion sensor. */
class CameraFoot {
  readonly #place: (marker: "TOE" | "FCC", sample: number) => Place;

  constructor(place: (marker: "TOE" | "FCC", sample: number) => Place) {
    this.#place = place;
  }

  distanceM(start: number, end: number): number {
    return Math.hypot(...this.#way(start, end));
  }

  riseM(start: number, end: number): number {
    return this.#place("FCC", end)[2] - this.#place("FCC", start)[2];
  }

  pitchDeg(sample: number): number {
    const [x, y, z] = this.#axis(sample);
    return Math.atan2(z, Math.hypot(x, y)) / DEG;
  }

  headingChangeDeg(start: number, end: number): number {
    return wrapped(this.#headingDeg(end) - this.#headingDeg(start));
  }

  /** Of the axis, to the left of the way; mean of start and end. */
  turnedToLeftDeg(start: number, end: number): number {
    const [x, y] = this.#way(start, end);
    return wrapped(this.#headingDeg(start) + this.headingChangeDeg(start, end) / 2 - Math.atan2(y, x) / DEG);
  }

  /** Of a point of the foot: a share of the way from heel to toes, and so far over that line. */
  heightM(sample: number, { share, overM }: SensorPlace): number {
    return (
      this.#place("FCC", sample)[2] + share * this.#axis(sample)[2] + overM * Math.cos(this.pitchDeg(sample) * DEG)
    );
  }

  #headingDeg(sample: number): number {
    const [x, y] = this.#axis(sample);
    return Math.atan2(y, x) / DEG;
  }

  #axis(sample: number): Place {
    const [toe, heel] = [this.#place("TOE", sample), this.#place("FCC", sample)];
    return [toe[0] - heel[0], toe[1] - heel[1], toe[2] - heel[2]];
  }

  #way(start: number, end: number): [number, number] {
    const [a, b] = [this.#place("FCC", start), this.#place("FCC", end)];
    return [b[0] - a[0], b[1] - a[1]];
  }
}

/** Where a sensor sits on a foot. */
interface SensorPlace {
  readonly share: number;
  readonly overM: number;
}

/** @param rateHz - Of the motion sensor. */
export function readCameraFeet(path: string, rateHz: number): (side: "left" | "right") => CameraFoot {
  const rows = gunzipSync(readFileSync(path)).toString("utf8").trim().split("\n");
  const [names, axes, ...lines] = rows.map((row) => row.split(","));
  const values = lines.map((line) => line.map(Number));
  return (side) => {
    const columnsOf = (marker: string) =>
      ["x", "y", "z"].map((axis) =>
        names!.findIndex((name, at) => name === `${side === "left" ? "L" : "R"}_${marker}` && axes![at] === axis),
      );
    const columns = { TOE: columnsOf("TOE"), FCC: columnsOf("FCC") };
    return new CameraFoot((marker, sample) => {
      const at = (sample / rateHz) * CAMERA_HZ;
      const row = Math.min(Math.floor(at), values.length - 2);
      const [before, after] = [values[row]!, values[row + 1]!];
      return columns[marker].map((column) => {
        const millimeters = before[column]! + (at - row) * (after[column]! - before[column]!);
        return millimeters / 1000;
      }) as unknown as Place;
    });
  };
}

interface SampleSpan {
  readonly start: number;
  readonly end: number;
}

/** Height at a sample over the line from the start of a step to its end. */
export function overLine(height: (sample: number) => number, { start, end }: SampleSpan): (sample: number) => number {
  const [first, last] = [height(start), height(end)];
  return (sample) => height(sample) - first - ((last - first) * (sample - start)) / (end - start);
}

/** The place on the foot whose height by the cameras is nearest to that of the sensor, by least squares. */
export function fitSensorPlace(
  foot: CameraFoot,
  sensorHeightM: (sample: number) => number,
  steps: readonly SampleSpan[],
): SensorPlace {
  let [uu, uv, vv, uy, vy] = [0, 0, 0, 0, 0];
  for (const step of steps) {
    const sensor = overLine(sensorHeightM, step);
    const [heel, along, over] = (
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ] as const
    ).map(([share, overM]) => overLine((sample) => foot.heightM(sample, { share, overM }), step));
    for (let at = step.start; at <= step.end; at++) {
      const [u, v, y] = [along!(at) - heel!(at), over!(at) - heel!(at), sensor(at) - heel!(at)];
      uu += u * u;
      uv += u * v;
      vv += v * v;
      uy += u * y;
      vy += v * y;
    }
  }
  const determinant = uu * vv - uv * uv;
  return { share: (uy * vv - vy * uv) / determinant, overM: (uu * vy - uv * uy) / determinant };
}

function wrapped(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}
