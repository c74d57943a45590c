import type { Exercise } from "../exercise.ts";
import { POSES } from "../poses.ts";
import { body, dose, foot, NO_MORE } from "./entry.ts";

const { STAND, SIT, AT_WALL } = POSES;

/** For the ankle. */
export const ANKLE: readonly Exercise[] = [
  {
    id: "knee-to-wall",
    name: "Weight-bearing ankle dorsiflexion mobilization",
    title: "Knee to the wall",
    aim: "ankle",
    steps: [
      "Stand with your toes a hand's width from a wall.",
      "Bend the knee until it touches the wall.",
      "Keep the heel down. Move back if it is easy.",
    ],
    dose: dose(2, 10, 3, 1, 7),
    harder: "Move the foot further from the wall.",
    easier: "Move it closer.",
    stop: "Stop if it pinches in front of the ankle.",
    conditionIds: ["equinus", "ankle_sprain"],
    treatmentId: null,
    picture: body(
      { ...AT_WALL, leg: [-120, -128, 0], farLeg: [-68, -92, 0] },
      { farLeg: [-42, -122, 0], leg: [-122, -134, 0], trunk: 82 },
      "wall",
    ),
  },
  {
    id: "band-ankle-out",
    name: "Resisted ankle eversion and inversion",
    title: "Turn your ankle against a band",
    aim: "ankle",
    steps: [
      "Sit with a band around the front of your foot.",
      "Tie the other end to a table leg at your side.",
      "Turn the foot away from the band, and come back slowly.",
    ],
    dose: dose(3, 12, 0, 1, 3),
    harder: "Use a stronger band.",
    easier: "Use no band.",
    stop: NO_MORE,
    conditionIds: ["ankle_instability", "ankle_sprain", "pttd", "peroneal_tendon"],
    treatmentId: "t96",
    picture: foot({ toes: 0 }, { toes: 22, shank: -10 }, "band"),
  },
  {
    id: "ankle-up-band",
    name: "Resisted ankle dorsiflexion",
    title: "Pull your foot up against a band",
    aim: "ankle",
    steps: [
      "Sit on the floor with your legs out.",
      "Loop a band around the foot, tied to something in front.",
      "Pull the foot toward you, and let it back slowly.",
    ],
    dose: dose(3, 12, 0, 1, 3),
    harder: "Use a stronger band.",
    easier: "Use no band.",
    stop: "Call us at once if you can suddenly no longer lift the foot.",
    conditionIds: ["tib_ant_tendon", "radic_l5"],
    treatmentId: null,
    picture: body(
      { ...SIT, trunk: 100, leg: [0, 0, 20], farLeg: [2, -4, 30], arm: [-120, -100], farArm: [-120, -100] },
      { leg: [0, 0, 100] },
    ),
  },
  {
    id: "single-leg-stand",
    name: "Single-leg balance",
    title: "Stand on one leg",
    aim: "ankle",
    steps: ["Stand near a table or a wall.", "Lift one foot.", "Stay as still as you can, and change sides."],
    dose: dose(1, 3, 30, 1, 5),
    harder: "Close your eyes, or stand on a pillow.",
    easier: "Keep one finger on the table.",
    stop: "Do it only where you can hold on.",
    conditionIds: ["ankle_instability", "flexible_flatfoot", "osteoporosis"],
    treatmentId: "t96",
    picture: body(STAND, { farLeg: [-40, -120, -20], arm: [-50, -20], farArm: [-130, -150] }),
  },
];
