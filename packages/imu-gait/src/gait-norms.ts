import type { Sex } from "@plumbline/clinical-model";
import type { ScoredMeasure, ZScore } from "./gait-report.ts";

/** What people of a kind walk at their own pace. */
export interface GaitNorm extends Pick<ZScore, "mean" | "standardDeviation" | "source" | "status" | "caution"> {
  readonly measure: ScoredMeasure;
  /** Years, `[from, to)`. */
  readonly ages: readonly [number, number];
  /** Null: women and men alike. */
  readonly sex: Sex | null;
}

const ADULT: readonly [number, number] = [18, Infinity];

const BOHANNON = {
  measure: "speedMps",
  // The meta-analysis gives no spread; that of the healthy adults of the semiogram is near to it.
  standardDeviation: 0.2,
  source: "Bohannon and Andrews 2011, 41 studies, 23,111 people (doi 10.1016/j.physio.2010.12.004)",
  status: "seen",
  caution: "Means as another page gives them; the spread is of another study of healthy adults (0.2 m/s).",
} as const;

/** By decade of life from 20; the last one reaches to 99. */
const COMFORTABLE_SPEED_MPS: Readonly<Record<Sex, readonly number[]>> = {
  male: [1.36, 1.43, 1.43, 1.43, 1.34, 1.26, 0.97],
  female: [1.34, 1.34, 1.39, 1.31, 1.24, 1.13, 0.94],
};

const VOISARD = {
  ages: ADULT,
  sex: null,
  source: "Voisard et al., reference of the semiogram (ipol_semiogram), healthy adults, feet and lower back, 2 × 10 m",
  status: "seen",
  caution: "One range for all adults.",
} as const;

const OWN = {
  ages: ADULT,
  sex: null,
  source: "measured by this project on 19 healthy adults of 25 to 79 years, 110 walks (data of IPOL 2023, article 497)",
  status: "measured",
  caution: "One range for all adults, from 19 people.",
} as const;

const STRIDE_LENGTH = {
  measure: "strideLengthM",
  sex: null,
  source: "portable motion sensors, 28 younger and 28 older adults (Mobile Information Systems 2019, 1093514, table 2)",
  status: "seen",
  caution:
    "28 people, not matched for height; spread worked out from the confidence interval; groups divided here at 60 years.",
} as const;

/** The most specific norm of a measure comes first. */
export const GAIT_NORMS: readonly GaitNorm[] = [
  ...(["male", "female"] as const).flatMap((sex) =>
    COMFORTABLE_SPEED_MPS[sex].map((mean, decade): GaitNorm => ({
      ...BOHANNON,
      sex,
      mean,
      ages: [20 + 10 * decade, decade === 6 ? 100 : 30 + 10 * decade],
    })),
  ),
  {
    measure: "speedPerHeight",
    ages: [60, Infinity],
    sex: null,
    mean: 0.75,
    standardDeviation: 0.17,
    source: "Kasović 2021, 565 adults of 60 years and more, pressure platform (doi 10.2147/CIA.S290071)",
    status: "seen",
    caution: null,
  },
  { ...STRIDE_LENGTH, ages: [18, 60], mean: 1.4, standardDeviation: 0.19 },
  { ...STRIDE_LENGTH, ages: [60, Infinity], mean: 1.29, standardDeviation: 0.175 },
  { ...VOISARD, measure: "strideTimeS", mean: 1.096, standardDeviation: 0.093 },
  { ...VOISARD, measure: "doubleSupportPercent", mean: 23.2, standardDeviation: 3.5 },
  { ...VOISARD, measure: "strideTimeVariability", mean: 2.34, standardDeviation: 0.97 },
  { ...VOISARD, measure: "swingRatio", mean: 0.964, standardDeviation: 0.03 },
  { ...OWN, measure: "cadenceStepsPerMin", mean: 109.2, standardDeviation: 8.1 },
  { ...OWN, measure: "swingPercent", mean: 38.3, standardDeviation: 1.7 },
];
