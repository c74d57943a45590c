/**
 * The items that a scored rule (a "cluster result") already counts. Where the result is recorded, its items say nothing
 * more about the conditions that the result speaks of.
 *
 * The base names the results (`engine_params.json`, cluster_result_findings) and asks that result and items never both
 * count; which items belong to which result follows from the published rule each is named after. A result that is itself
 * made of other results of one cluster (the stenosis scores) is left to tempering.
 */
export const ITEMS_OF_RESULT: Readonly<Record<string, readonly string[]>> = {
  e_sij_3plus: ["e_sij_distraction", "e_sij_thigh_thrust", "e_sij_compression", "e_sij_sacral", "e_gaenslen"],
  e_sij_3plus_nocentral: [
    "e_sij_3plus",
    "e_sij_distraction",
    "e_sij_thigh_thrust",
    "e_sij_compression",
    "e_sij_sacral",
    "e_gaenslen",
    "e_centralise",
  ],
  e_konno7: [
    "s_bend_forward_relief",
    "s_stand_alone_trigger",
    "s_walk_leg_claud",
    "e_reflex_ankle",
    "e_slr",
    "e_abi_low",
  ],
  e_sshq: ["s_bend_forward_relief", "s_stand_alone_trigger", "s_numb_both_soles", "s_perineal_walk", "s_neuro_claud"],
  e_nclass10: ["s_sit_relief", "s_cart_sign", "s_neuro_claud", "s_bilateral_leg", "e_slr"],
  e_cook4of5: ["s_bilateral_leg", "s_leg_worse_back", "s_neuro_claud", "s_no_pain_seated", "s_sit_relief"],
  e_cook_any: ["s_bilateral_leg", "s_leg_worse_back", "s_neuro_claud", "s_no_pain_seated", "s_sit_relief"],
  e_claud_neuro4: ["s_cart_sign", "s_above_knee_claud", "s_stand_alone_trigger", "s_sit_relief", "s_no_pain_seated"],
  e_claud_vasc2: ["s_calf_claud", "s_relief_standing"],
  e_piri_combo: ["e_spst", "e_act_piri"],
  e_pfp_2of3: ["e_pfp_squat", "e_pfp_palp", "e_pfp_resist"],
  e_fracture_rule3: ["h_sex_female", "h_age_over70", "h_trauma_major", "h_steroid_long"],
  e_roman4: ["h_sex_female", "h_age_50plus"],
  s_ibp: ["s_stiff_30", "s_move_better_rest_worse", "s_wake_second_half", "s_alt_buttock", "s_onset_under45"],
  e_gout_8: [
    "h_prior_attack_joint",
    "f_sudden_toe_attack",
    "f_big_toe_attack",
    "f_joint_red",
    "h_sex_female",
    "h_htn_cvd",
  ],
  e_gout_4: [
    "h_prior_attack_joint",
    "f_sudden_toe_attack",
    "f_big_toe_attack",
    "f_joint_red",
    "h_sex_female",
    "h_htn_cvd",
  ],
  e_wells2: ["r_calf_swell", "e_calf_3cm", "h_immobile_surgery", "h_prev_dvt", "h_cancer_active", "e_pit_oedema"],
  e_budapest: ["f_disproportion", "f_color_temp", "f_sweat_hair", "f_light_touch_hurts"],
  e_fms_criteria: ["s_widespread", "s_fatigue_fog"],
  e_step_radicular: ["e_slr", "e_slanss12"],
  e_dn_questionnaire: ["f_stocking_numb", "f_burn_night", "f_no_hot_cold"],
  e_revel5: ["s_back_rest_relief", "s_flex_worse", "s_extend_worse", "s_cough_worse", "s_rise_from_sit", "e_kemp"],
};

/**
 * Summaries that say less than their items ("any weak muscle" against which one). Here the base's other choice is taken:
 * once an item is recorded, the summary is dropped.
 */
export const ITEMS_OF_SUMMARY: Readonly<Record<string, readonly string[]>> = {
  e_sens_any: ["e_sens_l4", "e_sens_l5", "e_sens_s1"],
  e_weak_any: ["e_weak_quad", "e_weak_ta", "e_weak_ehl", "e_weak_pf", "e_weak_hipabd", "e_weak_inv", "e_weak_ev"],
  e_reflex_any: ["e_reflex_knee", "e_reflex_ankle"],
};
