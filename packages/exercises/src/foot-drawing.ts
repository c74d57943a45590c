import { svg } from "./body-drawing.ts";

/** A foot from its inner side, the toes to the right. */
export interface FootPose {
  /** Toes above the floor, degrees; below 0 they grip. */
  readonly toes: number;
  /** Height of the arch, 0 (flat) to 14. */
  readonly arch: number;
  /** Heel above the floor by turning about the ball, degrees. */
  readonly rise: number;
  /** Shank against upright, degrees, to the front above 0. */
  readonly shank: number;
}

export type FootProp = "towel" | "ball" | "band" | "hand";

const PANEL_WIDTH = 170;
const HEIGHT = 150;
const FLOOR = 132;
const HEEL_X = 38;
const BALL_X = 100;
const TOE_LENGTH = 26;

/** Both ends of an exercise of the foot side by side. */
export function drawFoot(title: string, poses: readonly [FootPose, FootPose], props: readonly FootProp[] = []): string {
  return svg(title, poses.map((pose, at) => panel(pose, at, props)).join(""), PANEL_WIDTH * 2, HEIGHT);
}

function panel({ toes, arch, rise, shank }: FootPose, at: number, props: readonly FootProp[]): string {
  const floor = `<path class="floor" d="M12 ${FLOOR + 7}h${PANEL_WIDTH - 24}"/>`;
  const leg = `<path class="near" stroke-width="22" d="M${HEEL_X + 12} ${FLOOR - 26}l${(50 * Math.sin(rad(shank))).toFixed(1)} ${(-50 * Math.cos(rad(shank))).toFixed(1)}"/>`;
  const sole = `<path class="near solid" d="M${HEEL_X - 12} ${FLOOR - 4}q-3 -22 12 -30h18q22 6 40 20q6 6 2 14q-8 6 -16 4q-22 ${-arch} -44 0q-9 3 -12 -8z"/>`;
  const toe = `<path class="toe" stroke-width="11" d="M${BALL_X - 6} ${FLOOR - 3}l${(TOE_LENGTH * Math.cos(rad(toes + rise))).toFixed(1)} ${(-TOE_LENGTH * Math.sin(rad(toes + rise))).toFixed(1)}"/>`;
  const foot = `<g transform="rotate(${rise} ${BALL_X} ${FLOOR})">${leg}${sole}${toe}</g>`;
  const drawn = props.map((prop) => propOf(prop, toes)).join("");
  return `<g transform="translate(${at * PANEL_WIDTH} 0)">${floor}<text x="14" y="20">${at + 1}</text>${foot}${drawn}</g>`;
}

function propOf(prop: FootProp, toes: number): string {
  const tip = `${(BALL_X - 6 + TOE_LENGTH * Math.cos(rad(toes))).toFixed(1)} ${(FLOOR - 3 - TOE_LENGTH * Math.sin(rad(toes))).toFixed(1)}`;
  switch (prop) {
    case "towel":
      return `<path class="band" d="M${BALL_X - 4} ${FLOOR + 5}q8 ${toes < 0 ? -7 : 0} 16 0t16 0h26"/>`;
    case "ball":
      return `<circle class="prop" cx="70" cy="${FLOOR - 2}" r="9"/>`;
    case "band":
      return `<path class="band" d="M${tip}L158 ${FLOOR - 44}"/>`;
    case "hand":
      return `<path class="arm" stroke-width="7" d="M${tip}l16 -22l22 -8"/>`;
  }
}

function rad(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
