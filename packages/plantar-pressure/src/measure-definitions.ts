/** Measures of one foot of which every number carries its doubt. Names as in the report; the unit is the name's suffix. */
export const FIGURE_NAMES = [
  "peakPressureKpa",
  "maxForceN",
  "impulseNs",
  "contactAreaCm2",
  "contactTimeS",
  "ptiPeakKpaS",
  "ptiForceAreaKpaS",
  "gaitLineLengthMm",
  "gaitLineWidthMm",
  "archIndex",
  "modifiedArchIndex",
  "cpeiPercent",
  "medialLoadShare",
  "lateralMedialForceIndex",
  "heelPeakKpa",
  "forefootPeakKpa",
  "halluxPeakKpa",
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

/** What each number means, in one line. Sources are in the README. */
export const MEASURE_DEFINITIONS: Readonly<Record<FigureName, string>> = {
  peakPressureKpa: "highest pressure of any sensor in any frame",
  maxForceN: "highest force of any frame",
  impulseNs: "force-time integral: sum of force × frame interval",
  contactAreaCm2: "largest area loaded in one frame",
  contactTimeS: "first to end of last loaded frame of the step",
  ptiPeakKpaS: "pressure-time integral, maker's definition: sum over frames of the highest pressure × frame interval",
  ptiForceAreaKpaS: "pressure-time integral, other definition: force-time integral ÷ area ever loaded (Melai 2011)",
  gaitLineLengthMm: "distance from the first to the last place of the center of pressure",
  gaitLineWidthMm: "spread of the center of pressure's path across the line of its ends",
  archIndex: "area of the middle third of the toeless footprint ÷ all of it (Cavanagh and Rodgers 1987)",
  modifiedArchIndex: "the same thirds weighted with each sensor's highest pressure",
  cpeiPercent:
    "offset of the center of pressure's path at the front third, % of the width there, positive lateral (Song 1996)",
  medialLoadShare: "share of the impulse medial to the line from heel center to second toe",
  lateralMedialForceIndex:
    "(lateral − medial) ÷ whole impulse, on either side of the line from heel center to second toe",
  heelPeakKpa: "highest pressure under the heel",
  forefootPeakKpa: "highest pressure under the metatarsal heads",
  halluxPeakKpa: "highest pressure under the big toe",
};
