import {
  allOf,
  always,
  back,
  canBePregnant,
  feeling,
  foot,
  heel,
  hip,
  ifYes,
  legOrFoot,
  lowBack,
  skin,
  trunk,
  unlessNo,
} from "./checklist.ts";
import type { Need } from "./checklist.ts";
import { BODY_PLACES } from "./body-places.ts";
import { mayBeAt } from "./facts.ts";
import type { Facts } from "./facts.ts";
import { RED_FLAG_CHECKLISTS } from "./checklists.ts";
import type { TopicId } from "./topics.ts";

/**
 * Findings of the base that a patient page does not ask as they stand: scores that are made of other questions, numbers
 * that need an instrument, and context that has a page of its own.
 */
const NOT_ASKED: ReadonlySet<string> = new Set([
  "e_dn_questionnaire",
  "e_fms_criteria",
  "e_sshq",
  "e_claud_neuro4",
  "e_claud_vasc2",
  "e_slanss12",
  "e_fracture_rule3",
  "s_ibp",
  "h_age",
  "h_age_over70",
  "h_age_under60",
  "h_age_50plus",
  "h_age_48plus",
  "h_age_under40",
  "age_under_18",
  "h_sex_female",
  "h_bmi_30",
  "h_duration",
  "h_dur_under6w",
  "h_dur_over3m",
  "h_onset_order",
  "s_back_nprs",
  "s_foot_nprs",
  "s_limits_walking",
  "s_limits_work",
  "w_type",
]);

/** Both are answered by one page: which came first. */
export const ORDER_FINDINGS: readonly string[] = ["h_foot_before_back", "h_back_before_foot"];

/** Someone whom nothing hurts is not asked about it. */
const anywhere: Need = (facts) =>
  mayBeAt(
    facts,
    BODY_PLACES.map(({ id }) => id),
  );
const forefoot: Need = (facts) => mayBeAt(facts, ["f_ball_pain", "place_toes"]);
const midfoot: Need = (facts) => mayBeAt(facts, ["place_arch", "f_midfoot_top"]);
const ankle: Need = (facts) => mayBeAt(facts, ["place_ankle"]);
const knee: Need = (facts) => mayBeAt(facts, ["place_knee"]);
const thigh: Need = (facts) => mayBeAt(facts, ["place_thigh", "place_buttock"]);
const calf: Need = (facts) => mayBeAt(facts, ["place_calf"]);
const toes: Need = (facts) => mayBeAt(facts, ["place_toes", "place_skin"]);
const legPain: Need = allOf(legOrFoot, unlessNo("s_leg_pain"));
const legSymptom: Need = (facts) => legOrFoot(facts) || mayBeAt(facts, ["place_buttock"]);
const backAndFoot: Need = allOf(lowBack, foot);
const walkingPain: Need = allOf(legSymptom, unlessNo("s_walk_leg_claud"));

