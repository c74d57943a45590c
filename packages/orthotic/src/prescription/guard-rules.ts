import type { OrthoticPrescription, DevicePrescription } from "./prescription.ts";
import { shellThicknessFor } from "./elements.ts";

/** What a rule says of one device. `refuse`: not made so. `warn`: made, once somebody has read it. */
export interface Guard {
  readonly id: string;
  readonly action: "refuse" | "warn";
  /** The element to change. */
  readonly element: keyof DevicePrescription;
  readonly message: string;
  readonly hint: string;
  readonly source: string;
}

/** A skive's edge would stand out of a shallower cup (Kirby; Podiatry Today). */
const CUP_FOR_SKIVE_MM = 14;
const CUP_FOR_MUCH_CONTROL_MM = 20;
/** Skive in mm and inversion in degrees, added up as labs do. */
const MUCH_CONTROL = 5;
const MOST_LIFT_ON_POST_MM = 6;

/** Everything about one device that does not go together, worst first. */
export function guardDevice(
  device: DevicePrescription,
  order: Pick<OrthoticPrescription, "bodyWeightKg" | "reason">,
): Guard[] {
  const skive = Math.max(device.medialSkiveMm, device.lateralSkiveMm);
  const control = skive + device.inversionDeg;
  const neededShell = shellThicknessFor(order.bodyWeightKg);
  const guards: (Guard | false)[] = [
    skive > 0 &&
      device.heelCupMm < CUP_FOR_SKIVE_MM && {
        id: "skive-needs-cup",
        action: "refuse",
        element: "heelCupMm",
        message: `A skive needs a heel cup of at least ${CUP_FOR_SKIVE_MM} mm; this one has ${device.heelCupMm} mm.`,
        hint: `Deepen the cup to ${CUP_FOR_SKIVE_MM} mm, or leave the skive out.`,
        source: "Kirby; Podiatry Today",
      },
    skive > 0 &&
      !device.hasRearfootPost && {
        id: "skive-needs-post",
        action: "refuse",
        element: "hasRearfootPost",
        message: "A skive needs an extrinsic rearfoot post, else the device rocks in the shoe.",
        hint: "Add the post.",
        source: "Kirby; KevinRoot Medical",
      },
    control > MUCH_CONTROL &&
      skive > 0 &&
      device.heelCupMm < CUP_FOR_MUCH_CONTROL_MM && {
        id: "control-needs-deep-cup",
        action: "refuse",
        element: "heelCupMm",
        message: `Skive (${skive} mm) and inversion (${device.inversionDeg}°) add up to more than ${MUCH_CONTROL}: the cup must be at least ${CUP_FOR_MUCH_CONTROL_MM} mm deep.`,
        hint: `Deepen the cup to ${CUP_FOR_MUCH_CONTROL_MM} to 22 mm.`,
        source: "KevinRoot Medical; Podiatry Today",
      },
    device.medialSkiveMm > 0 &&
      device.lateralSkiveMm > 0 && {
        id: "two-skives",
        action: "refuse",
        element: "lateralSkiveMm",
        message: "A medial and a lateral skive work against each other.",
        hint: "Keep one.",
        source: "what they are for (a guess)",
      },
    device.rearfootPostDeg !== 0 &&
      !device.hasRearfootPost && {
        id: "angle-needs-post",
        action: "refuse",
        element: "hasRearfootPost",
        message: "A rearfoot post angle needs a post.",
        hint: "Add the post, or set the angle to 0.",
        source: "geometry",
      },
    device.heelLiftMm > 0 &&
      !device.hasRearfootPost && {
        id: "lift-needs-post",
        action: "refuse",
        element: "hasRearfootPost",
        message: "A heel lift that is part of the device needs a post to stand on.",
        hint: "Add the post, or use a lift of its own in the shoe.",
        source: "geometry",
      },
    device.heelLiftMm > MOST_LIFT_ON_POST_MM && {
      id: "lift-too-high",
      action: "refuse",
      element: "heelLiftMm",
      message: `A lift of ${device.heelLiftMm} mm on the post lifts the heel out of the shoe.`,
      hint: `Up to ${MOST_LIFT_ON_POST_MM} mm go on the post; put the rest under the shoe.`,
      source: "Nolaro24",
    },
    device.mortonsExtensionMm > 0 &&
      device.hasFirstRayCutout && {
        id: "mortons-and-cutout",
        action: "refuse",
        element: "hasFirstRayCutout",
        message: "A Morton's extension holds the first ray up, a cut-out lets it drop: one excludes the other.",
        hint: "Keep one.",
        source: "Kirby; ProLab",
      },
    device.mortonsExtensionMm > 0 &&
      device.reverseMortonsExtensionMm > 0 && {
        id: "both-mortons",
        action: "refuse",
        element: "reverseMortonsExtensionMm",
        message: "A Morton's and a reverse Morton's extension cancel each other.",
        hint: "Keep one.",
        source: "Kirby",
      },
    (device.rearfootPostDeg > 0 || device.medialSkiveMm > 0) &&
      order.reason.includes("knee_oa") && {
        id: "medial-posting-and-knee",
        action: "warn",
        element: "rearfootPostDeg",
        message: "Medial posting loads the inner side of the knee more, and this person has knee osteoarthritis.",
        hint: "Where the inner side is worn, leave it out or choose a lateral wedge.",
        source: "Telfer and others 2013",
      },
    device.shellThicknessMm < neededShell && {
      id: "shell-thin-for-weight",
      action: "warn",
      element: "shellThicknessMm",
      message: `For ${order.bodyWeightKg} kg labs use a shell of ${neededShell} mm; this one has ${device.shellThicknessMm} mm.`,
      hint: "A thinner shell bends more: wanted for a soft device, not for control.",
      source: "lab rule by body weight",
    },
  ];
  return guards
    .filter((guard): guard is Guard => guard !== false)
    .sort((a, b) => Number(a.action === "warn") - Number(b.action === "warn"));
}
