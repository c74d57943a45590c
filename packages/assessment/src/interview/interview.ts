import type { CaseFile, ConfirmationAnswer, Setting, Triage } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { knownFindings, triage } from "@plumbline/reasoning";
import type { KnownFindings } from "@plumbline/reasoning";
import type { Answer, InterviewAnswers, Turn } from "./answer.ts";
import { findingsToAsk, openRules } from "./can-matter.ts";
import type { OpenedRule } from "./can-matter.ts";
import { answeredPage, applyChosen, chosenPage, topicOfPage } from "./chosen-page.ts";
import { confirmationOf, confirmPage, confirmPageId } from "./confirm.ts";
import { caseFromFacts, NO_FACTS } from "./facts.ts";
import type { Facts } from "./facts.ts";
import { fits } from "./fits.ts";
import { placeInLists } from "./flag-pages.ts";
import { withOpenExclusions } from "../open-exclusions.ts";
import type { InterviewPage } from "./page.ts";
import { PAGES_TO_LAST_FLAG_LIST, PLAN } from "./plan.ts";
import type { TopicId } from "./topics.ts";
import { makesSense } from "./when-to-ask.ts";

/** What to ask next. */
export interface Choice {
  /** One finding, or a few of one topic that share a page. */
  readonly findingIds: readonly string[];
  /** About how many pages are left, this one among them; at least 1. */
  readonly left: number;
}

/**
 * Picks what tells most, of the findings allowed; null when nothing that is left would change what to do.
 *
 * @param topic - What the page before was about, so that the talk need not jump; null at the first.
 */
export type QuestionChooser = (
  caseFile: CaseFile,
  candidates: readonly string[],
  topic: TopicId | null,
) => Choice | null;

export interface InterviewOptions {
  readonly setting: Setting;
  /** So many pages are chosen by gain at most. */
  readonly mostChosen: number;
  /** So many are chosen as a rule: the best guess until the first is chosen. */
  readonly usuallyChosen: number;
}

/** Measured on simulated patients (`scripts/evaluate/interview.ts`); the upper bound is a guess of what people bear. */
export const INTERVIEW_DEFAULTS: InterviewOptions = {
  setting: "combined",
  mostChosen: 30,
  usuallyChosen: 13,
};

export interface AnsweredPage {
  readonly page: InterviewPage;
  readonly answer: Answer;
}

export interface InterviewState {
  /** What comes next: a question, the stop with what to do now, or nothing more to ask. */
  readonly next:
    | { readonly kind: "question"; readonly page: InterviewPage; readonly turn: Turn | null }
    | { readonly kind: "stop" }
    | { readonly kind: "done" };
  /** The pages answered so far that apply, in order. */
  readonly path: readonly AnsweredPage[];
  readonly caseFile: CaseFile;
  /** On all answers so far, those to confirming questions included. */
  readonly triage: Triage;
  /** `done` of about `total` pages. */
  readonly progress: { readonly done: number; readonly total: number };
}

/**
 * Where an interview stands: a pure function of the answers. It walks the plan from the start, so that an earlier answer
 * may change at any time; answers on pages that no longer apply are kept, but do not count.
 *
 * After every answer the red-flag rules run. An emergency asks its confirming question at once and, unless the answer is
 * a plain no, stops the interview. An urgent flag asks when the lists of red flags are behind, so that the talk does not
 * jump.
 */
export function interview(
  answers: InterviewAnswers,
  evidence: EvidenceBase,
  choose: QuestionChooser,
  options: InterviewOptions = INTERVIEW_DEFAULTS,
): InterviewState {
  const walk = new Walk(answers, evidence, options);
  const next = walk.plan() ?? walk.chosen(choose);
  return walk.state(next);
}

type Next = InterviewState["next"];

class Walk {
  readonly #answers: InterviewAnswers;
  readonly #evidence: EvidenceBase;
  readonly #options: InterviewOptions;
  readonly #path: AnsweredPage[] = [];
  #facts: Facts = NO_FACTS;
  /** By page id. */
  #confirmed: ReadonlyMap<string, ConfirmationAnswer> = new Map();
  /** Of the answers it was made from; made anew when they change. */
  #known: Knowledge | null = null;
  #mattering: { readonly facts: Facts; readonly ids: ReadonlySet<string> } | null = null;
  #rules: readonly OpenedRule[] | null = null;
  /** Pages of the plan not yet reached that would apply as things stand. */
  #plannedAhead = 0;
  #chosenAhead = 0;

