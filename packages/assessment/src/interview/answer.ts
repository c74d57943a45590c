/**
 * What a person said on one page. A page that was never answered has no entry: skipping is never "no".
 *
 * - `unknown`: "I don't know", for the whole page.
 * - `ticks`: a checklist. `shown` are the items the person saw; those not ticked are "no", or unknown when they said
 *   that they do not know the rest. An item that was not on the page is neither.
 */
export type Answer = AnswerValue & {
  /** Only on pages chosen by gain. */
  readonly turn?: Turn;
};

/** When a page chosen by gain was asked. */
export interface Turn {
  /** Which one it was, from 1. Keeps their order when an earlier answer changes. */
  readonly nth: number;
  /** How many pages we said were left, this one among them. A later page never says more. */
  readonly left: number;
}

export type AnswerValue =
  | { readonly kind: "unknown" }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "choice"; readonly value: string }
  | {
      readonly kind: "ticks";
      readonly ticked: readonly string[];
      readonly shown: readonly string[];
      readonly others: "no" | "unknown";
    };

/** Answers by page id, as they are stored. */
export type InterviewAnswers = Readonly<Record<string, Answer>>;

/**
 * Answers from a place that may hold anything (a database, a file). An entry of another shape is left out, as if the
 * page had not been answered: it is then asked again.
 */
export function parseAnswers(input: unknown): InterviewAnswers {
  if (typeof input !== "object" || input === null) return {};
  return Object.fromEntries(
    Object.entries(input).flatMap(([id, value]) => {
      const answer = parseAnswer(value);
      return answer === null ? [] : [[id, answer]];
    }),
  );
}

function parseAnswer(input: unknown): Answer | null {
  if (typeof input !== "object" || input === null || !("kind" in input)) return null;
  const fields = input as Readonly<Record<string, unknown>>;
  const turn = isTurn(fields.turn) ? { turn: fields.turn } : {};
  switch (fields.kind) {
    case "unknown":
      return { kind: "unknown", ...turn };
    case "number":
      return typeof fields.value === "number" ? { kind: "number", value: fields.value, ...turn } : null;
    case "choice":
      return typeof fields.value === "string" ? { kind: "choice", value: fields.value, ...turn } : null;
    case "ticks": {
      if (!isTextList(fields.ticked) || !isTextList(fields.shown)) return null;
      const others = fields.others === "unknown" ? "unknown" : "no";
      return { kind: "ticks", ticked: fields.ticked, shown: fields.shown, others, ...turn };
    }
    default:
      return null;
  }
}

function isTurn(input: unknown): input is Turn {
  if (typeof input !== "object" || input === null) return false;
  const { nth, left } = input as Readonly<Record<string, unknown>>;
  return Number.isInteger(nth) && Number.isInteger(left);
}

function isTextList(input: unknown): input is readonly string[] {
  return Array.isArray(input) && input.every((item) => typeof item === "string");
}
