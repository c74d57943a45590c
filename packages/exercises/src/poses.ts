import type { BodyPose } from "./body-drawing.ts";

/** Poses that many exercises begin from; each exercise says only what differs. */
const STAND: BodyPose = { trunk: 90, leg: [-90, -90, 0], farLeg: [-90, -90, 0], arm: [-90, -85], farArm: [-90, -85] };
/** Facing the page, arms a little off. */
const FRONT: BodyPose = {
  trunk: 90,
  leg: [-87, -89, -20],
  farLeg: [-93, -91, 200],
  arm: [-75, -80],
  farArm: [-105, -100],
};
const SIT: BodyPose = { trunk: 88, leg: [0, -90, 0], farLeg: [0, -90, 0], arm: [-80, -20], farArm: [-80, -20] };
/** On the back, the head to the left. */
const SUPINE: BodyPose = { trunk: 180, leg: [0, 0, 80], farLeg: [0, 0, 80], arm: [0, 0], farArm: [0, 0] };
const CROOK: BodyPose = { ...SUPINE, leg: [50, -50, 0], farLeg: [50, -50, 0] };
const PRONE: BodyPose = { trunk: 0, leg: [180, 180, 180], farLeg: [180, 180, 180], arm: [-25, 15], farArm: [-25, 15] };
const FOURS: BodyPose = {
  trunk: 12,
  leg: [-90, 180, 180],
  farLeg: [-90, 180, 180],
  arm: [-90, -90],
  farArm: [-90, -90],
};
/** Hands at a wall, one leg behind. */
const AT_WALL: BodyPose = {
  trunk: 78,
  leg: [-112, -112, 0],
  farLeg: [-62, -98, 0],
  arm: [5, 25],
  farArm: [5, 25],
};

export const POSES = { STAND, FRONT, SIT, SUPINE, CROOK, PRONE, FOURS, AT_WALL } as const;
