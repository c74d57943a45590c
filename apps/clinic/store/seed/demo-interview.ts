import { interview, INTERVIEW_DEFAULTS } from "@plumbline/assessment";
import type { Answer, InterviewPage, InterviewState, QuestionChooser } from "@plumbline/assessment";
import type { EvidenceBase } from "@plumbline/evidence";

/** What an invented person would say, whatever page they meet. */
export interface DemoStory {
  readonly age: number;
  readonly sex: "female" | "male" | "other";
  readonly side: "left" | "right" | "both";
  readonly duration: "<6 weeks" | "6-12 weeks" | "3-12 months" | ">1 year";
  readonly cameFirst: "foot" | "back" | "same time" | "only one";
  /** 0 to 10. */
  readonly severity: number;
  /** Places and findings they say yes to; to all others they are asked about, no. */
  readonly yes: readonly string[];
}

/** More pages than any interview has. */
const MOST_PAGES = 200;

/**
 * Walks a person through the real interview, page by page.
 *
 * @throws RangeError when the interview asks something the story has no answer for.
 */
export function tellStory(
  story: DemoStory,
  evidence: EvidenceBase,
): { readonly answers: Readonly<Record<string, Answer>>; readonly state: InterviewState } {
  const yes = new Set(story.yes);
  // The question that tells most takes long to find; here it is enough that the person has something to say to it.
  const somethingToSay: QuestionChooser = (_case, candidates) => {
    const known = candidates.find((id) => yes.has(id) || id === "h_foot_before_back");
    return known === undefined ? null : { findingIds: [known], left: 1 };
  };
  const answers: Record<string, Answer> = {};
  for (let count = 0; count < MOST_PAGES; count++) {
    const state = interview(answers, evidence, somethingToSay, { ...INTERVIEW_DEFAULTS, mostChosen: MOST_PAGES });
    if (state.next.kind !== "question") return { answers, state };
    const { page, turn } = state.next;
    answers[page.id] = { ...answerTo(page, story, yes), ...(turn !== null && { turn }) };
  }
  throw new RangeError(`The interview does not end after ${MOST_PAGES} pages.`);
}

function answerTo(page: InterviewPage, story: DemoStory, yes: ReadonlySet<string>): Answer {
  switch (page.kind) {
    case "number":
      return { kind: "number", value: story.age };
    case "scale":
      return { kind: "number", value: story.severity };
    case "choice":
      if (page.id === "worst") return { kind: "choice", value: page.options[0]!.value };
      return { kind: "choice", value: choiceOn(page.id, story) ?? (yes.has(page.id) ? "yes" : "no") };
    // An invented person means what they say.
    case "confirm":
      return { kind: "choice", value: "yes" };
    case "checklist": {
      const shown = page.items.map(({ id }) => id);
      return { kind: "ticks", ticked: shown.filter((id) => yes.has(id)), shown, others: "no" };
    }
  }
}

function choiceOn(pageId: string, story: DemoStory): string | undefined {
  const choices: Readonly<Record<string, string>> = {
    sex: story.sex,
    side: story.side,
    duration: story.duration,
    "came-first": story.cameFirst,
  };
  return choices[pageId];
}
