import { loadEvidence } from "@plumbline/evidence";
import { describe, expect, test } from "vitest";
import { assess } from "./assess.ts";

const evidence = loadEvidence();

/** `"s_back_pain !r_fever"`: present, and asked but absent. */
function findingsOf(text: string): Record<string, boolean> {
  return Object.fromEntries(text.split(" ").map((word) => [word.replace("!", ""), !word.startsWith("!")]));
}

/** Made-up textbook cases of causes that begin in the trunk or in the whole body. */
const CASES: readonly {
  readonly title: string;
  readonly age: number;
  readonly sex: "female" | "male";
  readonly findings: string;
  /** Among the first three. */
  readonly condition: string;
  /** A flag that must fire; none of the new ones may fire where it is left out. */
  readonly flag?: string;
}[] = [
  {
    title: "a young dancer whose back hurts when it arches",
    age: 19,
    sex: "female",
    findings: "s_back_pain s_extend_worse h_arch_sport e_one_leg_hyperext s_back_rest_relief !s_flex_worse",
    condition: "spondylolysis",
  },
  {
    title: "stiff spine with flowing bone in an old man with diabetes",
    age: 72,
    sex: "male",
    findings: "s_back_stiff_age m_img_flowing h_diabetes e_side_limited r_thoracic",
    condition: "dish",
  },
  {
    title: "front thigh pain with a weak knee and a quiet hip",
    age: 61,
    sex: "male",
    findings: "s_back_pain s_leg_pain s_thigh_numb_front s_groin_pain e_fst e_reflex_knee e_weak_quad !e_slr !e_hip_ir",
    condition: "radic_l3",
  },
  {
    title: "sore sacrum in an old woman with thin bones",
    age: 79,
    sex: "female",
    findings: "s_back_pain h_osteoporosis e_sacral_ala s_turn_bed s_limp s_rise_from_sit s_back_rest_relief !r_fever",
    condition: "sacral_fracture",
  },
  {
    title: "a sore rib that hurts on a deep breath",
    age: 45,
    sex: "female",
    findings: "r_thoracic s_rib_point e_rib_spring s_breath_worse s_char_sharp !s_short_breath !r_fever !s_rash_band",
    condition: "rib_pain",
  },
  {
    title: "chronic back pain that spreads, with many sensitivities",
    age: 47,
    sex: "female",
    findings: "s_back_pain s_back_pain_3m s_pain_spreads s_touch_sens s_csi40 s_fatigue_fog s_fear_move !e_slr",
    condition: "nociplastic_lbp",
  },
  {
    title: "back pain with fever, injected drugs and a weak leg",
    age: 52,
    sex: "male",
    findings: "s_back_pain r_fever h_ivdu r_progressive_weak m_crp_high e_spine_percuss s_constant !s_back_rest_relief",
    condition: "epidural_abscess",
    flag: "rf101",
  },
  {
    title: "sudden back pain and weak legs on a blood thinner",
    age: 71,
    sex: "male",
    findings:
      "s_back_pain h_anticoagulant s_sudden_onset r_bilat_leg_neuro r_progressive_weak e_weak_any e_sens_any !r_fever",
    condition: "epidural_hematoma",
    flag: "rf102",
  },
  {
    title: "one side of the body weak all at once",
    age: 70,
    sex: "male",
    findings: "r_one_side_sudden e_face_arm e_hemi_weak h_htn_cvd h_af s_sudden_onset s_toes_catch !s_back_pain",
    condition: "stroke_tia",
    flag: "rf104",
  },
  {
    title: "feet glued to the floor, slow thinking, leaking urine",
    age: 76,
    sex: "male",
    findings: "s_stuck_feet s_shuffle s_memory r_urine_incont e_gait_magnetic s_unsteady !s_leg_pain !s_tremor_slow",
    condition: "nph",
  },
  {
    title: "numb burning feet with heavy drinking and no diabetes",
    age: 55,
    sex: "male",
    findings: "h_alcohol_heavy !h_diabetes f_stocking_numb f_sole_burn f_burn_night e_vib128 e_reflex_ankle s_unsteady",
    condition: "alcohol_neuropathy",
  },
  {
    title: "burning soles with normal vibration and reflexes",
    age: 50,
    sex: "female",
    findings: "f_sole_burn f_burn_night s_char_burn !e_vib128 !e_reflex_ankle e_pin_foot s_autonomic !h_diabetes",
    condition: "small_fiber_neuropathy",
  },
  {
    title: "weak thighs with a rash on the knuckles and a high muscle enzyme",
    age: 55,
    sex: "female",
    findings: "s_stairs_weak e_prox_weak m_ck_high e_gottron s_swallow s_fatigue_fog !e_sens_any",
    condition: "myositis",
    flag: "rf112",
  },
  {
    title: "buttock pain on walking that eases on standing still",
    age: 64,
    sex: "male",
    findings:
      "s_walk_leg_claud s_above_knee_claud s_relief_standing s_fixed_distance h_smoker s_erection e_fem_bruit !s_bend_forward_relief !s_cart_sign",
    condition: "aortoiliac_pad",
  },
  {
    title: "both legs swollen and short of breath lying flat",
    age: 74,
    sex: "female",
    findings: "s_swell_both s_short_breath h_heart_failure e_jvp e_pit_oedema s_swell_evening !r_calf_swell",
    condition: "heart_failure",
    flag: "rf114",
  },
  {
    title: "both ankles swollen since a new blood pressure pill",
    age: 66,
    sex: "female",
    findings: "s_swell_both s_swell_evening h_edema_drug s_swell_new_drug !s_short_breath !s_foamy_urine !s_varicose",
    condition: "drug_edema",
  },
  {
    title: "back pain with heavy periods and a full pelvis",
    age: 44,
    sex: "female",
    findings: "s_back_pain s_heavy_period s_pelvic_pain s_urine_often s_period_back m_anemia !s_flex_worse",
    condition: "fibroids",
  },
  {
    title: "a groin bulge that grows on coughing",
    age: 50,
    sex: "male",
    findings: "s_groin_pain s_groin_bulge e_groin_lump s_lift_worse h_heavy_work !e_hip_ir !e_fadir",
    condition: "inguinal_hernia",
  },
  {
    title: "bone pain, thirst and an abnormal protein",
    age: 68,
    sex: "male",
    findings: "s_back_pain s_bone_ache r_night_pain m_anemia m_paraprotein m_calcium_high s_thirst",
    condition: "myeloma",
    flag: "rf131",
  },
];

