import type { CaseFile } from "@plumbline/clinical-model";
import type { PatientDetails } from "../patients.ts";

export interface DemoPatient {
  readonly patient: PatientDetails;
  readonly serviceId: string;
  readonly officeId: string;
  readonly clinicianId: string;
  /** Days after the first start, and the clock time there; from the day after on, the next free time is taken. */
  readonly dayOffset: number;
  readonly time: string;
  /** null: came without an interview. */
  readonly caseFile: CaseFile | null;
}

/** Five invented people. Their names say so, and so does every page that shows them. */
export const DEMO_PATIENTS: readonly DemoPatient[] = [
  {
    // Feet first: flat feet since childhood, heel pain, a back that aches after standing.
    patient: {
      givenName: "Pat",
      familyName: "Example-Heel",
      birthDate: "1972-04-09",
      sex: "female",
      phone: "(508) 555-0111",
      email: "pat@patients.plumbline.example",
    },
    serviceId: "new-assessment",
    officeId: "worcester",
    clinicianId: "p-arch",
    dayOffset: 0,
    time: "09:00",
    caseFile: {
      age: 54,
      sex: "female",
      setting: "combined",
      findings: {
        s_back_pain: true,
        s_back_pain_3m: true,
        s_back_nprs: 5,
        s_leg_pain: false,
        s_foot_nprs: 6,
        s_foot_only_load: true,
        s_back_after_stand_walk: true,
        s_track_together: true,
        s_back_better_support: true,
        s_back_worse_barefoot: true,
        h_foot_before_back: true,
        h_standing_job: true,
        h_duration: 60,
        f_foot_pain: true,
        f_first_step: { left: true, right: true },
        f_heel_inner: { left: true, right: true },
        f_end_day_worse: true,
        f_flat_both_always: true,
        w_flipflop_slipper: true,
        r_saddle_numb: false,
        r_fever: false,
        h_cancer_ever: false,
      },
    },
  },
  {
    // Spine first: pain down one leg to the outer foot, worse with coughing, no sore spot in the foot.
    patient: {
      givenName: "Lou",
      familyName: "Made-Up-Spine",
      birthDate: "1984-11-30",
      sex: "male",
      phone: "(508) 555-0112",
      email: "lou@patients.plumbline.example",
    },
    serviceId: "new-assessment",
    officeId: "worcester",
    clinicianId: "t-stride",
    dayOffset: 0,
    time: "10:30",
    caseFile: {
      age: 41,
      sex: "male",
      setting: "combined",
      findings: {
        s_back_pain: true,
        s_back_nprs: 6,
        s_leg_pain: true,
        s_leg_below_knee: true,
        s_leg_worse_back: true,
        s_pain_s1: { left: true, right: false },
        s_numb_s1: { left: true, right: false },
        s_cough_worse: true,
        s_sit_worse: true,
        s_foot_at_rest: true,
        s_foot_no_local_tender: true,
        s_back_move_changes_foot: true,
        s_same_side: true,
        h_back_before_foot: true,
        f_foot_pain: true,
        f_first_step: false,
        r_saddle_numb: false,
        r_urine_retention: false,
        r_progressive_weak: false,
        r_fever: false,
        h_cancer_ever: false,
      },
    },
  },
  {
    // Older, legs heavy when walking and better leaning on a cart, and a stiff big toe.
    patient: {
      givenName: "Gus",
      familyName: "Invented-Toe",
      birthDate: "1953-02-17",
      sex: "male",
      phone: "(508) 555-0113",
      email: "gus@patients.plumbline.example",
    },
    serviceId: "new-assessment",
    officeId: "webster",
    clinicianId: "p-heel",
    dayOffset: 0,
    time: "13:30",
    caseFile: {
      age: 73,
      sex: "male",
      setting: "combined",
      findings: {
        s_back_pain: true,
        s_back_pain_3m: true,
        s_leg_pain: true,
        s_bilateral_leg: true,
        s_neuro_claud: true,
        s_bend_forward_relief: true,
        s_cart_sign: true,
        s_sit_relief: true,
        s_numb_both_soles: true,
        s_calf_claud: false,
        s_relief_standing: false,
        f_foot_pain: true,
        f_big_toe_stiff: { left: false, right: true },
        h_diabetes: false,
        h_smoker: false,
        r_saddle_numb: false,
        r_urine_retention: false,
        r_fever: false,
      },
    },
  },
  {
    // A runner with a sore heel cord and nothing wrong with the back.
    patient: {
      givenName: "Rae",
      familyName: "Sample-Runner",
      birthDate: "1996-07-21",
      sex: "female",
      phone: "(508) 555-0114",
      email: "rae@patients.plumbline.example",
    },
    serviceId: "gait-pressure",
    officeId: "whitinsville",
    clinicianId: "p-heel",
    dayOffset: 1,
    time: "09:00",
    caseFile: {
      age: 30,
      sex: "female",
      setting: "combined",
      findings: {
        s_back_pain: false,
        s_leg_pain: false,
        s_foot_nprs: 4,
        f_foot_pain: true,
        f_achilles_2_6: { left: false, right: true },
        f_achilles_am_stiff: { left: false, right: true },
        f_warms_up: true,
        h_runner: true,
        h_training_spike: true,
        r_pop_calf: false,
        r_cannot_bear: false,
        r_calf_swell: false,
      },
    },
  },
  {
    patient: {
      givenName: "Jo",
      familyName: "Placeholder-Arch",
      birthDate: "1967-09-03",
      sex: null,
      phone: "(508) 555-0115",
      email: "jo@patients.plumbline.example",
    },
    serviceId: "follow-up",
    officeId: "worcester",
    clinicianId: "t-stride",
    dayOffset: 3,
    time: "11:00",
    caseFile: null,
  },
];