  constructor(answers: InterviewAnswers, evidence: EvidenceBase, options: InterviewOptions) {
    this.#answers = answers;
    this.#evidence = evidence;
    this.#options = options;
  }

  /** null when all of the plan is answered. */
  plan(): Next | null {
    for (const [index, planned] of PLAN.entries()) {
      if (index === PAGES_TO_LAST_FLAG_LIST) {
        const halt = this.#flagsFirst("urgent");
        if (halt !== null) {
          this.#countAhead(index);
          return halt;
        }
      }
      const page = planned.page(this.#facts, this.#matters);
      if (page === null) continue;
      const answer = this.#answers[planned.id];
      if (answer === undefined || !fits(answer, page)) {
        this.#countAhead(index);
        this.#plannedAhead -= 1;
        return { kind: "question", page, turn: null };
      }
      this.#path.push({ page, answer });
      this.#facts = planned.apply(this.#facts, answer, page);
      const halt = this.#flagsFirst(index < PAGES_TO_LAST_FLAG_LIST ? "emergency" : "urgent");
      if (halt !== null) {
        this.#countAhead(index + 1);
        return halt;
      }
    }
    return null;
  }

  /** The pages chosen by gain: those answered, in the order they were chosen, then the next. */
  chosen(choose: QuestionChooser): Next {
    const { mostChosen, usuallyChosen } = this.#options;
    let asked = 0;
    let topic: TopicId | null = null;
    let left = usuallyChosen;
    for (const { pageId, answer } of answeredByTurn(this.#answers)) {
      const page = answeredPage(pageId, answer, this.#isOpen, this.#evidence);
      if (page === null || !fits(answer, page)) continue;
      asked++;
      left = Math.min(left, answer.turn?.left ?? left);
      topic = topicOfPage(page);
      this.#path.push({ page, answer });
      this.#facts = applyChosen(this.#facts, answer, page);
      const halt = this.#flagsFirst("urgent");
      if (halt !== null) return halt;
    }
    const candidates = asked < mostChosen ? this.#candidates() : [];
    const choice = candidates.length === 0 ? null : choose(this.#caseFile(), candidates, topic);
    if (choice === null) return { kind: "done" };
    // What was said to be left never grows again: the bar only moves on.
    const turn = { nth: nextTurn(this.#answers), left: Math.max(1, Math.min(choice.left, left)) };
    this.#chosenAhead = turn.left - 1;
    return { kind: "question", page: chosenPage(choice.findingIds, turn.nth, this.#evidence), turn };
  }

  state(next: Next): InterviewState {
    const done = this.#path.length;
    const isOver = next.kind !== "question";
    const ahead = isOver ? 0 : 1 + this.#plannedAhead + this.#chosenAhead;
    return {
      next,
      path: this.#path,
      caseFile: this.#caseFile(),
      triage: this.#triage(),
      progress: { done, total: done + ahead },
    };
  }

  /**
   * What the flags ask for before anything else: a confirming question that is not answered yet, or the stop, when an
   * emergency stands.
   *
   * @param least - Flags below this level wait.
   */
  #flagsFirst(least: "emergency" | "urgent"): Next | null {
    for (;;) {
      const flags = this.#triage().flags.filter(({ level }) => level === "emergency" || level === least);
      const page = flags
        .filter((flag) => !this.#confirmed.has(confirmPageId(flag)))
        .map((flag) => confirmPage(flag, this.#path, this.#evidence))
        .find((candidate) => candidate !== null);
      if (page === undefined || this.#isStanding(flags)) {
        return flags.some(({ level }) => level === "emergency") ? { kind: "stop" } : null;
      }
      const answer = this.#answers[page.id];
      if (answer === undefined || !fits(answer, page)) return { kind: "question", page, turn: null };
      this.#path.push({ page, answer });
      this.#confirmed = new Map([...this.#confirmed, [page.id, confirmationOf(answer)]]);
    }
  }

  /** Whether an emergency was asked about and stands: then nothing else is asked. */
  #isStanding(flags: Triage["flags"]): boolean {
    return flags.some((flag) => flag.level === "emergency" && this.#confirmed.has(confirmPageId(flag)));
  }

  #countAhead(from: number): void {
    const ahead = PLAN.slice(from);
    const single = ahead.filter(
      ({ shared, page }) => shared === undefined && page(this.#facts, this.#matters) !== null,
    );
    const shared = new Map(ahead.flatMap((planned) => (planned.shared ? [[planned.shared.id, planned.shared]] : [])));
    this.#plannedAhead = [...shared.values()].reduce(
      (sum, { pages }) => sum + pages(this.#facts, this.#matters),
      single.length,
    );
    this.#chosenAhead = this.#options.usuallyChosen;
  }

  readonly #isOpen = (findingId: string): boolean =>
    !this.#facts.values.has(findingId) && makesSense(findingId, this.#facts);

  #candidates(): readonly string[] {
    return [...this.#evidence.findings.values()]
      .filter((finding) => finding.askedOf === "patient" && finding.answerType === "yes/no")
      .filter(({ id }) => this.#isOpen(id))
      .map(({ id }) => id);
  }

  /** Whether a finding can decide a red-flag rule, and it is its turn. */
  readonly #matters = (findingId: string): boolean => {
    if (this.#mattering?.facts !== this.#facts) {
      const { states } = this.#knowledge().findings;
      this.#rules ??= openRules(this.#evidence);
      const ids = findingsToAsk(this.#rules, this.#evidence, {
        stateOf: (id) => states.get(id) ?? null,
        wasAsked: (id) => this.#facts.values.has(id),
        placeOf: placeInLists,
      });
      this.#mattering = { facts: this.#facts, ids };
    }
    return this.#mattering.ids.has(findingId);
  };

  #caseFile(): CaseFile {
    const { confirmations } = this.#knowledge();
    const caseFile = caseFromFacts(this.#facts, this.#evidence, this.#options.setting);
    return Object.keys(confirmations).length === 0 ? caseFile : { ...caseFile, confirmations };
  }

  #triage(): Triage {
    return this.#knowledge().triage;
  }

  #knowledge(): Knowledge {
    if (this.#known?.facts === this.#facts && this.#known.confirmed === this.#confirmed) return this.#known;
    const caseFile = caseFromFacts(this.#facts, this.#evidence, this.#options.setting);
    const findings = knownFindings(caseFile, this.#evidence);
    const open = withOpenExclusions(findings, this.#evidence);
    const bare = triage(open, this.#evidence);
    const confirmations = Object.fromEntries(
      bare.flags.flatMap((flag) => {
        const answer = this.#confirmed.get(confirmPageId(flag));
        return answer === undefined ? [] : [[flag.id, answer]];
      }),
    );
    this.#known = {
      facts: this.#facts,
      confirmed: this.#confirmed,
      findings,
      confirmations,
      triage: triage(open, this.#evidence, confirmations),
    };
    return this.#known;
  }
}

/** What follows from the answers so far. */
interface Knowledge {
  readonly facts: Facts;
  readonly confirmed: ReadonlyMap<string, ConfirmationAnswer>;
  readonly findings: KnownFindings;
  /** By flag: the answers that were given about just what raises it now. */
  readonly confirmations: Readonly<Record<string, ConfirmationAnswer>>;
  readonly triage: Triage;
}

/** Answers on chosen pages, by turn. */
function answeredByTurn(answers: InterviewAnswers): readonly { readonly pageId: string; readonly answer: Answer }[] {
  return Object.entries(answers)
    .filter(([, answer]) => answer.turn !== undefined)
    .map(([pageId, answer]) => ({ pageId, answer }))
    .sort((a, b) => (a.answer.turn?.nth ?? 0) - (b.answer.turn?.nth ?? 0) || (a.pageId < b.pageId ? -1 : 1));
}

function nextTurn(answers: InterviewAnswers): number {
  return 1 + Math.max(0, ...Object.values(answers).map((answer) => answer.turn?.nth ?? 0));
}
