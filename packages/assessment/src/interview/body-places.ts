import type { PageItem } from "./page.ts";

/**
 * Where it can hurt or feel wrong. Some places are findings of the base by themselves; the others (`place_…`) only
 * decide what is asked next and are no evidence.
 */
export const BODY_PLACES = [
  { id: "r_thoracic", label: "Middle of my back, between the shoulder blades", group: "Back and hip" },
  { id: "s_back_pain", label: "Low back", group: "Back and hip" },
  { id: "place_buttock", label: "Buttock or side of the hip", group: "Back and hip" },
  { id: "s_groin_pain", label: "Groin", group: "Back and hip" },
  { id: "place_thigh", label: "Thigh", group: "Leg" },
  { id: "place_knee", label: "Knee", group: "Leg" },
  { id: "place_calf", label: "Calf or shin", group: "Leg" },
  { id: "place_ankle", label: "Ankle", group: "Foot" },
  { id: "place_heel", label: "Heel, or the cord above it", group: "Foot" },
  { id: "place_arch", label: "Arch or sole", group: "Foot" },
  { id: "f_midfoot_top", label: "Top of the middle of my foot", group: "Foot" },
  { id: "f_ball_pain", label: "Ball of my foot", group: "Foot" },
  { id: "place_toes", label: "Toes", group: "Foot" },
  { id: "place_skin", label: "Skin or nails of my foot", group: "Foot" },
  { id: "place_numb", label: "Numb, tingling or burning leg or foot", group: "Feeling and strength" },
  { id: "place_weak", label: "Weak leg or foot", group: "Feeling and strength" },
] as const satisfies readonly PageItem[];

export type BodyPlace = (typeof BODY_PLACES)[number]["id"];

const FEELING = ["place_numb", "place_weak"] as const;

export const FOOT_PLACES: readonly BodyPlace[] = [
  "place_ankle",
  "place_heel",
  "place_arch",
  "f_midfoot_top",
  "f_ball_pain",
  "place_toes",
  "place_skin",
  ...FEELING,
];

/** Anywhere below the groin. */
export const LEG_PLACES: readonly BodyPlace[] = ["place_thigh", "place_knee", "place_calf", ...FEELING];

export const TRUNK_PLACES: readonly BodyPlace[] = ["r_thoracic", "s_back_pain", "place_buttock", "s_groin_pain"];

/**
 * Findings that say "the pain is here" for one place. A person who was asked where it hurts and did not tick the place
 * has answered them: no.
 */
export const FINDINGS_AT: Partial<Readonly<Record<BodyPlace, readonly string[]>>> = {
  place_heel: ["f_first_step", "f_heel_inner", "f_heel_center", "f_heel_back", "f_achilles_2_6", "f_heel_shoot"],
  f_ball_pain: ["f_under_big_toe", "f_pebble"],
  place_ankle: ["s_ankle_front", "s_ankle_back", "s_ankle_deep", "f_inner_ankle_pain", "f_outer_ankle"],
  place_knee: ["s_knee_inner", "s_knee_outer", "s_knee_back", "f_kneecap", "s_knee_below", "s_knee_above"],
  place_calf: ["f_shin_point", "f_shin_diffuse", "s_leg_outer_low"],
  place_numb: [
    "s_numb_l4",
    "s_numb_l5",
    "s_numb_s1",
    "f_stocking_numb",
    "s_numb_both_soles",
    "s_thigh_numb_front",
    "s_thigh_numb_outer",
  ],
  s_back_pain: ["s_back_pain_3m"],
};