/** What must be possible for a question to make sense to the person. First the groups, then single follow-ups. */
const GROUPS: readonly (readonly [TopicId, Need, readonly string[]])[] = [
  [
    "heel",
    heel,
    [
      "f_first_step",
      "f_heel_inner",
      "f_heel_center",
      "f_heel_back",
      "f_achilles_2_6",
      "f_heel_shoot",
      "f_heel_bump_back",
      "f_heel_cracks",
      "f_heel_papules",
      "f_heel_side",
      "f_cords_thick",
    ],
  ],
  ["heel", allOf(heel, unlessNo("f_achilles_2_6")), ["f_achilles_am_stiff"]],
  [
    "forefoot",
    forefoot,
    [
      "f_ball_pain",
      "f_under_big_toe",
      "f_between_toes",
      "f_pebble",
      "f_click_toes",
      "f_second_toe_drift",
      "f_mtp2_swell",
      "f_toe_cross",
      "f_toes_splay",
      "f_big_toe_stiff",
      "f_bump_big_toe",
      "f_toes_curled",
      "f_big_toe_away",
      "f_bigtoe_bent_back",
      "f_little_toe_bump",
      "f_bigtoe_side_numb",
      "f_web_corn",
    ],
  ],
  [
    "toes",
    toes,
    [
      "f_toe_hit",
      "f_black_nail_run",
      "f_nail_edge_pain",
      "f_nail_thick",
      "f_nail_lift",
      "f_nail_pits",
      "f_cold_toes_itch",
      "f_cold_color",
      "f_nail_curl",
      "f_nail_horn",
      "f_nail_after_knock",
      "f_nail_bump_under",
      "f_nail_cold_stab",
      "f_nail_green",
      "f_nail_bands_many",
      "f_nail_stopped",
      "f_wet_for_days",
      "f_feet_blue_always",
      "f_toe_small_pain",
      "f_bigtoe_pain",
    ],
  ],
  [
    "midfoot",
    midfoot,
    [
      "f_pop_arch",
      "f_sole_bulge",
      "f_inner_arch_bump",
      "f_lump_arch_firm",
      "f_outer_foot",
      "f_arch_pain",
      "f_arch_run_burn",
      "f_top_bump",
      "f_lace_pain",
    ],
  ],
  [
    "ankle",
    ankle,
    [
      "f_inner_ankle_pain",
      "f_outer_ankle",
      "f_giving_way",
      "s_ankle_turn",
      "s_ankle_bruise",
      "s_ankle_front",
      "s_ankle_back",
      "s_ankle_deep",
      "h_prev_sprain",
      "f_ankle_rolled_out",
      "f_sprain_still_sore",
      "f_ankle_swollen",
      "f_ankle_am_stiff",
      "f_ankle_click",
    ],
  ],
  [
    "skin",
    skin,
    [
      "f_hard_skin",
      "f_corn_point",
      "f_wart_dots",
      "f_wart_squeeze",
      "f_blister",
      "f_itch_web",
      "f_sole_dry_scale",
      "f_itch_blisters",
      "f_rash_shoe",
      "f_red_plaque",
      "f_rash_elsewhere",
      "f_sweaty_smell",
      "f_sole_pits",
      "f_dark_after_rub",
      "f_stab_point",
      "f_web_brown",
      "f_web_raw",
      "f_sweat_drip",
      "f_soles_always_thick",
      "f_blister_no_rub",
      "f_red_bleed_bump",
      "f_bite",
    ],
  ],
  ["skin", allOf(foot, ifYes("f_lump_foot")), ["f_lump_size_varies", "f_lump_soft", "f_firm_nodules"]],
  ["toes", allOf(foot, ifYes("f_sudden_toe_attack")), ["f_big_toe_attack", "f_joint_red"]],
  ["feeling", allOf(foot, unlessNo("f_sole_burn")), ["f_sole_burn_one", "f_burn_night"]],
  ["feeling", allOf(foot, feeling), ["s_numb_both_soles", "f_no_hot_cold"]],
  [
    "knee",
    knee,
    [
      "f_kneecap",
      "f_knee_sit",
      "s_knee_inner",
      "s_knee_outer",
      "s_knee_back",
      "s_knee_lock",
      "s_knee_swell",
      "s_knee_unstable",
      "s_knee_injury",
      "s_knee_buckle",
      "s_knee_below",
      "s_knee_above",
      "s_knee_jump",
      "s_kneecap_slip",
      "h_kneel",
      "s_shin_bump",
      "s_knee_sudden_side",
      "s_knee_band_snap",
      "s_knee_loose",
      "s_knee_click",
      "s_knee_grind",
      "s_knee_stiff_short",
      "s_knee_downhill",
      "s_knee_bone_outer",
      "s_knee_warm",
      "s_knee_under_leg",
    ],
  ],
  ["hip", thigh, ["s_thigh_front_pain", "s_thigh_back_pain", "s_thigh_snap", "s_thigh_bruise"]],
  ["general", allOf(anywhere, ifYes("h_joint_replaced")), ["s_replaced_start"]],
  [
    "legs",
    legOrFoot,
    [
      "s_leg_sore_open",
      "s_shins_red_itch",
      "s_shin_red_lumps",
      "s_purple_dots",
      "s_leg_bruise_spread",
      "s_vein_moves",
      "s_birth_vein",
      "s_leg_shiny",
      "s_night_aspirin",
      "h_amputation",
      "h_child_neuro",
    ],
  ],
  ["legs", allOf(legOrFoot, ifYes("s_leg_sore_open")), ["s_sore_inner_ankle"]],
  ["skin", allOf(foot, ifYes("r_open_sore")), ["f_sore_painless", "f_sore_smell", "f_sore_toe_heel", "f_sore_ball"]],
  [
    "foot",
    foot,
    [
      "f_foot_swell",
      "f_foot_warm",
      "f_foot_red",
      "f_push_off",
      "f_landing",
      "f_after_sport",
      "f_forefoot_in",
      "h_clubfoot",
      "f_foot_wakes",
      "f_tiptoe_hurts",
      "f_burned",
    ],
  ],
  ["feeling", allOf(foot, feeling), ["f_web1_numb", "f_red_burn_heat"]],
  [
    "lower-leg",
    calf,
    [
      "f_shin_diffuse",
      "f_shin_point",
      "f_leg_tight_stop",
      "s_calf_snap",
      "s_leg_outer_low",
      "s_calf_push",
      "s_leg_soft_bulge",
      "s_leg_hot_one",
      "s_leg_red_one",
    ],
  ],
  [
    "hip",
    hip,
    [
      "s_lateral_hip_lie",
      "s_buttock_sit20",
      "s_groin_twist",
      "s_hip_click",
      "s_inner_thigh",
      "s_sit_bone",
      "s_groin_pain",
      "s_pain_to_groin",
      "s_c_sign",
      "s_groin_sit_low",
      "s_sock_hard",
      "s_pubic_pain",
      "s_groin_cough",
      "s_hip_snap_outer",
      "s_long_stride",
      "h_child_hip",
      "s_hip_am_stiff",
      "s_hip_stairs",
    ],
  ],
  [
    "walking",
    legSymptom,
    [
      "s_bilateral_leg",
      "s_neuro_claud",
      "s_walk_leg_claud",
      "s_sit_relief",
      "s_stand_alone_trigger",
      "s_bend_forward_relief",
      "s_cart_sign",
      "s_limp",
      "s_perineal_walk",
    ],
  ],
  ["leg-pain", legSymptom, ["s_leg_pain"]],
  [
    "legs",
    legSymptom,
    [
      "s_cold_leg_feel",
      "s_urge_legs",
      "s_night_cramp",
      "s_swell_evening",
      "s_varicose",
      "s_heavy_raise",
      "s_skin_brown",
      "s_cord_vein",
      "s_swell_months",
      "s_bone_bow",
      "s_legs_thick",
      "s_thigh_swell_left",
    ],
  ],
  ["legs", allOf(legSymptom, (facts) => facts.sex !== "female"), ["s_erection"]],
  ["legs", allOf(legOrFoot, unlessNo("s_swell_both")), ["s_swell_new_drug", "s_chair_day"]],
  ["walking", walkingPain, ["s_above_knee_claud", "s_calf_claud", "s_relief_standing", "s_fixed_distance"]],
  [
    "leg-pain",
    legPain,
    ["s_leg_below_knee", "s_pain_l4", "s_pain_l5", "s_pain_s1", "s_cough_worse", "s_paroxysmal", "s_no_pain_seated"],
  ],
  ["leg-pain", allOf(legPain, lowBack), ["s_leg_worse_back"]],
  [
    "feeling",
    feeling,
    [
      "s_numb_l4",
      "s_numb_l5",
      "s_numb_s1",
      "s_thigh_numb_front",
      "s_thigh_numb_outer",
      "s_leg_crossing",
      "f_stocking_numb",
      "f_sole_burn",
      "s_weak_big_toe",
    ],
  ],
  [
    "feeling",
    feeling,
    [
      "s_stuck_feet",
      "s_weak_old_side",
      "s_weak_all",
      "s_fall_back",
      "s_autonomic",
      "s_tingle_breath",
      "s_panic",
      "s_dizzy_spin",
      "s_memory",
      "s_vision",
      "h_family_muscle",
      "h_stroke_past",
      "h_nitrous",
    ],
  ],
  [
    "feeling",
    allOf(feeling, ifYes("place_weak", "s_toes_catch", "r_progressive_weak", "s_painless_drop")),
    ["s_weak_varies"],
  ],
  [
    "low-back",
    lowBack,
    [
      "s_back_pain_3m",
      "s_onset_under45",
      "s_stiff_30",
      "s_move_better_rest_worse",
      "s_wake_second_half",
      "s_alt_buttock",
      "s_sit_worse",
      "s_extend_worse",
      "s_flex_worse",
      "s_back_catch",
      "s_back_rest_relief",
      "s_pain_above_l5",
      "s_back_after_stand_walk",
      "s_back_better_support",
      "s_back_worse_barefoot",
      "s_nsaid_response",
      "s_stand_worse",
      "s_lift_worse",
      "s_cough_back",
      "s_walk_eases",
      "s_fear_move",
      "s_iliac_rim",
      "h_prev_episode",
      "h_heavy_work",
      "h_arch_sport",
      "h_prior_back_surgery",
      "h_told_leg_short",
    ],
  ],
  ["low-back", allOf(lowBack, canBePregnant), ["s_period_back", "s_heavy_period"]],
  ["low-back", allOf(lowBack, unlessNo("h_prior_back_surgery")), ["s_pain_after_op"]],
  [
    "low-back",
    back,
    [
      "s_nonmech",
      "s_no_position",
      "s_back_stiff_age",
      "s_curve_known",
      "s_rib_point",
      "s_bent_walk",
      "s_knee_bend_stand",
    ],
  ],
  ["mid-back", back, ["s_midback_posture", "s_round_back", "s_rash_band", "s_skin_band", "h_height_loss"]],
  [
    "belly",
    trunk,
    [
      "s_rise_from_sit",
      "s_turn_bed",
      "s_fortin",
      "s_tailbone",
      "s_muscle_knot",
      "s_meal_change",
      "s_weak_stream",
      "s_pain_sex",
      "r_blood_urine",
      "h_kidney_stone",
      "s_belly_pain",
      "s_urine_burn",
      "s_constip_bloat",
      "s_gut_relief",
      "s_heartburn",
      "h_family_aneurysm",
      "s_urine_often",
      "s_groin_bulge",
      "s_toilet_relief",
    ],
  ],
  ["belly", allOf(trunk, (facts) => facts.sex !== "male"), ["s_pelvic_drag", "s_pelvic_stand"]],
  ["order", backAndFoot, ORDER_FINDINGS],
  [
    "back-and-foot",
    backAndFoot,
    ["s_track_together", "s_same_side", "s_back_move_changes_foot", "h_back_after_limp", "h_back_after_shoe_change"],
  ],
  [
    "foot",
    foot,
    [
      "s_foot_at_rest",
      "s_foot_only_load",
      "s_foot_no_local_tender",
      "h_prior_foot_surgery",
      "h_family_high_arch",
      "w_worse_in_shoe",
      "w_worn_outer",
    ],
  ],
  ["legs", legOrFoot, ["h_fracture_or_surgery_before"]],
  ["foot", foot, ["f_high_arch", "f_flat_both_always", "f_arch_dropping", "f_trips", "f_foot_pain"]],
  ["history", legOrFoot, ["h_runner", "h_training_spike", "h_standing_job"]],
  ["foot", legOrFoot, ["f_point_bone"]],
];

