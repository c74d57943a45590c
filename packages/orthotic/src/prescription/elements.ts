/** A number of a prescription: what it is called, its unit, its range, what it is when nothing is said, and why. */
export interface NumericElement {
  readonly name: string;
  readonly unit: "mm" | "degrees";
  readonly from: number;
  readonly to: number;
  /** What is taken when nothing is said. */
  readonly usual: number;
  /** Where range and usual value come from; what nobody published is marked as a guess. */
  readonly source: string;
}

/**
 * Every number of one device. Angles are positive toward varus (the inner side higher), as labs write them.
 *
 * Ranges are those of lab order forms and of the studies named; see the package's README for the full references.
 */
export const ELEMENTS = {
  shellThicknessMm: {
    name: "Shell thickness",
    unit: "mm",
    from: 2,
    to: 6.4,
    usual: 3.2,
    source: "polypropylene 3.2 to 6.4 mm by body weight on lab order forms; 2 to 5 mm in trials (Phillips 2019)",
  },
  heelCupMm: {
    name: "Heel cup depth",
    unit: "mm",
    from: 8,
    to: 30,
    usual: 12,
    source: "12 mm is the usual order (KevinRoot Medical); dress shoes 8 to 10 mm",
  },
  rearfootPostDeg: {
    name: "Rearfoot post",
    unit: "degrees",
    from: -6,
    to: 10,
    usual: 0,
    source: "range of the trial of Telfer and others 2013",
  },
  forefootPostDeg: {
    name: "Forefoot post",
    unit: "degrees",
    from: -6,
    to: 8,
    usual: 0,
    source:
      "balanced to perpendicular by consensus (Banwell and others 2014, doi:10.1186/1757-1146-7-49); range a guess",
  },
  inversionDeg: {
    name: "Cast inversion",
    unit: "degrees",
    from: 0,
    to: 15,
    usual: 0,
    source: "0 degrees is commonest (Menz and others); range a guess",
  },
  medialSkiveMm: {
    name: "Medial heel skive",
    unit: "mm",
    from: 0,
    to: 8,
    usual: 0,
    source: "2, 4 or 6 mm, up to 8 (Kirby); 4 mm and more change medial heel pressure (Bonanno and others 2012)",
  },
  lateralSkiveMm: {
    name: "Lateral heel skive",
    unit: "mm",
    from: 0,
    to: 8,
    usual: 0,
    source: "as the medial skive, mirrored (a guess)",
  },
  archFillMm: {
    name: "Arch fill",
    unit: "mm",
    from: 0,
    to: 6.4,
    usual: 3.2,
    source: "minimum 1.6, standard 3.2, maximum 6.4 mm (Cox Orthotics; Banwell and others 2014)",
  },
  medialFlangeMm: {
    name: "Medial flange",
    unit: "mm",
    from: 0,
    to: 15,
    usual: 0,
    source: "for a medially deviated subtalar axis (Huppin); height a guess",
  },
  lateralFlangeMm: {
    name: "Lateral flange",
    unit: "mm",
    from: 0,
    to: 12,
    usual: 0,
    source: "height a guess",
  },
  mortonsExtensionMm: {
    name: "Morton's extension",
    unit: "mm",
    from: 0,
    to: 5,
    usual: 0,
    source: "for a painful stiff first joint (Kirby); thickness a guess",
  },
  reverseMortonsExtensionMm: {
    name: "Reverse Morton's extension",
    unit: "mm",
    from: 0,
    to: 5,
    usual: 0,
    source: "for sesamoiditis and functional hallux limitus (Kirby); thickness a guess",
  },
  metatarsalDomeMm: {
    name: "Metatarsal dome",
    unit: "mm",
    from: 0,
    to: 8,
    usual: 0,
    source:
      "a dome 5 mm behind to 5 mm before the heads lowers peak pressure by 17 % (Lee and others 2014); height a guess",
  },
  heelLiftMm: {
    name: "Heel lift",
    unit: "mm",
    from: 0,
    to: 9.5,
    usual: 0,
    source: "up to 6 mm on the post, up to 9.5 mm in the shoe (Nolaro24)",
  },
  topCoverMm: {
    name: "Top cover",
    unit: "mm",
    from: 0,
    to: 6,
    usual: 1.5,
    source: "glued on, not printed; usual thickness a guess",
  },
} as const satisfies Readonly<Record<string, NumericElement>>;

export type ElementName = keyof typeof ELEMENTS;

/** Where the device ends: behind the metatarsal heads, under the toes' bases, or at the tips. */
export const DEVICE_LENGTHS = ["three-quarter", "sulcus", "full"] as const;
export type DeviceLength = (typeof DEVICE_LENGTHS)[number];

/**
 * Shell thickness by body weight, polypropylene or nylon of like stiffness: up to so many kilograms, so many millimeters.
 * A lab's rule (170, 210 and 250 lb: 1/8, 5/32, 3/16, else 1/4 inch).
 */
export const SHELL_BY_WEIGHT: readonly { readonly upToKg: number; readonly thicknessMm: number }[] = [
  { upToKg: 77.1, thicknessMm: 3.2 },
  { upToKg: 95.3, thicknessMm: 4 },
  { upToKg: 113.4, thicknessMm: 4.8 },
  { upToKg: Infinity, thicknessMm: 6.4 },
];

/** @param bodyWeightKg - Null when it is not known: then the usual thickness. */
export function shellThicknessFor(bodyWeightKg: number | null): number {
  if (bodyWeightKg === null) return ELEMENTS.shellThicknessMm.usual;
  return SHELL_BY_WEIGHT.find(({ upToKg }) => bodyWeightKg <= upToKg)!.thicknessMm;
}
