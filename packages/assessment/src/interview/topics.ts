/** What a handful of questions have in common. They are asked together, so that the talk does not jump about. */
export interface Topic {
  /** The heading when several of its questions share a page; each is then a tick for "yes". */
  readonly question: string;
  /** Why we ask, in one or two plain sentences. */
  readonly why: string;
}

/** All topics of the questions chosen by gain. Their keys are part of page ids and thus of addresses. */
export const TOPICS = {
  order: {
    question: "About how your trouble began: is any of this so?",
    why: "What came first may drive what came later. It is a clue, not a proof.",
  },
  "back-and-foot": {
    question: "About your back and your feet: is any of this so?",
    why: "These show whether your back and your feet act on each other.",
  },
  "low-back": {
    question: "About your back: is any of this so?",
    why: "What eases your back and what makes it worse shows which part of it hurts.",
  },
  "mid-back": {
    question: "About your upper back and your skin there: is any of this so?",
    why: "Pain in the upper back can come from bones, posture or a nerve in the skin.",
  },
  belly: {
    question: "About your belly, hips and moving about: is any of this so?",
    why: "Pain in the back or hip can come from joints there, or from inside the belly.",
  },
  hip: {
    question: "About your hip, buttock or groin: is any of this so?",
    why: "The hip and the muscles around it can feel like back or leg pain.",
  },
  "leg-pain": {
    question: "About pain in your leg: is any of this so?",
    why: "Each nerve of the low back has its own path down the leg.",
  },
  walking: {
    question: "About your legs when you walk, stand or sit: is any of this so?",
    why: "Nerves and blood vessels both can stop a walk. What eases it tells them apart.",
  },
  legs: {
    question: "About your legs: is any of this so?",
    why: "Veins, nerves and muscles of the legs each have signs of their own.",
  },
  feeling: {
    question: "About numb, tingling or weak spots: is any of this so?",
    why: "Where you feel it shows which nerve is likely.",
  },
  knee: {
    question: "About your knee: is any of this so?",
    why: "The exact spot, and what sets it off, says most about a knee.",
  },
  "lower-leg": {
    question: "About your shin or calf: is any of this so?",
    why: "Bone, muscle and tight spaces of the lower leg hurt in different ways.",
  },
  ankle: {
    question: "About your ankle: is any of this so?",
    why: "The exact spot, and how it began, says most about an ankle.",
  },
  heel: {
    question: "About your heel: is any of this so?",
    why: "The exact spot, and the time of day, says most about a heel.",
  },
  midfoot: {
    question: "About the middle of your foot: is any of this so?",
    why: "The exact spot says most about the cause.",
  },
  forefoot: {
    question: "About the ball of your foot and your toes: is any of this so?",
    why: "The exact spot says most about the cause.",
  },
  toes: {
    question: "About your toes and nails: is any of this so?",
    why: "What it looks like, and what set it off, says most about the cause.",
  },
  skin: {
    question: "About the skin of your foot: is any of this so?",
    why: "What it looks like says most about the cause.",
  },
  foot: {
    question: "About your feet: is any of this so?",
    why: "When a foot hurts, and what eases it, shows what in it is sore.",
  },
  shoes: {
    question: "About your everyday shoes: is any of this so?",
    why: "Shoes change how your feet and back are loaded, and you can change them.",
  },
  history: {
    question: "About your health so far: is any of this so?",
    why: "Your history changes what is likely and what is safe for you.",
  },
  general: {
    question: "About the rest of your body: is any of this so?",
    why: "Some illnesses show in more than one place.",
  },
} as const satisfies Readonly<Record<string, Topic>>;

export type TopicId = keyof typeof TOPICS;