const NEED_BY_GROUP: ReadonlyMap<string, Need> = new Map(
  GROUPS.flatMap(([, need, ids]) => ids.map((id) => [id, need] as const)),
);

/** An item of a checklist makes sense where its list does; a group above says it more exactly. */
const NEED_OF: ReadonlyMap<string, Need> = new Map([
  ...RED_FLAG_CHECKLISTS.flatMap((list) =>
    list.items.map((item) => [item.id, allOf(list.need ?? always, item.need ?? always)] as const),
  ),
  ...NEED_BY_GROUP,
]);

const TOPIC_BY_GROUP: ReadonlyMap<string, TopicId> = new Map(
  GROUPS.flatMap(([topic, , ids]) => ids.map((id) => [id, topic] as const)),
);

/** Which questions are asked together. Findings without a group go by the first letter of their id. */
export function topicOf(findingId: string): TopicId {
  const topic = TOPIC_BY_GROUP.get(findingId);
  if (topic !== undefined) return topic;
  if (findingId.startsWith("f_")) return "foot";
  if (findingId.startsWith("w_")) return "shoes";
  return findingId.startsWith("h_") ? "history" : "general";
}

/** Asked only while they can decide a red-flag rule; by themselves they are not worth a page. */
const ONLY_FOR_FLAGS: ReadonlySet<string> = new Set(
  RED_FLAG_CHECKLISTS.flatMap((list) => list.items.filter((item) => item.onlyForFlags).map(({ id }) => id)),
);

/** Whether a finding makes sense as a question of its own to this person now. Whether it is worth a page is another matter. */
export function makesSense(findingId: string, facts: Facts): boolean {
  if (NOT_ASKED.has(findingId) || !anywhere(facts)) return false;
  const isOnlyForFlags = ONLY_FOR_FLAGS.has(findingId) && !NEED_BY_GROUP.has(findingId);
  if (isOnlyForFlags) return false;
  const need = NEED_OF.get(findingId);
  if (need !== undefined) return need(facts);
  // Findings without a place of their own: those of the foot and of footwear start with f_ and w_.
  if (findingId.startsWith("f_")) return foot(facts);
  if (findingId.startsWith("w_")) return foot(facts) || lowBack(facts);
  return true;
}
