import type { FindingEntry, TriageLevel } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { describe, expect, test } from "vitest";
import { assess } from "./assess.ts";

const evidence = loadEvidence();

const yes = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, true]));
const no = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, false]));

/** A textbook case of a limb, made up, with what a clinician would put among the first three. */
interface Case {
  readonly title: string;
  readonly age: number;
  readonly sex: "female" | "male";
  readonly findings: Readonly<Record<string, FindingEntry>>;
  readonly among3: string;
  readonly level: TriageLevel;
}

const CASES: readonly Case[] = [
  {
    title: "jumper with pain at the lower tip of the kneecap",
    age: 22,
    sex: "male",
    findings: {
      ...yes("s_knee_below", "s_knee_jump", "f_kneecap", "e_pat_tip_palp", "e_decline_squat"),
      ...no("s_knee_swell", "s_knee_lock", "e_effusion"),
    },
    among3: "patellar_tendinopathy",
    level: "routine",
  },
  {
    title: "sprinter with a sudden pull and a bruise at the back of the thigh",
    age: 27,
    sex: "male",
    findings: {
      ...yes("s_thigh_back_pain", "s_thigh_snap", "s_thigh_bruise", "e_ham_palp", "e_ham_resist"),
      ...no("s_back_pain", "s_leg_below_knee"),
    },
    among3: "hamstring_tear",
    level: "routine",
  },
  {
    title: "roofer with a hot red sac over the kneecap and a fever",
    age: 44,
    sex: "male",
    findings: {
      ...yes("s_knee_front_swell", "s_knee_warm", "r_fever", "h_kneel", "e_bursa_hot"),
      ...no("e_hip_irritable", "e_effusion"),
    },
    among3: "septic_bursitis",
    level: "urgent",
  },
  {
    title: "sudden inner knee pain by day and night at 66 without an injury",
    age: 66,
    sex: "female",
    findings: {
      ...yes("s_knee_inner", "s_knee_sudden_side", "r_night_pain", "s_limp", "e_condyle_palp"),
      ...no("s_knee_lock", "e_mcmurray", "s_knee_injury"),
    },
    among3: "knee_osteonecrosis",
    level: "routine",
  },
  {
    title: "thigh ache on pills for thin bones",
    age: 72,
    sex: "female",
    findings: {
      ...yes("s_thigh_front_pain", "h_bisphosphonate", "s_limp", "e_fulcrum"),
      ...no("s_thigh_numb_front", "e_fst", "s_back_pain"),
    },
    among3: "femur_stress_fx",
    level: "urgent",
  },
  {
    title: "cannot raise the straight leg since a stumble",
    age: 61,
    sex: "male",
    findings: yes("r_knee_no_lift", "s_knee_swell", "h_trauma_minor", "e_extensor_lag", "e_pat_gap", "s_knee_above"),
    among3: "extensor_rupture",
    level: "urgent",
  },
  {
    title: "beating lump behind the knee of a smoker",
    age: 72,
    sex: "male",
    findings: { ...yes("s_knee_back", "s_knee_pulse", "e_pop_pulse", "h_smoker", "h_htn_cvd"), ...no("s_knee_swell") },
    among3: "popliteal_aneurysm",
    level: "urgent",
  },
  {
    title: "both shins red, itchy and scaly without fever",
    age: 68,
    sex: "male",
    findings: {
      ...yes("s_shins_red_itch", "s_skin_brown", "s_swell_evening", "e_leg_eczema"),
      ...no("r_fever", "r_calf_swell", "r_red_spread"),
    },
    among3: "stasis_dermatitis",
    level: "routine",
  },
  {
    title: "punched-out sore of the toe that hurts when raised",
    age: 74,
    sex: "male",
    findings: {
      ...yes("r_open_sore", "e_ulcer_punched", "e_pulse_any", "s_leg_shiny", "h_smoker", "e_elevation_pallor"),
      ...no("s_varicose", "r_rest_pain_hang"),
    },
    among3: "arterial_ulcer",
    level: "urgent",
  },
  {
    title: "tight boots and a numb first web",
    age: 52,
    sex: "female",
    findings: {
      ...yes("f_top_bump", "f_lace_pain", "f_web1_numb", "e_top_bump", "e_dpn_tinel", "f_midfoot_top"),
      ...no("s_back_pain", "s_leg_pain", "e_weak_ta"),
    },
    among3: "deep_peroneal",
    level: "routine",
  },
  {
    title: "inner arch that burns only when running",
    age: 35,
    sex: "female",
    findings: {
      ...yes("f_arch_run_burn", "f_arch_pain", "h_runner", "e_mpn_tinel", "f_sole_burn"),
      ...no("f_stocking_numb", "e_tt_tinel", "f_first_step", "s_leg_pain"),
    },
    among3: "medial_plantar_nerve",
    level: "routine",
  },
  {
    title: "outer ankle still sore two months after a sprain, below the tip of the bone",
    age: 30,
    sex: "male",
    findings: {
      ...yes("f_sprain_still_sore", "s_ankle_turn", "f_outer_ankle", "e_lat_process"),
      ...no("e_ant_drawer", "f_giving_way"),
    },
    among3: "occult_hindfoot_fx",
    level: "routine",
  },
  {
    title: "brown dry web that glows coral red",
    age: 48,
    sex: "male",
    findings: { ...yes("f_web_brown", "f_itch_web", "e_wood_coral"), ...no("e_koh") },
    among3: "erythrasma",
    level: "routine",
  },
  {
    title: "growth at a nail that does not heal",
    age: 71,
    sex: "male",
    findings: { ...yes("r_nail_sore", "e_ulcer_rolled"), ...no("f_wart_dots", "h_diabetes") },
    among3: "foot_skin_cancer",
    level: "urgent",
  },
  {
    title: "young woman with groin pain, a limp and a feeling that the hip is unsafe",
    age: 29,
    sex: "female",
    findings: {
      ...yes("s_groin_pain", "s_hip_click", "h_child_hip", "e_hip_apprehension", "e_fadir", "s_limp"),
      ...no("e_hip_ir", "s_back_pain"),
    },
    among3: "hip_dysplasia",
    level: "routine",
  },
  {
    title: "thick painless heel cords and early heart attacks in the family",
    age: 41,
    sex: "male",
    findings: { ...yes("f_cords_thick", "h_family_heart55"), ...no("f_achilles_am_stiff", "e_achilles_palp") },
    among3: "achilles_xanthoma",
    level: "routine",
  },
  {
    title: "spot with black dots whose edge breaks the skin lines",
    age: 24,
    sex: "female",
    findings: { ...yes("f_wart_squeeze", "e_wart_dots", "e_skin_lines"), ...no("e_corn_core", "r_nail_sore") },
    among3: "plantar_wart",
    level: "routine",
  },
  {
    title: "hot red leg with fever is still cellulitis, not a rash of the veins",
    age: 58,
    sex: "male",
    findings: { ...yes("s_leg_red_one", "s_leg_hot_one", "r_fever", "r_red_spread"), ...no("s_shins_red_itch") },
    among3: "leg_cellulitis",
    level: "emergency",
  },
  {
    title: "hot replaced knee with a fever",
    age: 71,
    sex: "male",
    findings: {
      ...yes("h_joint_replaced", "r_replaced_hot", "s_knee_warm", "s_knee_swell", "r_fever"),
      ...no("h_trauma_minor"),
    },
    among3: "prosthetic_infection",
    level: "emergency",
  },
  {
    title: "bone pain by day and night after cancer",
    age: 66,
    sex: "female",
    findings: {
      ...yes("s_bone_spot_worse", "h_cancer_ever", "r_night_pain", "s_thigh_front_pain", "s_limp"),
      ...no("h_bisphosphonate", "s_thigh_numb_front"),
    },
    among3: "limb_bone_tumor",
    level: "urgent",
  },
  {
    title: "growing deep lump of the thigh",
    age: 55,
    sex: "male",
    findings: { ...yes("s_leg_lump", "r_leg_lump_growing"), ...no("f_lump_size_varies", "h_trauma_minor", "r_fever") },
    among3: "limb_soft_sarcoma",
    level: "urgent",
  },
  {
    title: "buttock pain with long steps, not with stretching the sciatic nerve",
    age: 55,
    sex: "female",
    findings: {
      ...yes("s_long_stride", "e_ifi_test", "s_buttock_sit20"),
      ...no("s_back_pain", "e_slr", "e_ham_stretch"),
    },
    among3: "ischiofemoral",
    level: "routine",
  },
];

