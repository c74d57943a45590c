/** What the text above an emed table tells. Null where it does not. */
export interface EmedPageHeader {
  /** A frame of the recording, or a picture summed over all frames (`MVP`, `MPP`), which is none. */
  readonly kind: "frame" | "summary" | "unknown";
  readonly pictureNumber: number | null;
}

/** The same on every page, so read from the first one only. The file path in it is left behind. */
export interface EmedSetUp {
  readonly deviceColumns: number | null;
  readonly deviceRows: number | null;
  readonly sensorAreaMm2: number | null;
  readonly sensorWidthMm: number | null;
  readonly sensorHeightMm: number | null;
  readonly frameIntervalS: number | null;
}

const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
const MATRIX = /Matrix:\s*(\d+)\s*x\s*(\d+)/;
const SENSOR_AREA = new RegExp(String.raw`Sensor area:\s*${NUMBER}\s*(cm|mm)`);
const SENSOR_SIZE = new RegExp(String.raw`Sensor size:\s*${NUMBER}\s*x\s*${NUMBER}\s*(cm|mm)`);
const TIME_PER_PICTURE = new RegExp(String.raw`Time/picture:\s*${NUMBER}\s*(ms|s)`);
const PICTURE_NUMBER = /Pict-No\.?:\s*(\d+)/;
const SUMMARY = /\b(?:MVP|MPP)\b/;

export function parsePageHeader(text: string): EmedPageHeader {
  const picture = PICTURE_NUMBER.exec(text);
  if (picture !== null) return { kind: "frame", pictureNumber: Number(picture[1]) };
  // The file's path stands in the header too, and a folder may be called MVP: only the title line counts.
  const title = text.trimEnd().split("\n").at(-1) ?? "";
  return { kind: SUMMARY.test(title) ? "summary" : "unknown", pictureNumber: null };
}

export function parseSetUp(text: string): EmedSetUp {
  const matrix = MATRIX.exec(text);
  const area = SENSOR_AREA.exec(text);
  const size = SENSOR_SIZE.exec(text);
  const time = TIME_PER_PICTURE.exec(text);
  return {
    deviceColumns: matrix === null ? null : Number(matrix[1]),
    deviceRows: matrix === null ? null : Number(matrix[2]),
    sensorAreaMm2: area === null ? null : positive(decimal(area[1]!) * (area[2] === "cm" ? 100 : 1)),
    sensorWidthMm: size === null ? null : positive(decimal(size[1]!) * (size[3] === "cm" ? 10 : 1)),
    sensorHeightMm: size === null ? null : positive(decimal(size[2]!) * (size[3] === "cm" ? 10 : 1)),
    frameIntervalS: time === null ? null : positive(decimal(time[1]!) / (time[2] === "ms" ? 1000 : 1)),
  };
}

function decimal(text: string): number {
  return Number(text.replace(",", "."));
}

function positive(value: number): number | null {
  return value > 0 ? value : null;
}
