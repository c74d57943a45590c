import type { DirectionAnswer, FindingEntry, TriageLevel } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { describe, expect, test } from "vitest";
import { assess } from "./assess.ts";

const evidence = loadEvidence();

const yes = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, true]));
const no = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, false]));

/** A short made-up case and what a clinician would conclude, with the reason. */
interface Vignette {
  readonly title: string;
  readonly age: number | null;
  readonly sex: "female" | "male" | null;
  readonly findings: Readonly<Record<string, FindingEntry>>;
  /** One of these is among the first three. */
  readonly among3: readonly string[];
  readonly direction: readonly DirectionAnswer[];
  readonly level: TriageLevel;
  readonly why: string;
}

const VIGNETTES: readonly Vignette[] = [
  {
    title: "heel pain with the first steps, no back pain",
    age: 49,
    sex: "female",
    findings: {
      ...yes("f_first_step", "f_heel_inner", "f_warms_up", "e_pf_palp", "h_standing_job"),
      ...no("s_back_pain", "s_leg_pain", "f_sole_burn", "e_heel_squeeze"),
    },
    among3: ["plantar_fasciitis"],
    direction: ["local"],
    level: "routine",
    why: "classic plantar fasciitis: the lesion is where it hurts",
  },
  {
    title: "leg pain to the big toe with a slapping foot",
    age: 46,
    sex: "male",
    findings: {
      ...yes("s_back_pain", "s_leg_pain", "s_leg_below_knee", "s_pain_l5", "s_numb_l5", "s_toes_catch"),
      ...yes("e_slr", "e_weak_ta", "e_weak_ehl", "e_weak_hipabd"),
      ...no("r_saddle_numb", "r_urine_retention", "e_fib_tinel", "e_reflex_ankle"),
    },
    among3: ["radic_l5"],
    direction: ["spine-drives-foot"],
    level: "urgent",
    why: "L5 root with a motor deficit: weak hip abduction places it above the fibula",
  },
  {
    title: "numb outer foot and heel with leg pain",
    age: 38,
    sex: "female",
    findings: {
      ...yes("s_back_pain", "s_leg_pain", "s_leg_below_knee", "s_pain_s1", "s_numb_s1", "s_cough_worse"),
      ...yes("e_slr", "e_reflex_ankle", "e_sens_s1"),
      ...no("f_stocking_numb", "e_tt_tinel", "f_first_step", "h_diabetes"),
    },
    among3: ["radic_s1"],
    direction: ["spine-drives-foot"],
    level: "routine",
    why: "S1 root: dermatome, reflex and stretch agree, no local sign",
  },
  {
    title: "flat feet and back pain that follow each other",
    age: 44,
    sex: "female",
    findings: {
      ...yes("s_back_pain", "f_foot_pain", "f_flat_both_always", "e_fpi_pronated", "e_arch_forms_tiptoe", "e_jack"),
      ...yes("h_foot_before_back", "s_track_together", "s_back_after_stand_walk", "s_back_better_support"),
      ...no("s_leg_pain", "s_sit_worse", "s_widespread", "e_slr"),
      m_cpei: 6,
    },
    among3: ["flexible_flatfoot"],
    direction: ["foot-drives-back", "cannot-tell"],
    level: "routine",
    why: "every ascending clue is there, yet the evidence carries no more than possible",
  },
  {
    title: "flat feet and back pain worst when sitting, with leg pain",
    age: 44,
    sex: "female",
    findings: {
      ...yes("s_back_pain", "e_fpi_pronated", "e_arch_forms_tiptoe", "s_sit_worse", "s_leg_pain", "e_slr"),
      ...no("s_track_together", "h_foot_before_back", "s_back_after_stand_walk", "f_foot_pain"),
    },
    among3: ["radic_l5", "radic_s1", "discogenic_lbp", "flexible_flatfoot"],
    direction: ["spine-drives-foot", "local", "cannot-tell"],
    level: "routine",
    why: "the same feet without the clues do not drive the back",
  },
  {
    title: "calf cramp after the same distance, weak pulses",
    age: 69,
    sex: "male",
    findings: {
      ...yes("s_walk_leg_claud", "s_calf_claud", "s_relief_standing", "s_fixed_distance", "h_smoker", "e_pulse_any"),
      ...no("s_back_pain", "s_bend_forward_relief", "s_cart_sign", "r_rest_pain_hang", "r_open_sore"),
      e_abi_low: 0.7,
    },
    among3: ["pad"],
    direction: ["none"],
    level: "routine",
    why: "vascular claudication comes neither from feet nor from spine",
  },
  {
    title: "legs numb on walking, better on a shopping cart",
    age: 74,
    sex: "female",
    findings: {
      ...yes("s_back_pain", "s_leg_pain", "s_neuro_claud", "s_walk_leg_claud", "s_bilateral_leg", "s_numb_both_soles"),
      ...yes("s_no_pain_seated", "s_bend_forward_relief", "s_cart_sign"),
      ...no("s_calf_claud", "e_pulse_any", "s_fixed_distance", "r_saddle_numb", "h_diabetes"),
    },
    among3: ["lss"],
    direction: ["spine-drives-foot"],
    level: "routine",
    why: "neurogenic claudication: posture decides, not distance",
  },
  {
    title: "foot drop after squatting work, no back or leg pain",
    age: 31,
    sex: "male",
    findings: {
      ...yes("s_toes_catch", "s_numb_l5", "s_leg_crossing", "e_weak_ta", "e_weak_ev", "e_fib_tinel"),
      ...no("s_back_pain", "s_leg_pain", "e_weak_inv", "e_weak_hipabd", "e_slr"),
    },
    among3: ["peroneal_neuropathy"],
    direction: ["local"],
    level: "urgent",
    why: "inversion and hip abduction are spared: the nerve at the fibula, not the root; still a motor deficit",
  },
  {
    title: "both feet numb like socks, long diabetes",
    age: 67,
    sex: "male",
    findings: {
      ...yes("h_diabetes", "f_stocking_numb", "f_burn_night", "e_monofilament", "e_vib128"),
      ...no("s_back_pain", "s_leg_pain", "r_open_sore", "e_slr"),
    },
    among3: ["diabetic_neuropathy"],
    direction: ["none"],
    level: "routine",
    why: "a systemic neuropathy is neither local nor spinal",
  },
  {
    title: "a measured short leg and back pain on standing",
    age: 35,
    sex: "male",
    findings: {
      ...yes("s_back_pain", "h_told_leg_short", "e_pelvic_oblique", "e_oblique_corrects_sit", "h_standing_job"),
      ...yes("s_back_after_stand_walk"),
      ...no("s_leg_pain", "s_sit_worse", "r_night_pain"),
      e_block_mm: 15,
    },
    among3: ["lld_anatomical"],
    direction: ["foot-drives-back", "cannot-tell"],
    level: "routine",
    why: "leg length is the best supported ascending cause",
  },
  {
    title: "a big toe joint that swelled within a day",
    age: 57,
    sex: "male",
    findings: {
      ...yes("f_sudden_toe_attack", "f_big_toe_attack", "f_joint_red", "h_prior_attack_joint"),
      ...no("r_fever", "s_back_pain", "f_toe_hit"),
    },
    among3: ["gout"],
    direction: ["none"],
    level: "routine",
    why: "crystal disease is systemic",
  },
  {
    title: "back pain and nothing else",
    age: 36,
    sex: "female",
    findings: {
      ...yes("s_back_pain", "s_flex_worse", "s_back_rest_relief"),
      ...no("s_leg_pain", "f_foot_pain", "r_night_pain", "r_weight_loss", "r_fever", "h_cancer_ever", "h_trauma_major"),
    },
    among3: ["ns_lbp"],
    direction: ["local"],
    level: "routine",
    why: "no clue leads away from the back",
  },
  {
    title: "back pain with new saddle numbness",
    age: 52,
    sex: "male",
    findings: yes("s_back_pain", "s_leg_pain", "s_bilateral_leg", "r_saddle_numb", "r_urine_retention"),
    among3: ["cauda_equina", "lss", "radic_l5", "radic_s1"],
    direction: ["spine-drives-foot", "local", "cannot-tell"],
    level: "emergency",
    why: "cauda equina is carried by the flag, whatever its probability",
  },
];

