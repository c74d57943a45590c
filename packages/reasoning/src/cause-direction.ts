import type { Direction } from "@plumbline/clinical-model";
import type { Condition } from "@plumbline/evidence";
import type { ComplaintPlace } from "./complaint-table.ts";

/** Filed as systemic or red flag in the base, but a lesion of canal, cord or roots. */
const SPINAL_LESIONS: ReadonlySet<string> = new Set(["cauda_equina", "cord_compression", "upper_motor_neuron"]);

/** Filed as systemic or red flag because they need care soon; the lesion itself lies where it hurts. */
const LOCAL_LESIONS: ReadonlySet<string> = new Set([
  "achilles_rupture",
  "ankle_fracture",
  "lisfranc_injury",
  "metatarsal_fracture",
  "calcaneal_fracture",
  "hip_fracture",
  "vertebral_fracture",
  "sacral_fracture",
  "crps",
]);

/** Filed as peripheral nerve, but a disease of many nerves at once. */
const DISEASES_OF_MANY_NERVES: ReadonlySet<string> = new Set([
  "cmt",
  "gbs",
  "cidp",
  "lumbosacral_plexopathy",
  "radiation_plexopathy",
]);

/**
 * What it means for the direction when this condition explains a complaint felt at this place, links from the feet to the
 * back aside (those are `foot-drives-back`, and only the link layer may say so).
 */
export function causeDirection(condition: Condition, place: ComplaintPlace): Direction {
  if (LOCAL_LESIONS.has(condition.id)) return "local";
  const isSpinalLesion = SPINAL_LESIONS.has(condition.id) || condition.role === "spine-origin neurological";
  // A mechanical back may ache into the thigh; only in the foot does it act at a distance.
  const reachesFoot = condition.role === "spine-origin mechanical" && place === "foot";
  if (isSpinalLesion || reachesFoot) return place === "leg" || place === "foot" ? "spine-drives-foot" : "local";
  if (condition.role === "systemic/red flag" || DISEASES_OF_MANY_NERVES.has(condition.id)) return "none";
  return "local";
}

/** Whether the condition belongs to the feet or to leg length: hips and knees may feed a back too, but are not the feet. */
export function isOfTheFeet(condition: Condition): boolean {
  return condition.role === "foot-origin mechanical" || condition.role === "local-foot-only";
}