describe("textbook cases of the trunk and the whole body", () => {
  test.each(CASES.map((one) => [one.title, one] as const))("%s", (_, { age, sex, findings, condition, flag }) => {
    const result = assess({ age, sex, setting: "combined", findings: findingsOf(findings) }, evidence);
    const first3 = result.conditions.slice(0, 3).map(({ id }) => id);
    expect(first3).toContain(condition);
    const flags = result.triage.flags.map(({ id }) => id);
    if (flag !== undefined) expect(flags).toContain(flag);
    else expect(flags.filter((id) => id.length > "rf99".length)).toEqual([]);
  });

  test("everyday back pain with the common negatives raises no flag and stays mechanical", () => {
    const negatives =
      "!r_fever !s_belly_pain !s_skin_rash !s_cough_new !s_headache !s_dizzy_spin !s_vision !s_nausea_vomit !s_bowel_change " +
      "!s_urine_often !s_neck_arm_pain !s_other_joints !s_bruise_easy !s_nonmech !s_no_position !s_constant !r_weight_loss";
    const result = assess(
      {
        age: 41,
        sex: "male",
        setting: "spine",
        findings: findingsOf(`s_back_pain s_lift_worse s_char_dull h_prev_episode e_paraspinal ${negatives}`),
      },
      evidence,
    );
    expect(result.triage.flags).toEqual([]);
    expect(result.conditions[0]!.id).toBe("ns_lbp");
  });

  test("named causes of numb feet stand before the residual one", () => {
    const result = assess(
      {
        age: 67,
        sex: "male",
        setting: "podiatry",
        findings: findingsOf("h_diabetes f_stocking_numb f_burn_night e_monofilament e_vib128"),
      },
      evidence,
    );
    const rank = (id: string) => result.conditions.find((condition) => condition.id === id)!.rank;
    expect(rank("diabetic_neuropathy")).toBeLessThan(rank("peripheral_neuropathy"));
  });
});
