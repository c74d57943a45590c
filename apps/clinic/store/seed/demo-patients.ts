import type { MotionFileOptions } from "@plumbline/imu-gait";
import type { PatientDetails } from "../patients.ts";
import type { DemoStory } from "./demo-interview.ts";

export interface DemoPatient {
  readonly patient: PatientDetails;
  readonly serviceId: string;
  readonly officeId: string;
  readonly clinicianId: string;
  /** Days after the first start, and the clock time there; from the day after on, the next free time is taken. */
  readonly dayOffset: number;
  readonly time: string;
  /** null: came without an interview. */
  readonly story: DemoStory | null;
  /** A walk that is in the record already: a file of the examples, and what is known of it. */
  readonly walk?: { readonly file: string; readonly options: MotionFileOptions };
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
    story: {
      age: 54,
      sex: "female",
      side: "both",
      duration: ">1 year",
      cameFirst: "foot",
      severity: 6,
      yes: [
        "s_back_pain",
        "place_heel",
        "place_arch",
        "s_back_pain_3m",
        "s_foot_only_load",
        "s_back_after_stand_walk",
        "s_track_together",
        "s_back_better_support",
        "s_back_worse_barefoot",
        "s_back_rest_relief",
        "h_standing_job",
        "f_first_step",
        "f_heel_inner",
        "f_warms_up",
        "f_end_day_worse",
        "f_barefoot_hard",
        "f_flat_both_always",
        "w_flipflop_slipper",
        "w_worn_inner",
      ],
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
    story: {
      age: 41,
      sex: "male",
      side: "left",
      duration: "6-12 weeks",
      cameFirst: "back",
      severity: 7,
      yes: [
        "s_back_pain",
        "place_thigh",
        "place_calf",
        "place_numb",
        "s_leg_pain",
        "s_leg_below_knee",
        "s_leg_worse_back",
        "s_pain_s1",
        "s_numb_s1",
        "s_cough_worse",
        "s_sit_worse",
        "s_flex_worse",
        "s_foot_at_rest",
        "s_foot_no_local_tender",
        "s_back_move_changes_foot",
        "s_same_side",
      ],
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
    story: {
      age: 73,
      sex: "male",
      side: "both",
      duration: ">1 year",
      cameFirst: "back",
      severity: 5,
      yes: [
        "s_back_pain",
        "place_buttock",
        "place_calf",
        "place_toes",
        "place_numb",
        "s_back_pain_3m",
        "s_leg_pain",
        "s_bilateral_leg",
        "s_walk_leg_claud",
        "s_stand_alone_trigger",
        "s_neuro_claud",
        "s_no_pain_seated",
        "s_sit_relief",
        "s_bend_forward_relief",
        "s_cart_sign",
        "s_extend_worse",
        "s_numb_both_soles",
        "f_big_toe_stiff",
        "h_htn_cvd",
      ],
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
    walk: { file: "walk.csv.gz", options: { samplingRateHz: 204.8 } },
    officeId: "whitinsville",
    clinicianId: "p-heel",
    dayOffset: 1,
    time: "09:00",
    story: {
      age: 30,
      sex: "female",
      side: "right",
      duration: "6-12 weeks",
      cameFirst: "only one",
      severity: 4,
      yes: ["place_heel", "f_achilles_2_6", "f_achilles_am_stiff", "f_warms_up", "h_runner", "h_training_spike"],
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
    story: null,
  },
];
