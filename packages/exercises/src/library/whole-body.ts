import type { Exercise } from "../exercise.ts";
import { POSES } from "../poses.ts";
import { dose } from "./entry.ts";

const { STAND } = POSES;

/** For the whole body. */
export const WHOLE_BODY: readonly Exercise[] = [
  {
    id: "walking",
    name: "Graded walking programme",
    title: "Walk every day",
    aim: "walking",
    steps: [
      "Walk at a pace at which you can talk.",
      "Rest when you need to, and go on.",
      "Add a minute or two each week.",
    ],
    dose: dose(1, 1, 600, 1, 5),
    harder: "Walk longer, up to 30 minutes, then faster.",
    easier: "Walk 5 minutes, twice.",
    stop: "Stop and call us if your legs get weak or numb each time you walk.",
    conditionIds: ["ns_lbp", "lss", "pad", "fibromyalgia"],
    treatmentId: null,
    picture: {
      kind: "body",
      poses: [
        { ...STAND, leg: [-65, -75, 0], farLeg: [-108, -120, -30], arm: [-115, -80], farArm: [-65, -30] },
        { ...STAND, leg: [-112, -122, -35], farLeg: [-62, -78, 5], arm: [-60, -25], farArm: [-115, -80] },
      ],
      props: [],
    },
  },
  {
    id: "cycling",
    name: "Stationary cycling",
    title: "Ride a bike that stands",
    aim: "walking",
    steps: [
      "Set the seat so that your knee stays a little bent.",
      "Ride with little force.",
      "Lean forward if standing straight hurts.",
    ],
    dose: dose(1, 1, 600, 1, 3),
    harder: "Ride longer, up to 30 minutes.",
    easier: "Ride 5 minutes.",
    stop: "Stop if your feet go numb.",
    conditionIds: ["lss", "hip_oa", "knee_oa"],
    treatmentId: "t48",
    picture: {
      kind: "body",
      poses: [
        { trunk: 62, leg: [-20, -105, -10], farLeg: [-62, -98, -10], arm: [-30, 0], farArm: [-30, 0] },
        { trunk: 62, leg: [-62, -98, -10], farLeg: [-20, -105, -10], arm: [-30, 0], farArm: [-30, 0] },
      ],
      props: ["bike"],
    },
  },
];
