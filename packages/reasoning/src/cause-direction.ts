import type { Direction } from "@plumbline/clinical-model";
import type { Condition } from "@plumbline/evidence";
import type { ComplaintPlace } from "./complaint-table.ts";

/**
 * Where the lesion lies, for conditions whose role in the base tells something else (that they need care soon, or which
 * tissue they belong to).
 */
const LESION_SITE: Readonly<Record<string, "spine" | "where it hurts" | "whole body">> = {
  // Canal, cord or roots, filed as red flags.
  cauda_equina: "spine",
  cord_compression: "spine",
  upper_motor_neuron: "spine",
  // Injuries, filed as red flags.
  achilles_rupture: "where it hurts",
  ankle_fracture: "where it hurts",
  lisfranc_injury: "where it hurts",
  metatarsal_fracture: "where it hurts",
  calcaneal_fracture: "where it hurts",
  hip_fracture: "where it hurts",
  vertebral_fracture: "where it hurts",
  sacral_fracture: "where it hurts",
  heel_pressure_injury: "where it hurts",
  crps: "where it hurts",
  // Many nerves at once, filed as peripheral nerve.
  cmt: "whole body",
  gbs: "whole body",
  cidp: "whole body",
  lumbosacral_plexopathy: "whole body",
  radiation_plexopathy: "whole body",
  // An infection, though it lies in the canal.
  epidural_abscess: "whole body",
};

/**
 * What it means for the direction when this condition explains a complaint felt at this place, links from the feet to the
 * back aside (those are `foot-drives-back`, and only the link layer may say so).
 */
export function causeDirection(condition: Condition, place: ComplaintPlace): Direction {
  const site = LESION_SITE[condition.id];
  if (site === "where it hurts") return "local";
  if (site === "whole body") return "none";
  const isSpinalLesion = site === "spine" || condition.role === "spine-origin neurological";
  // A mechanical back may ache into the thigh; only in the foot does it act at a distance.
  const reachesFoot = condition.role === "spine-origin mechanical" && place === "foot";
  if (isSpinalLesion || reachesFoot) return place === "leg" || place === "foot" ? "spine-drives-foot" : "local";
  return condition.role === "systemic/red flag" ? "none" : "local";
}

/** Whether the condition belongs to the feet or to leg length: hips and knees may feed a back too, but are not the feet. */
export function isOfTheFeet(condition: Condition): boolean {
  return condition.role === "foot-origin mechanical" || condition.role === "local-foot-only";
}
