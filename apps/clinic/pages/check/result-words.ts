import type {
  CertaintyWord,
  Direction,
  DirectionAnswer,
  ProvenanceMark,
  Recommendation,
} from "@plumbline/clinical-model";
import type { BodyPath, BodyPlace } from "../../ui/body-line.tsx";

interface DirectionWords {
  /** The answer as one sentence, for each way of being sure. */
  readonly headline: string;
  readonly likely: string;
  readonly meaning: string;
  readonly short: string;
  /** Null: wherever this person feels it. */
  readonly marked: readonly BodyPlace[] | null;
  readonly path: BodyPath;
  /** The picture for those who do not see it; places are put in where it says so. */
  readonly picture: string;
}

/** The answer to "feet or back?" in the patient's words. Foot-to-back is a thing to test, never a verdict. */
export const DIRECTION_WORDS: Readonly<Record<DirectionAnswer, DirectionWords>> = {
  "foot-drives-back": {
    headline: "Your feet may add to your back pain.",
    likely: "Your feet are likely to add to your back pain.",
    meaning:
      "Studies on this are weak, so see it as a thing to test. Change your shoes or support for 4 to 6 weeks. Stop if your back is no better. Not all experts agree: one main guideline (NICE, United Kingdom) says not to use shoe inserts for low back pain.",
    short: "The feet drive the back pain",
    marked: ["feet"],
    path: "up",
    picture: "A body from behind. The feet are marked. A path goes from a foot up the leg to the low back.",
  },
  "spine-drives-foot": {
    headline: "Your back may cause your leg or foot trouble.",
    likely: "Your back is the likely cause of your leg or foot trouble.",
    meaning:
      "Nerves of the low back run down to the foot. When one is pressed or sore, you can feel it in the leg or foot.",
    short: "The back drives the leg or foot trouble",
    marked: ["back"],
    path: "down",
    picture: "A body from behind. The low back is marked. A path goes from it down the leg to a foot.",
  },
  both: {
    headline: "Your feet and your back may each make the other worse.",
    likely: "Your feet and your back are likely to make each other worse.",
    meaning:
      "Then both ends need a look. Treating only one may not be enough. What the feet do to the back is a thing to test: 4 to 6 weeks, then stop if your back is no better. One main guideline (NICE, United Kingdom) says not to use shoe inserts for low back pain.",
    short: "Both at once",
    marked: ["back", "feet"],
    path: "both",
    picture: "A body from behind. The low back and the feet are marked. A path along the leg goes both ways.",
  },
  local: {
    headline: "Your pain may come from right where you feel it.",
    likely: "Your pain is likely to come from right where you feel it.",
    meaning: "Nothing you said points strongly to the other end. Care can start at the sore spot.",
    short: "Each pain comes from where it is felt",
    marked: null,
    path: null,
    picture: "A body from behind. What hurts is marked. No path joins it to another place.",
  },
  none: {
    headline: "This may not come from your feet or your spine.",
    likely: "This is not likely to come from your feet or your spine.",
    meaning:
      "Blood vessels, joints, the belly or an illness of the whole body can feel like this. A doctor should look.",
    short: "Neither feet nor spine",
    marked: [],
    path: null,
    picture: "A body from behind. Neither the back nor the feet are marked.",
  },
  "cannot-tell": {
    headline: "We cannot tell yet which way it goes.",
    likely: "We cannot tell yet which way it goes.",
    meaning: "What you told us fits more than one answer. An examination can decide; see below what would help most.",
    short: "Cannot tell",
    marked: [],
    path: null,
    picture: "A body from behind with a question mark on it.",
  },
};

/** In place of an answer when what was told fits nothing well. */
export const POOR_FIT_WORDS = {
  headline: "What you told us does not fit one picture.",
  sureness: "So we do not name a cause.",
  meaning:
    "This happens. It may be two things at once, or something this check does not know. Please have a clinician look at you. Take this page with you.",
  conditions: "These fit a little, but not well. Do not rely on them.",
} as const;