describe("clinical vignettes", () => {
  test.each(VIGNETTES.map((vignette) => [vignette.title, vignette] as const))("%s", (_, vignette) => {
    const { age, sex, findings } = vignette;
    const result = assess({ age, sex, setting: "combined", findings }, evidence);
    const first3 = result.conditions.slice(0, 3).map(({ id }) => id);
    expect(
      first3.some((id) => vignette.among3.includes(id)),
      `${first3.join(", ")}: ${vignette.why}`,
    ).toBe(true);
    expect(vignette.direction, vignette.why).toContain(result.direction.answer);
    expect(result.triage.level).toBe(vignette.level);
  });

  test("the feet are never called likely to drive the back", () => {
    for (const { age, sex, findings } of VIGNETTES) {
      const { probabilities } = assess({ age, sex, setting: "combined", findings }, evidence).direction;
      expect(probabilities["foot-drives-back"]).toBeLessThan(evidence.parameters.certaintyWords.likely);
    }
  });

  test("nothing entered is answered by cannot-tell and by a question", () => {
    const result = assess({ age: null, sex: null, setting: "combined", findings: {} }, evidence);
    expect(result.direction.answer).toBe("cannot-tell");
    expect(result.conditions.every(({ reported }) => !reported)).toBe(true);
    expect(result.plan).toEqual([]);
    expect(result.nextQuestions.length).toBeGreaterThan(0);
    expect(result.notices.map(({ code }) => code)).toContain("assessment/no-complaint");
  });
});
