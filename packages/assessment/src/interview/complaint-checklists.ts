import { FOOT_PLACES, LEG_PLACES } from "./body-places.ts";
import type { BodyPlace } from "./body-places.ts";
import { ifYes } from "./checklist.ts";
import type { Checklist } from "./checklist.ts";

/** What may be wrong at a place of the body, the commonest first. */
export interface ComplaintChecklist extends Checklist {
  readonly topic: string;
  /** Asked only of who ticked one of these: who does not know where it hurts is not asked about every place. */
  readonly places: readonly BodyPlace[];
  /** So many of its items are asked where another place bothers more; {@link MOST_OF_ANOTHER_PLACE} when left out. */
  readonly mostBeside?: number;
}

/** Of the places that do not bother most, so many items are asked for each: the commonest. The rest may be chosen later. */
export const MOST_OF_ANOTHER_PLACE = 3;

const EXACT_SPOT = "The exact spot says most about the cause.";

/**
 * What is wrong at each place that was ticked: it makes "my heel" a complaint that has causes. Asked with the complaint,
 * before the red flags.
 */
export const COMPLAINT_CHECKLISTS: readonly ComplaintChecklist[] = [
  {
    id: "hip-where",
    topic: "Hip or groin",
    question: "About your buttock, hip or groin: what fits?",
    hint: "Tick all that fit.",
    why: EXACT_SPOT,
    places: ["place_buttock", "s_groin_pain"],
    items: [
      { id: "s_lateral_hip_lie", label: "The outside of my hip hurts when I lie on it" },
      { id: "s_buttock_sit20", label: "Pain deep in my buttock makes it hard to sit" },
      { id: "s_sit_bone", label: "It hurts at the bone I sit on" },
      { id: "s_tailbone", label: "It hurts right on my tailbone" },
      { id: "s_groin_twist", label: "Turning my hip hurts my groin" },
      { id: "s_inner_thigh", label: "It hurts high on my inner thigh" },
    ],
  },
  {
    id: "thigh-where",
    topic: "Thigh",
    question: "Where in your thigh is it?",
    hint: "Tick each spot that fits.",
    why: EXACT_SPOT,
    places: ["place_thigh"],
    items: [
      { id: "s_thigh_front_pain", label: "It hurts in the front" },
      { id: "s_thigh_back_pain", label: "It hurts in the back" },
      { id: "s_thigh_numb_front", label: "The front is numb or tingles" },
      { id: "s_thigh_numb_outer", label: "The outer side is numb or tingles" },
    ],
  },
  {
    id: "leg-path",
    topic: "Leg pain",
    // One path down the leg without the others would mislead.
    mostBeside: 2,
    question: "Does pain run down your leg?",
    hint: "Tick each path that fits.",
    why: "Each nerve of the low back has its own path down the leg.",
    places: ["s_back_pain", "place_buttock", "place_thigh", "place_calf", "place_numb"],
    need: ifYes(...LEG_PLACES, ...FOOT_PLACES),
    items: [
      { id: "s_leg_pain", label: "Pain runs down my leg" },
      { id: "s_leg_below_knee", label: "It goes below the knee" },
      { id: "s_pain_l4", label: "Down the front of the thigh to the inner shin or ankle" },
      { id: "s_pain_l5", label: "Down the outer leg to the top of the foot" },
      { id: "s_pain_s1", label: "Down the back of the calf to the heel or outer foot" },
    ],
  },
  {
    id: "knee-where",
    topic: "Knee",
    question: "About your knee: what fits?",
    hint: "Tick all that fit.",
    why: EXACT_SPOT,
    places: ["place_knee"],
    items: [
      { id: "f_kneecap", label: "Stairs or squatting hurt the front of it" },
      { id: "s_knee_inner", label: "It hurts on the inner side" },
      { id: "s_knee_outer", label: "It hurts on the outer side" },
      { id: "s_knee_back", label: "Pain, fullness or a lump behind it" },
      { id: "s_knee_swell", label: "It swells" },
      { id: "s_knee_lock", label: "It locks or gets stuck" },
    ],
  },
  {
    id: "lower-leg-where",
    topic: "Lower leg",
    question: "About your calf or shin: what fits?",
    hint: "Tick all that fit.",
    why: EXACT_SPOT,
    places: ["place_calf"],
    items: [
      { id: "f_shin_diffuse", label: "The inner shin aches along a length of 2 inches or more" },
      { id: "f_shin_point", label: "The shin is sore in one small spot" },
      { id: "s_leg_outer_low", label: "It hurts on the outer side" },
      { id: "s_calf_snap", label: "I felt a sudden snap or kick in the meat of the calf" },
      { id: "s_walk_leg_claud", label: "Walking brings on pain or a heavy feeling that makes me stop" },
      { id: "f_leg_tight_stop", label: "It gets tight with exercise and eases when I stop" },
    ],
  },
  {
    id: "ankle-where",
    topic: "Ankle",
    question: "About your ankle: what fits?",
    hint: "Tick all that fit.",
    why: EXACT_SPOT,
    places: ["place_ankle"],
    items: [
      { id: "f_outer_ankle", label: "It hurts on the outside" },
      { id: "f_inner_ankle_pain", label: "It hurts or swells on the inside" },
      { id: "s_ankle_front", label: "It hurts at the front, worse on hills, stairs or squats" },
      { id: "s_ankle_back", label: "It hurts deep at the back, worse when I point my toes" },
      { id: "s_ankle_deep", label: "It aches deep inside, catches or locks" },
      { id: "f_giving_way", label: "It gives way or turns over" },
    ],
  },
  {
    id: "heel-where",
    topic: "Heel",
    question: "About your heel: what fits?",
    hint: "Tick all that fit.",
    why: EXACT_SPOT,
    places: ["place_heel"],
    items: [
      { id: "f_first_step", label: "Worst with the first steps in the morning" },
      { id: "f_heel_inner", label: "Under the inner front part of the heel" },
      { id: "f_heel_center", label: "Deep in the middle of the heel" },
      { id: "f_heel_back", label: "At the back of the heel" },
      { id: "f_achilles_2_6", label: "In the cord, 1 to 2 inches above the heel" },
      { id: "f_heel_shoot", label: "It burns, tingles or shoots" },
    ],
  },
  {
    id: "midfoot-where",
    topic: "Middle of the foot",
    question: "About the middle of your foot: what fits?",
    hint: "Tick all that fit.",
    why: EXACT_SPOT,
    places: ["place_arch", "f_midfoot_top"],
    items: [
      { id: "f_arch_pain", label: "It hurts in the arch" },
      { id: "f_inner_arch_bump", label: "A sore bony bump on the inner side of the arch" },
      { id: "f_outer_foot", label: "It hurts on the outer edge of the foot" },
      { id: "f_lace_pain", label: "Tight laces hurt the top of the foot" },
      { id: "f_lump_foot", label: "A lump on the foot" },
    ],
  },
  {
    id: "forefoot-where",
    topic: "Front of the foot",
    question: "About the front of your foot: what fits?",
    hint: "Tick all that fit.",
    why: EXACT_SPOT,
    places: ["f_ball_pain", "place_toes"],
    items: [
      { id: "f_under_big_toe", label: "Pain right under the ball of the big toe" },
      { id: "f_between_toes", label: "Burning or shooting pain between two toes" },
      { id: "f_pebble", label: "It feels like a pebble or a folded sock" },
      { id: "f_big_toe_stiff", label: "The big toe is stiff or sore when it bends up" },
      { id: "f_bump_big_toe", label: "A bump at the base of the big toe" },
      { id: "f_toe_small_pain", label: "One of the smaller toes hurts" },
    ],
  },
  {
    id: "skin-what",
    topic: "Skin and nails",
    question: "About your skin and nails: what fits?",
    hint: "Tick all that fit.",
    why: "What it looks like says most about the cause.",
    places: ["place_skin"],
    items: [
      { id: "f_hard_skin", label: "Thick, hard skin" },
      { id: "f_corn_point", label: "A small hard spot that hurts when pressed straight down" },
      { id: "f_wart_dots", label: "A rough spot with tiny black dots" },
      { id: "f_nail_edge_pain", label: "The edge of a toenail is red, sore or digs in" },
      { id: "f_nail_thick", label: "Toenails that are thick, yellow or crumbly" },
      { id: "f_itch_web", label: "Skin between the toes that is itchy, white or peels" },
    ],
  },
  {
    id: "numb-where",
    topic: "Numb or weak",
    question: "Where is it numb, tingling or weak?",
    hint: "Tick each spot that fits.",
    why: "Where you feel it shows which nerve is likely.",
    places: ["place_numb", "place_weak"],
    items: [
      { id: "f_stocking_numb", label: "Both feet are numb, like wearing socks" },
      { id: "s_numb_l5", label: "The top of the foot, or the big toe, is numb" },
      { id: "s_numb_s1", label: "The outer foot, little toe or heel is numb" },
      { id: "s_numb_l4", label: "The inner shin or inner ankle is numb" },
      { id: "f_sole_burn", label: "The sole burns or tingles" },
      { id: "s_weak_big_toe", label: "It is hard to lift my big toe or walk on my heels" },
    ],
  },
];
