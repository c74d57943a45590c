/** One check of a shoe that a person can do at home, and what to do when it fails. */
export interface ShoeCheck {
  readonly id: string;
  readonly title: string;
  /** How to do it, in the patient's words. */
  readonly how: string;
  /** Answered with yes when the shoe fails. */
  readonly ask: string;
  readonly advice: string;
  /** The finding of the base that a yes is; null where the base has none. */
  readonly findingId: string | null;
  /** The treatment of the base the advice rests on, with its source and certainty; null: an expert estimate. */
  readonly treatmentId: string | null;
}

/** In the order in which one does them: the foot, the shoe on the foot, the shoe in the hand, the sole. */
export const SHOE_CHECKS: readonly ShoeCheck[] = [
  {
    id: "width",
    title: "Trace your foot",
    how: "Stand on a sheet of paper. Let someone draw around your foot. Put your shoe on the drawing.",
    ask: "Does the drawing stick out at the side of the shoe?",
    advice: "Choose a wider shoe. Have both feet measured while you stand, and fit the larger one.",
    findingId: "w_fit_trace",
    treatmentId: "t81",
  },
  {
    id: "length",
    title: "Feel the room in front",
    how: "Stand in your shoes. Press with your thumb in front of your longest toe.",
    ask: "Is there less room than the width of your thumb?",
    advice: "Choose a longer shoe, with about half an inch in front of the longest toe.",
    findingId: "w_length_short",
    treatmentId: "t81",
  },
  {
    id: "toes",
    title: "Move your toes",
    how: "Stand in your shoes, and spread and lift your toes.",
    ask: "Do the shoes squeeze your toes?",
    advice: "Choose a shoe with a wide and deep front. Soft uppers give more room than stiff ones.",
    findingId: "w_narrow",
    treatmentId: "t81",
  },
  {
    id: "heel-height",
    title: "Measure the heel",
    how: "Hold a ruler at the back of the shoe. Measure how high the heel is.",
    ask: "Is it more than 2 inches?",
    advice: "Go lower step by step, a little every two weeks. A sudden change can strain your calf.",
    findingId: "w_heel_over5",
    treatmentId: "t107",
  },
  {
    id: "heel-counter",
    title: "Squeeze the back",
    how: "Press the back of the shoe, just above the sole, between thumb and finger.",
    ask: "Does it fold with little force?",
    advice: "Choose a shoe with a firm back. It holds your heel better.",
    findingId: "w_counter_soft",
    treatmentId: "t82",
  },
  {
    id: "twist",
    title: "Bend and twist it",
    how: "Hold the shoe at the heel and the toe. Bend it, then twist it like a wet towel.",
    ask: "Does it bend or twist in the middle?",
    advice: "Choose a shoe that bends at the toes only, and does not twist.",
    findingId: "w_bends_middle",
    treatmentId: "t82",
  },
  {
    id: "hold",
    title: "Look for laces or straps",
    how: "Walk a few steps.",
    ask: "Does the shoe stay on only because it is tight, or because you curl your toes?",
    advice: "Choose a shoe with laces or a strap. A shoe that you must hold on tires your toes.",
    findingId: "w_no_laces",
    treatmentId: "t82",
  },
  {
    id: "sole",
    title: "Look at the soles",
    how: "Turn both shoes over. Put them on a table, and look at them from behind.",
    ask: "Is a sole worn down at one edge, or one shoe more than the other?",
    advice: "It is time for a new pair. Show the old pair at your next visit: it tells how you walk.",
    findingId: "w_worn_uneven",
    treatmentId: "t83",
  },
  {
    id: "depth",
    title: "Try your insole",
    how: "Do you have an insole or an orthotic? Take out the thin liner of the shoe first. Put yours in, and walk.",
    ask: "Does your heel slip out, or the top of the shoe press?",
    advice: "Choose a deeper shoe, with a liner that comes out. Do not wear two liners at once.",
    findingId: null,
    treatmentId: null,
  },
];

/** Findings of the base that say the same as a check, and lead to its advice. */
const ALSO: Readonly<Record<string, string>> = {
  w_worn_inner: "sole",
  w_worn_outer: "sole",
  w_age_12m: "sole",
  w_flipflop_slipper: "hold",
};

/**
 * The checks that a person's shoes fail by what is in the record, in the order of the list.
 * @param states - Findings by id; what is missing is not known, and gives no advice.
 */
export function footwearAdvice(states: ReadonlyMap<string, boolean>): readonly ShoeCheck[] {
  const failed = new Set(
    [...states].flatMap(([findingId, isThere]) => {
      if (!isThere) return [];
      const id = SHOE_CHECKS.find((check) => check.findingId === findingId)?.id ?? ALSO[findingId];
      return id === undefined ? [] : [id];
    }),
  );
  return SHOE_CHECKS.filter(({ id }) => failed.has(id));
}
