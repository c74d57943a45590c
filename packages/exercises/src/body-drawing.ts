/**
 * A person from the side, out of joint angles: a few numbers for each exercise, and all drawings of one hand.
 *
 * Angles are directions in degrees on the page: 0 to the right, 90 up, 180 to the left, -90 down. A person stands facing
 * right unless the angles say otherwise; a view from the front is drawn with the same numbers, the legs apart.
 */
export interface BodyPose {
  /** From the hips to the shoulders. */
  readonly trunk: number;
  /** From the shoulders to the head; as the trunk when left out. */
  readonly head?: number;
  /** Thigh, shank and foot of the near and the far leg. */
  readonly leg: readonly [thigh: number, shank: number, foot: number];
  readonly farLeg: readonly [thigh: number, shank: number, foot: number];
  /** Upper arm and forearm. */
  readonly arm: readonly [upper: number, fore: number];
  readonly farArm: readonly [upper: number, fore: number];
}

/** What is about the person: drawn where the pose needs it. */
export type Prop = "wall" | "chair" | "step" | "band-knees" | "band-ankles" | "strap-foot" | "bike";

const LENGTH = { trunk: 34, head: 11, thigh: 26, shank: 26, foot: 11, upper: 17, fore: 16 } as const;
const HEAD_RADIUS = 8;
const PANEL_WIDTH = 170;
const HEIGHT = 150;
const FLOOR = 140;
const STEP_HEIGHT = 13;

type Point = readonly [x: number, y: number];

interface Joints {
  readonly hip: Point;
  readonly shoulder: Point;
  readonly head: Point;
  readonly leg: readonly Point[];
  readonly farLeg: readonly Point[];
  readonly arm: readonly Point[];
  readonly farArm: readonly Point[];
}

/** Both ends of an exercise side by side, 1 and 2, as one SVG; without size, so that the page decides. */
export function drawBody(title: string, poses: readonly [BodyPose, BodyPose], props: readonly Prop[] = []): string {
  const panels = poses.map((pose, at) => panel(pose, at, props));
  return svg(title, panels.join(""), PANEL_WIDTH * 2, HEIGHT);
}

/** @param body - SVG, of our own making. */
export function svg(title: string, body: string, width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}" class="exercise-drawing">${body}</svg>`;
}

function panel(pose: BodyPose, at: number, props: readonly Prop[]): string {
  const joints = placed(jointsOf(pose), at, props.includes("step") ? STEP_HEIGHT : 0);
  const floor = `<path class="floor" d="M${at * PANEL_WIDTH + 12} ${FLOOR}h${PANEL_WIDTH - 24}"/>`;
  const number = `<text x="${at * PANEL_WIDTH + 14}" y="20">${at + 1}</text>`;
  const behind = props.map((prop) => propBehind(prop, joints)).join("");
  return `${floor}${number}${behind}${figure(joints)}${props.map((prop) => bandOf(prop, joints)).join("")}`;
}

function figure({ hip, shoulder, head, leg, farLeg, arm, farArm }: Joints): string {
  return [
    limb("far", [shoulder, ...farArm], 6),
    limb("far", [hip, ...farLeg], 9),
    limb("near", [hip, shoulder], 15),
    `<circle class="near" cx="${n(head[0])}" cy="${n(head[1])}" r="${HEAD_RADIUS}"/>`,
    limb("near", [hip, ...leg], 9),
    limb("arm", [shoulder, ...arm], 6),
  ].join("");
}

function limb(kind: "near" | "far" | "arm", points: readonly Point[], width: number): string {
  return `<polyline class="${kind}" stroke-width="${width}" points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(" ")}"/>`;
}

/** From the hips outward, y up, the hips at the origin. */
function jointsOf(pose: BodyPose): Joints {
  const hip: Point = [0, 0];
  const shoulder = step(hip, pose.trunk, LENGTH.trunk);
  const legOf = ([thigh, shank, foot]: BodyPose["leg"]): Point[] => {
    const knee = step(hip, thigh, LENGTH.thigh);
    const ankle = step(knee, shank, LENGTH.shank);
    return [knee, ankle, step(ankle, foot, LENGTH.foot)];
  };
  const armOf = ([upper, fore]: BodyPose["arm"]): Point[] => {
    const elbow = step(shoulder, upper, LENGTH.upper);
    return [elbow, step(elbow, fore, LENGTH.fore)];
  };
  return {
    hip,
    shoulder,
    head: step(shoulder, pose.head ?? pose.trunk, LENGTH.head + HEAD_RADIUS / 2),
    leg: legOf(pose.leg),
    farLeg: legOf(pose.farLeg),
    arm: armOf(pose.arm),
    farArm: armOf(pose.farArm),
  };
}

/** On the page: the lowest point on the floor or the step, the middle of the body in the middle of its panel. */
function placed(joints: Joints, at: number, above: number): Joints {
  const all = [joints.hip, joints.shoulder, ...joints.leg, ...joints.farLeg, ...joints.arm, ...joints.farArm];
  const xs = [...all, joints.head].map(([x]) => x);
  const lowest = Math.min(...all.map(([, y]) => y));
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  const place = ([x, y]: Point): Point => [
    x - middle + at * PANEL_WIDTH + PANEL_WIDTH / 2,
    FLOOR - 5 - above - (y - lowest),
  ];
  return {
    hip: place(joints.hip),
    shoulder: place(joints.shoulder),
    head: place(joints.head),
    leg: joints.leg.map(place),
    farLeg: joints.farLeg.map(place),
    arm: joints.arm.map(place),
    farArm: joints.farArm.map(place),
  };
}

function propBehind(prop: Prop, { hip, arm, farArm, leg, farLeg }: Joints): string {
  switch (prop) {
    case "wall": {
      const x = Math.max(arm[1]![0], farArm[1]![0]) + 5;
      return `<path class="prop" d="M${n(x)} 14V${FLOOR}"/>`;
    }
    case "chair": {
      const [x, y] = hip;
      return `<path class="prop" d="M${n(x - 14)} ${n(y - 34)}V${FLOOR}M${n(x - 14)} ${n(y + 9)}H${n(x + 16)}V${FLOOR}"/>`;
    }
    case "step": {
      const left = Math.min(leg[2]![0], farLeg[2]![0]) - 12;
      return `<rect class="prop" x="${n(left)}" y="${FLOOR - STEP_HEIGHT}" width="30" height="${STEP_HEIGHT}"/>`;
    }
    case "bike": {
      const [x, y] = hip;
      const wheel = `<circle class="prop" cx="${n(x + 22)}" cy="${FLOOR - 18}" r="16"/>`;
      return `${wheel}<path class="prop" d="M${n(x)} ${n(y + 8)}L${n(x + 22)} ${FLOOR - 18}L${n(x + 34)} ${n(y - 14)}h9"/>`;
    }
    default:
      return "";
  }
}

function bandOf(prop: Prop, { leg, farLeg, arm }: Joints): string {
  const line = (from: Point, to: Point) =>
    `<path class="band" d="M${n(from[0])} ${n(from[1])}L${n(to[0])} ${n(to[1])}"/>`;
  if (prop === "band-knees") return line(leg[0]!, farLeg[0]!);
  if (prop === "band-ankles") return line(leg[1]!, farLeg[1]!);
  return prop === "strap-foot" ? line(arm[1]!, leg[2]!) : "";
}

function step([x, y]: Point, directionDeg: number, length: number): Point {
  const angle = (directionDeg * Math.PI) / 180;
  return [x + length * Math.cos(angle), y + length * Math.sin(angle)];
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
