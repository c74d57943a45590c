import type {
  CertaintyWord,
  Direction,
  DirectionAnswer,
  ProvenanceMark,
  Recommendation,
} from "@plumbline/clinical-model";
import type { BodyArrow, BodyEmphasis } from "../../ui/body-line.tsx";

interface DirectionWords {
  /** The answer as one sentence, for each way of being sure. */
  readonly headline: string;
  readonly likely: string;
  readonly meaning: string;
  readonly short: string;
  readonly emphasis: BodyEmphasis;
  readonly arrow: BodyArrow;
  readonly picture: string;
}

/** The answer to "feet or back?" in the patient's words. Foot-to-back is a thing to test, never a verdict. */
export const DIRECTION_WORDS: Readonly<Record<DirectionAnswer, DirectionWords>> = {
  "foot-drives-back": {
    headline: "Your feet may add to your back pain.",
    likely: "Your feet are likely to add to your back pain.",
    meaning:
      "Studies on this are weak. The way to find out is a trial: change shoes or support for 4 to 6 weeks, and stop if your back is no better.",
    short: "The feet drive the back pain",
    emphasis: "feet",
    arrow: "up",
    picture: "A body from behind. An arrow goes up from the feet to the low back.",
  },
  "spine-drives-foot": {
    headline: "Your back may cause your leg or foot trouble.",
    likely: "Your back is the likely cause of your leg or foot trouble.",
    meaning:
      "Nerves of the low back run down to the foot. When one is pressed or sore, you can feel it in the leg or foot.",
    short: "The back drives the leg or foot trouble",
    emphasis: "back",
    arrow: "down",
    picture: "A body from behind. An arrow goes down from the low back to the feet.",
  },
  both: {
    headline: "Your feet and your back may each make the other worse.",
    likely: "Your feet and your back are likely to make each other worse.",
    meaning: "Then both ends need a look. Treating only one may not be enough.",
    short: "Both at once",
    emphasis: "both",
    arrow: "both",
    picture: "A body from behind. Arrows go both ways between the low back and the feet.",
  },
  local: {
    headline: "Your pain may come from right where you feel it.",
    likely: "Your pain is likely to come from right where you feel it.",
    meaning: "Nothing you said points strongly to the other end. Care can start at the sore spot.",
    short: "Each pain comes from where it is felt",
    emphasis: "both",
    arrow: null,
    picture: "A body from behind. The low back and the feet are marked, without an arrow between them.",
  },
  none: {
    headline: "This may not come from your feet or your spine.",
    likely: "This is not likely to come from your feet or your spine.",
    meaning:
      "Blood vessels, joints, the belly or an illness of the whole body can feel like this. A doctor should look.",
    short: "Neither feet nor spine",
    emphasis: "none",
    arrow: null,
    picture: "A body from behind, with neither end marked.",
  },
  "cannot-tell": {
    headline: "We cannot tell yet which way it goes.",
    likely: "We cannot tell yet which way it goes.",
    meaning: "What you told us fits more than one answer. An examination can decide; see below what would help most.",
    short: "Cannot tell",
    emphasis: "none",
    arrow: null,
    picture: "A body from behind, with neither end marked.",
  },
};

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
