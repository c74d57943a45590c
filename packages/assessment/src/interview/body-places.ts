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

/** Findings that state a complaint at the place, the commonest first: what "bothers me most" may mean there. */
export const STATED_AT: Readonly<Record<BodyPlace, readonly string[]>> = {
  r_thoracic: ["r_thoracic", "s_midback_posture"],
  s_back_pain: ["s_back_pain", "s_back_pain_3m"],
  place_buttock: ["s_lateral_hip_lie", "s_buttock_sit20", "s_sit_bone", "s_tailbone"],
  s_groin_pain: ["s_groin_pain", "s_groin_twist", "s_inner_thigh"],
  place_thigh: [
    "s_thigh_front_pain",
    "s_thigh_back_pain",
    "s_leg_pain",
    "s_pain_l4",
    "s_thigh_numb_outer",
    "s_thigh_numb_front",
    "s_inner_thigh",
  ],
  place_knee: [
    "f_kneecap",
    "s_knee_inner",
    "s_knee_outer",
    "s_knee_back",
    "s_knee_swell",
    "f_knee_sit",
    "s_knee_lock",
    "s_knee_unstable",
  ],
  place_calf: [
    "s_leg_below_knee",
    "f_shin_diffuse",
    "f_shin_point",
    "s_leg_outer_low",
    "s_calf_claud",
    "s_walk_leg_claud",
    "r_calf_swell",
    "s_calf_snap",
  ],
  place_ankle: [
    "f_outer_ankle",
    "f_inner_ankle_pain",
    "s_ankle_front",
    "s_ankle_back",
    "s_ankle_deep",
    "s_ankle_turn",
    "f_giving_way",
  ],
  place_heel: [
    "f_first_step",
    "f_heel_inner",
    "f_heel_center",
    "f_achilles_2_6",
    "f_heel_back",
    "f_heel_shoot",
    "f_heel_bump_back",
  ],
  place_arch: ["f_arch_pain", "f_arch_dropping", "f_inner_arch_bump", "f_lump_arch_firm", "f_foot_pain"],
  f_midfoot_top: ["f_midfoot_top"],
  f_ball_pain: ["f_ball_pain", "f_between_toes", "f_pebble", "f_mtp2_swell"],
  place_toes: [
    "f_bigtoe_pain",
    "f_toe_small_pain",
    "f_big_toe_stiff",
    "f_under_big_toe",
    "f_bump_big_toe",
    "f_sudden_toe_attack",
    "f_toe_hit",
  ],
  place_skin: ["f_hard_skin", "f_corn_point", "f_itch_web", "f_nail_edge_pain", "f_nail_thick", "r_open_sore"],
  place_numb: ["s_numb_l5", "s_numb_s1", "f_stocking_numb", "f_sole_burn", "s_numb_l4", "s_thigh_numb_outer"],
  place_weak: ["s_toes_catch", "s_weak_big_toe", "s_painless_drop", "r_bilat_leg_neuro", "s_legs_stiff"],
};

/** Places a person ticks who has these findings; the answer to "where does it hurt" of someone of whom all else is known. */
export function placesWhereItHurts(isPresent: (findingId: string) => boolean): readonly BodyPlace[] {
  return BODY_PLACES.map(({ id }) => id).filter(
    (place) => isPresent(place) || [...STATED_AT[place], ...(FINDINGS_AT[place] ?? [])].some(isPresent),
  );
}
