/**
 * Rows of a drawn foot or lower back: not a person, but with what readers look for. A foot lies flat with gravity on its
 * axes, swings about y by half a radian and back in half a second, and turns with its gravity. All in m/s² and rad/s.
 */
export interface DrawnRow {
  readonly acceleration: readonly [number, number, number];
  readonly angularRate: readonly [number, number, number];
}

const STRIDE_S = 1.1;
const SWING_S = 0.5;
const SWING_RAD = 1.2;
const STANDING_S = 2;
/** A fixed unevenness in place of chance. */
const unevenness = (at: number, scale: number) => scale * Math.sin(at * 12.9898) * Math.cos(at * 78.233);

/** @param seconds - The first and the last two are standing. */
export function drawnFoot(seconds: number, rateHz: number): readonly DrawnRow[] {
  return Array.from({ length: Math.round(seconds * rateHz) }, (_, at): DrawnRow => {
    const time = at / rateHz;
    const isStanding = time < STANDING_S || time > seconds - STANDING_S;
    const phase = ((time - STANDING_S) % STRIDE_S) / SWING_S;
    const isSwinging = !isStanding && phase < 1;
    const pitch = isSwinging ? (SWING_RAD * (1 - Math.cos(2 * Math.PI * phase))) / 2 : 0;
    const rate = isSwinging ? (SWING_RAD * Math.PI * Math.sin(2 * Math.PI * phase)) / SWING_S : 0;
    const push = isSwinging ? 20 * Math.sin(2 * Math.PI * phase) : 0;
    return {
      acceleration: [
        -9.81 * Math.sin(pitch) + push + unevenness(at, 0.02),
        unevenness(at + 1, 0.02),
        9.81 * Math.cos(pitch) + push / 2 + unevenness(at + 2, 0.02),
      ],
      angularRate: [unevenness(at + 3, 0.01), rate + unevenness(at + 4, 0.01), unevenness(at + 5, 0.01)],
    };
  });
}

/** A trunk that sways and bounces twice a stride. */
export function drawnBack(seconds: number, rateHz: number): readonly DrawnRow[] {
  return Array.from({ length: Math.round(seconds * rateHz) }, (_, at): DrawnRow => {
    const time = at / rateHz;
    const isStanding = time < STANDING_S || time > seconds - STANDING_S;
    const sway = isStanding ? 0 : 1;
    const turn = (2 * Math.PI * time) / STRIDE_S;
    return {
      acceleration: [
        9.81 + sway * 3.2 * Math.sin(2 * turn) + unevenness(at, 0.02),
        sway * 1.5 * Math.sin(turn) + unevenness(at + 1, 0.02),
        sway * 1.5 * Math.cos(2 * turn) + unevenness(at + 2, 0.02),
      ],
      angularRate: [
        sway * 0.8 * Math.sin(turn) + unevenness(at + 3, 0.01),
        sway * 0.5 * Math.cos(2 * turn) + unevenness(at + 4, 0.01),
        sway * 0.4 * Math.cos(turn) + unevenness(at + 5, 0.01),
      ],
    };
  });
}

const DEG_PER_RAD = 180 / Math.PI;
const cells = (row: DrawnRow, gravity = 1, turn = 1) => [
  ...row.acceleration.map((value) => (value / gravity).toFixed(6)),
  ...row.angularRate.map((value) => (value * turn).toFixed(6)),
];

/** Text of one sensor with a packet counter from `first`. */
export function feetLumbarText(rows: readonly DrawnRow[], first = 0, rateHz = 100): string {
  const body = rows.map((row, at) => [`${first + at}.0`, ...cells(row), "0", "0", "0"].join("\t"));
  const titles = ["PacketCounter", "Acc_X", "Acc_Y", "Acc_Z", "Gyr_X", "Gyr_Y", "Gyr_Z", "Mag_X", "Mag_Y", "Mag_Z"];
  return [`Acquisition frequency: ${rateHz} Hz`, titles.join("\t"), ...body, ""].join("\n");
}

export function mobgapText(rows: readonly DrawnRow[]): string {
  const body = rows.map((row, at) => [at, ...cells(row, 9.81, DEG_PER_RAD)].join(","));
  return ["samples,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z", ...body, ""].join("\n");
}

export function footViconText(rows: readonly DrawnRow[], rateHz: number): string {
  const body = rows.map((row, at) => [(at / rateHz).toFixed(4), ...cells(row), "0", "0", "NaN"].join(","));
  return ["t_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z,vicon_x,vicon_y,vicon_z", ...body, ""].join("\n");
}

/** Two sensors with two lines of titles. */
export function gaitmapText(left: readonly DrawnRow[], right: readonly DrawnRow[]): string {
  const axes = ["acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z"];
  const body = left.map((row, at) => {
    const other = cells(right[at]!, 1, DEG_PER_RAD);
    return [at, ...cells(row, 1, DEG_PER_RAD).flatMap((cell, axis) => [cell, other[axis]!])].join(",");
  });
  return [
    `sensor,${axes.map(() => "left_sensor,right_sensor").join(",")}`,
    `axis,${axes.map((axis) => `${axis},${axis}`).join(",")}`,
    ...body,
    "",
  ].join("\n");
}

/** Both feet without their mean of standing, which is (0, 0, 9.81) here; V is about the vertical of the room. */
export function gaitDataText(left: readonly DrawnRow[], right: readonly DrawnRow[]): string {
  const foot = (name: string) => ["AV", "AX", "AY", "AZ", "RV", "RX", "RY", "RZ"].map((column) => name + column);
  const half = ({ acceleration: [x, y, z], angularRate }: DrawnRow, pitch: number) => {
    const [wx, wy, wz] = angularRate.map((rate) => rate * DEG_PER_RAD) as [number, number, number];
    const vertical = -Math.sin(pitch) * wx + Math.cos(pitch) * wz;
    return [0, x / 9.81, y / 9.81, (z - 9.81) / 9.81, vertical, wx, wy, wz].map((value) => value.toExponential(6));
  };
  let [leftPitch, rightPitch] = [0, 0];
  const body = left.map((row, at) => {
    const line = [...half(row, leftPitch), ...half(right[at]!, rightPitch)].join(",");
    leftPitch += row.angularRate[1] / 100;
    rightPitch += right[at]!.angularRate[1] / 100;
    return line;
  });
  return [[...foot("L"), ...foot("R")].join(","), ...body, ""].join("\n");
}

/** Lines of what was set, then titles, by the maker's description. */
export function movellaDotText(rows: readonly DrawnRow[], rateHz: number): string {
  const titles = ["PacketCounter", "SampleTimeFine", "Euler_X", "Acc_X", "Acc_Y", "Acc_Z", "Gyr_X", "Gyr_Y", "Gyr_Z"];
  const body = rows.map((row, at) =>
    [at + 1, 3_000_000 + Math.round((at * 1e6) / rateHz), "0.5", ...cells(row, 1, DEG_PER_RAD)].join(","),
  );
  const above = ["DeviceTag:,D1", "FirmwareVersion:,2.0.0", `OutputRate:,${rateHz} Hz`, ""];
  return [...above, titles.join(","), ...body, ""].join("\n");
}
