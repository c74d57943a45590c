import type { CaseFile, ConfirmationAnswer, Setting, Triage } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { knownFindings, triage } from "@plumbline/reasoning";
import type { KnownFindings } from "@plumbline/reasoning";
import type { Answer, InterviewAnswers } from "./answer.ts";
import { findingsThatMatter, openRules } from "./can-matter.ts";
import type { OpenedRule } from "./can-matter.ts";
import { confirmationOf, confirmPage, confirmPageId } from "./confirm.ts";
import { caseFromFacts, NO_FACTS, withValues } from "./facts.ts";
import type { Facts } from "./facts.ts";
import { fits } from "./fits.ts";
import { findingPage } from "./finding-page.ts";
import { withOpenExclusions } from "../open-exclusions.ts";
import type { InterviewPage } from "./page.ts";
import { PAGES_TO_LAST_FLAG_LIST, PLAN } from "./plan.ts";
import { makesSense } from "./when-to-ask.ts";

/** Picks the finding that tells most, of those allowed; null when none is worth a page. */
export type QuestionChooser = (caseFile: CaseFile, candidates: readonly string[]) => string | null;

export interface InterviewOptions {
  readonly setting: Setting;
  /** Pages in all that we aim for. */
  readonly pagesAimedAt: number;
  /** At least and at most so many questions chosen by gain; between them, what is left of the aim. */
  readonly fewestChosen: number;
  readonly mostChosen: number;
}

/** A person of average patience answers about 28 pages in 5 to 10 minutes (a guess, to be measured). */
export const INTERVIEW_DEFAULTS: InterviewOptions = {
  setting: "combined",
  pagesAimedAt: 28,
  fewestChosen: 4,
  mostChosen: 12,
};

export interface AnsweredPage {
  readonly page: InterviewPage;
  readonly answer: Answer;
}

export interface InterviewState {
  /** What comes next: a question, the stop with what to do now, or nothing more to ask. */
  readonly next:
    | { readonly kind: "question"; readonly page: InterviewPage; readonly turn: number | null }
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
        this.#countAhead(index + 1);
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

  /** The questions chosen by gain: those answered, in the order they were chosen, then the next. */
  chosen(choose: QuestionChooser): Next {
    const limit = this.#chosenLimit();
    let asked = 0;
    for (const { findingId, answer } of answeredByTurn(this.#answers)) {
      const finding = this.#evidence.findings.get(findingId);
      if (finding === undefined || this.#facts.values.has(findingId) || !makesSense(findingId, this.#facts)) continue;
      const page = findingPage(finding);
      if (!fits(answer, page)) continue;
      asked++;
      this.#path.push({ page, answer });
      const value = answer.kind === "choice" ? answer.value === "yes" : null;
      this.#facts = withValues(this.#facts, [[findingId, value]]);
      const halt = this.#flagsFirst("urgent");
      if (halt !== null) return halt;
    }
    const candidates = asked < limit ? this.#candidates() : [];
    const chosen = candidates.length === 0 ? null : choose(this.#caseFile(), candidates);
    const finding = chosen === null ? undefined : this.#evidence.findings.get(chosen);
    if (finding === undefined) return { kind: "done" };
    this.#chosenAhead = limit - asked - 1;
    return { kind: "question", page: findingPage(finding), turn: nextTurn(this.#answers) };
  }

  state(next: Next): InterviewState {
    const done = this.#path.length;
    const isOver = next.kind !== "question";
    const ahead = isOver ? 0 : 1 + this.#plannedAhead + this.#chosenAhead;
    // Until the person has said where it hurts every page might apply; the aim is the better guess.
    const isEarly = !isOver && !this.#path.some(({ page }) => page.id === "where");
    return {
      next,
      path: this.#path,
      caseFile: this.#caseFile(),
      triage: this.#triage(),
      progress: { done, total: isEarly ? Math.min(done + ahead, this.#options.pagesAimedAt) : done + ahead },
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
    this.#plannedAhead = PLAN.slice(from).filter((planned) => planned.page(this.#facts, this.#matters) !== null).length;
    this.#chosenAhead = this.#chosenLimit();
  }

  #chosenLimit(): number {
    const { pagesAimedAt, fewestChosen, mostChosen } = this.#options;
    const planned = this.#path.filter(({ answer }) => answer.turn === undefined).length + this.#plannedAhead;
    return Math.min(mostChosen, Math.max(fewestChosen, pagesAimedAt - planned));
  }

  #candidates(): readonly string[] {
    return [...this.#evidence.findings.values()]
      .filter((finding) => finding.askedOf === "patient" && finding.answerType === "yes/no")
      .filter(({ id }) => !this.#facts.values.has(id) && makesSense(id, this.#facts))
      .map(({ id }) => id);
  }

  /** Whether a finding can still decide a red-flag rule. */
  readonly #matters = (findingId: string): boolean => {
    if (this.#mattering?.facts !== this.#facts) {
      const { states } = this.#knowledge().findings;
      this.#rules ??= openRules(this.#evidence);
      const ids = findingsThatMatter(this.#rules, this.#evidence, (id) => states.get(id) ?? null);
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

/** Answers of chosen questions, by turn. Their page id is the id of the finding. */
function answeredByTurn(answers: InterviewAnswers): readonly { readonly findingId: string; readonly answer: Answer }[] {
  return Object.entries(answers)
    .filter(([, answer]) => answer.turn !== undefined)
    .map(([findingId, answer]) => ({ findingId, answer }))
    .sort((a, b) => (a.answer.turn ?? 0) - (b.answer.turn ?? 0) || (a.findingId < b.findingId ? -1 : 1));
}

function nextTurn(answers: InterviewAnswers): number {
  return 1 + Math.max(0, ...Object.values(answers).map((answer) => answer.turn ?? 0));
}