/** What must not wait, whatever the result says. The rules behind them are the red flags of the base. */
export const WHEN_TO_CALL = {
  now: [
    "You cannot pass urine, or you lose control of your bladder or bowel.",
    "The skin between your legs goes numb.",
    "A leg or foot turns cold, pale or blue all at once.",
    "You have chest pain, cannot breathe well, or faint.",
    "Your face, an arm or a leg goes weak all at once.",
  ],
  today: [
    "A leg or foot gets weaker.",
    "One calf swells up and hurts.",
    "You have a fever or chills with your pain.",
    "A foot or joint turns hot, red and swollen.",
    "You have an open sore on your foot.",
  ],
} as const;

export const DIRECTION_ORDER: readonly Direction[] = ["foot-drives-back", "spine-drives-foot", "both", "local", "none"];

export const CERTAINTY_WORDS: Readonly<Record<CertaintyWord, string>> = {
  likely: "Likely",
  possible: "Possible",
  unlikely: "Less likely",
  "very unlikely": "Not likely",
};

export const MARK_WORDS: Readonly<Record<ProvenanceMark, string>> = {
  seen: "read in a study",
  recalled: "recalled from studies, not read again",
  "expert estimate": "an expert’s estimate, no study",
};

export const RECOMMENDATION_WORDS: Readonly<Record<Recommendation, string>> = {
  first_line: "Try this first",
  second_line: "Next step, if the first is not enough",
  consider: "May help",
  consider_if_linked: "Worth a trial of 4 to 6 weeks",
  do_not_routinely: "This does little. It is not advised as routine.",
  refer: "See a specialist",
  refer_emergency: "Needs care now",
};

/** For an operation, which the table proposes when other care has failed. */
export const LAST_RESORT_WORDS = "Only if other care has not helped. A surgeon explains it.";

/** The kinds of care of the treatment table, as a person says them. */
const CARE_WORDS: Readonly<Record<string, string>> = {
  activity: "Changing what you do",
  compression: "Compression socks or wraps",
  device: "Belts and machines",
  education: "Knowing what to expect",
  exercise: "Exercise",
  "exercise+orthosis": "Exercise and shoe inserts",
  footwear: "Shoes",
  injection: "A shot",
  lifestyle: "Daily habits",
  manual: "Hands-on treatment",
  medication: "Medicine",
  multimodal: "Several things together",
  orthosis: "Shoe inserts or a brace",
  "orthosis+exercise": "Shoe inserts and exercise",
  padding: "Padding",
  "physical therapy": "Physical therapy",
  procedure: "A small procedure",
  psychological: "Help to cope with pain",
  referral: "A specialist’s look",
  service: "Care that fits your risk",
  splint: "A splint",
  surgery: "Surgery",
  taping: "Tape",
  topical: "Care for the skin",
};

export function careText(category: string): string {
  return CARE_WORDS[category] ?? "Other care";
}

/** What limits a result, by the code of the notice. Those without words here speak to the clinician alone. */
export const NOTICE_WORDS: Readonly<Record<string, string>> = {
  "assessment/approximate": "So many of your answers hang together that the figures are rough.",
  "assessment/no-complaint": "You did not tell us where it hurts, so we cannot say which way it goes.",
  "plan/contraindicated": "Some care was left out because of what you told us. Your clinician sees which.",
};

/** How sure the studies are, in words a person uses. */
export function studyCertaintyText(certainty: string): string {
  switch (certainty) {
    case "high":
      return "Studies agree well";
    case "moderate":
      return "Studies are fairly sure";
    case "low":
      return "Studies are few or small";
    default:
      return "Studies are weak or missing";
  }
}

/**
 * `"about 3 in 10"`. Never a certainty: the ends are "fewer than 1 in 20" and "more than 9 in 10". Rounded down, so that
 * the number never says more than the word beside it: "likely" begins at 0.7, and 0.69 is "possible, about 6 in 10".
 */
export function inTenText(probability: number): string {
  if (probability < 0.05) return "fewer than 1 in 20";
  if (probability < 0.1) return "fewer than 1 in 10";
  if (probability >= 0.95) return "more than 9 in 10";
  return `about ${Math.floor(probability * 10 + 1e-9)} in 10`;
}
