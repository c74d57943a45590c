import { ELEMENTS, shellThicknessFor } from "./elements.ts";
import type { ElementName } from "./elements.ts";
import type { DevicePrescription } from "./prescription.ts";

/** What is ordered when nothing else is said. */
export function usualDevice(bodyWeightKg: number | null): DevicePrescription {
  const usual = Object.fromEntries(Object.entries(ELEMENTS).map(([name, { usual: value }]) => [name, value]));
  return {
    ...(usual as Record<ElementName, number>),
    shellThicknessMm: shellThicknessFor(bodyWeightKg),
    length: "three-quarter",
    hasRearfootPost: true,
    hasFirstRayCutout: false,
  };
}

/** One reason to depart from the usual device. */
export interface Proposal {
  readonly conditionId: string;
  readonly change: Partial<DevicePrescription>;
  readonly why: string;
  readonly source: string;
}

/** What labs and clinicians order for a condition. Agreement of experts, not proof that it helps. */
const PROPOSALS: readonly Proposal[] = [
  {
    conditionId: "pttd",
    change: {
      medialSkiveMm: 4,
      heelCupMm: 20,
      inversionDeg: 2,
      rearfootPostDeg: 4,
      archFillMm: 1.6,
      medialFlangeMm: 5,
    },
    why: "The tendon that holds the arch up is weak: the heel is held from rolling in.",
    source: "Banwell and others 2014 (75 to 91 % of experts agreed); Kirby",
  },
  {
    conditionId: "flexible_flatfoot",
    change: { heelCupMm: 14, rearfootPostDeg: 4, archFillMm: 1.6 },
    why: "A foot that rolls in is met by a closer arch and a post that tilts the heel out.",
    source: "Banwell and others 2014; Telfer and others 2013",
  },
  {
    conditionId: "plantar_fasciitis",
    change: { heelCupMm: 14, archFillMm: 1.6 },
    why: "A deep cup holds the heel's fat pad, a close arch takes load off the band under the foot.",
    source: "ProLab",
  },
  {
    conditionId: "pes_cavus",
    change: { archFillMm: 1.6, rearfootPostDeg: 0, lateralFlangeMm: 4, metatarsalDomeMm: 3 },
    why: "The whole sole takes load, not the heel and the ball alone.",
    source: "Najafi, Wrobel and Burns 2014, doi:10.1186/1757-1146-7-2",
  },
  {
    conditionId: "metatarsalgia",
    change: { metatarsalDomeMm: 4 },
    why: "A dome behind the heads of the metatarsals takes pressure off them.",
    source: "Lee and others 2014",
  },
  {
    conditionId: "morton_neuroma",
    change: { metatarsalDomeMm: 4 },
    why: "A dome spreads the bones apart between which the nerve is squeezed.",
    source: "expert estimate",
  },
  {
    conditionId: "hallux_rigidus",
    change: { mortonsExtensionMm: 3, length: "full" },
    why: "A stiff plate under a stiff, sore big toe joint keeps it from bending.",
    source: "Kirby",
  },
  {
    conditionId: "fhl",
    change: { reverseMortonsExtensionMm: 3, length: "sulcus", archFillMm: 1.6 },
    why: "What raises the other toes lets the first ray drop, so that the big toe can bend.",
    source: "Kirby; ProLab",
  },
  {
    conditionId: "sesamoiditis",
    change: { reverseMortonsExtensionMm: 3, length: "sulcus" },
    why: "Load goes from the ball of the big toe to the others.",
    source: "Kirby",
  },
  {
    conditionId: "peroneal_tendon",
    change: { lateralSkiveMm: 3, heelCupMm: 16 },
    why: "A heel that rolls out is held from the outer side.",
    source: "ProLab",
  },
  {
    conditionId: "ankle_instability",
    change: { heelCupMm: 16, lateralFlangeMm: 5 },
    why: "A deep cup and an outer rim steady a heel that rolls out.",
    source: "expert estimate",
  },
  {
    conditionId: "lld_anatomical",
    change: { heelLiftMm: 3 },
    why: "A lift of half the difference to begin with, on the short side.",
    source: "Campbell and others 2018, doi:10.1016/j.apmr.2017.10.027; start a guess",
  },
  {
    conditionId: "achilles_insertional",
    change: { heelLiftMm: 5 },
    why: "A raised heel takes pull off the tendon.",
    source: "expert estimate",
  },
];

export interface ProposedDevice {
  readonly device: DevicePrescription;
  /** The changes made, with their reasons; where two conditions ask for one element, the first named wins. */
  readonly because: readonly Proposal[];
}

/** A device to begin with, for these conditions, likeliest first. It is the clinician who orders. */
export function proposeDevice(conditionIds: readonly string[], bodyWeightKg: number | null): ProposedDevice {
  const because = conditionIds.flatMap((id) => PROPOSALS.filter(({ conditionId }) => conditionId === id));
  const changes = because.toReversed().reduce((all, { change }) => ({ ...all, ...change }), {});
  return { device: { ...usualDevice(bodyWeightKg), ...changes }, because };
}