describe("textbook cases of the limb have their cause among the first three and the right urgency", () => {
  test.each(CASES.map((one) => [one.title, one] as const))("%s", (_, one) => {
    const { age, sex, findings } = one;
    const { conditions, triage } = assess({ setting: "combined", age, sex, findings }, evidence);
    expect(conditions.slice(0, 3).map(({ id }) => id)).toContain(one.among3);
    expect(triage.level).toBe(one.level);
  });
});

test("what is new does not push out what is common", () => {
  const common: readonly (readonly [string, Readonly<Record<string, FindingEntry>>])[] = [
    ["plantar_fasciitis", yes("f_first_step", "f_heel_inner", "f_arch_pain", "f_push_off", "e_pf_palp")],
    ["knee_oa", yes("s_knee_inner", "s_knee_stiff_short", "s_knee_grind", "e_knee_crepitus", "f_kneecap")],
    ["hip_oa", yes("s_groin_pain", "s_sock_hard", "e_hip_ir", "e_thomas", "s_thigh_front_pain")],
    ["tinea_pedis", { ...yes("f_itch_web", "e_web_signs", "e_koh"), ...no("e_wood_coral") }],
  ];
  for (const [condition, findings] of common) {
    const { conditions } = assess({ setting: "combined", age: 62, sex: "female", findings }, evidence);
    expect(conditions[0]!.id).toBe(condition);
  }
});
