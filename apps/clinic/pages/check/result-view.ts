import { shownProbability } from "@plumbline/clinical-model";
import type {
  Assessment,
  CaseFile,
  CertaintyWord,
  ConditionResult,
  Contribution,
  FindingEntry,
  PlanLine,
  Recommendation,
} from "@plumbline/clinical-model";
import { isBySide } from "@plumbline/clinical-model";
import { COMPLAINTS, findingWords, isTickItem } from "@plumbline/assessment";
import type { EngineParameters, EvidenceBase } from "@plumbline/evidence";
import type { BodyPath, BodyPlace } from "../../ui/body-line.tsx";
import {
  CERTAINTY_WORDS,
  DIRECTION_ORDER,
  DIRECTION_WORDS,
  LAST_RESORT_WORDS,
  MARK_WORDS,
  NOTICE_WORDS,
  POOR_FIT_WORDS,
  RECOMMENDATION_WORDS,
  careText,
  inTenText,
  studyCertaintyText,
} from "./result-words.ts";

/** So many of each are shown: enough to see the pattern, few enough to read (a guess). */
const CONDITIONS_SHOWN = 5;
const REASONS_FOR = 3;
const REASONS_AGAINST = 2;
const CONDITIONS_EXPLAINED = 2;
const QUESTIONS_SHOWN = 4;
const TURNS_SHOWN = 3;
const FIRST_STEPS = 2;
const PLAN_LINES_SHOWN = 8;
/** A finding that moves the odds by less than a quarter says nothing to a reader (a guess). */
const SMALLEST_STEP = Math.log(1.25);

export interface Bar {
  readonly label: string;
  /** 0 to 100, for the width of the bar; the number is told in `inTen`. */
  readonly percent: number;
  readonly inTen: string;
  readonly certainty: string;
}

export interface Reason {
  readonly said: string;
  readonly moved: string;
  /** `"read in a study"`. */
  readonly mark: string;
  readonly sources: readonly { readonly text: string; readonly doi: string }[];
}

export interface ReasonGroup {
  readonly about: string;
  readonly up: readonly Reason[];
  readonly down: readonly Reason[];
}

export interface CareLine {
  readonly id: string;
  /** `"Exercise"`. */
  readonly kind: string;
  /** In the words of the treatment table, which are a clinician's. */
  readonly name: string;
  readonly forCondition: string;
  readonly advice: string;
  readonly isLittleUse: boolean;
  readonly because: string;
  readonly effect: string;
  readonly studies: string;
  readonly guideline: string;
  readonly dose: string;
  readonly caution: string;
  readonly mark: string;
}

/** One answer that would by itself make another direction the answer. */
interface Turn {
  readonly id: string;
  readonly text: string;
}

export interface ResultView {
  readonly flags: readonly { readonly id: string; readonly isUrgent: boolean; readonly message: string }[];
  readonly direction: {
    readonly answer: Assessment["direction"]["answer"];
    readonly headline: string;
    readonly sureness: string;
    readonly meaning: string;
    readonly marked: readonly BodyPlace[];
    readonly path: BodyPath;
    /** The picture in words. */
    readonly picture: string;
    readonly bars: readonly Bar[];
  };
  /** Nothing fits well: what is listed is not to be relied on. */
  readonly isWeak: boolean;
  /** Advice is enough for now. */
  readonly isSelfCare: boolean;
  /** What this person can begin with. */
  readonly first: readonly CareLine[];
  /** How sure we are, in sentences. */
  readonly sureness: readonly string[];
  readonly turns: readonly Turn[];
  readonly conditions: readonly (Bar & { readonly id: string })[];
  readonly reasons: readonly ReasonGroup[];
  readonly questions: readonly {
    readonly id: string;
    readonly text: string;
    readonly isTest: boolean;
  }[];
  readonly care: readonly CareLine[];
  readonly notices: readonly string[];
  readonly evidenceVersion: string;
}

/** A stored assessment as the patient reads it: the same figures in plain words, capped as the base demands. */
export function resultView(assessment: Assessment, caseFile: CaseFile, evidence: EvidenceBase): ResultView {
  const bar = (label: string, probability: number, certainty: CertaintyWord): Bar => {
    const shown = shownProbability(probability, evidence.parameters.neverDisplayAbove);
    return { label, percent: Math.round(shown * 100), inTen: inTenText(shown), certainty: CERTAINTY_WORDS[certainty] };
  };
  const reported = assessment.conditions
    .filter((condition) => condition.reported)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, CONDITIONS_SHOWN);
  const care = careLines(assessment.plan, evidence);
  return {
    flags: assessment.triage.flags
      .filter(({ patientMessage }) => patientMessage !== "")
      .map(({ id, level, patientMessage }) => ({
        id,
        isUrgent: level === "urgent" || level === "emergency",
        message: patientMessage,
      })),
    direction: directionView(assessment, bar),
    conditions: reported.map((condition) => ({
      id: condition.id,
      ...bar(condition.patientName, condition.posterior, condition.certainty),
    })),
    reasons: reasonGroups(assessment, caseFile, evidence, reported.slice(0, CONDITIONS_EXPLAINED)),
    questions: assessment.nextQuestions
      .map((question) => ({
        id: question.findingId,
        text: evidence.findings.get(question.findingId)?.questionPlain ?? question.text,
        isTest: question.askedOf === "clinician",
      }))
      .filter(({ id, text }) => isPlain(id, text))
      .slice(0, QUESTIONS_SHOWN),
    isWeak: assessment.fit.isPoor,
    isSelfCare: assessment.triage.level === "self-care" && !assessment.fit.isPoor,
    first: assessment.fit.isPoor
      ? []
      : care.filter(({ advice }) => advice === RECOMMENDATION_WORDS.first_line).slice(0, FIRST_STEPS),
    sureness: surenessSentences(reported[0], evidence.parameters),
    turns: turns(assessment, evidence),
    care,
    notices: [...new Set(assessment.notices.flatMap(({ code }) => NOTICE_WORDS[code] ?? []))],
    evidenceVersion: assessment.evidenceVersion,
  };
}

function directionView(
  { direction, fit, complaints }: Assessment,
  bar: (label: string, probability: number, certainty: CertaintyWord) => Bar,
): ResultView["direction"] {
  const { answer, certainty, probabilities } = direction;
  const words = DIRECTION_WORDS[answer];
  const howSure =
    answer === "cannot-tell"
      ? "No answer stands out."
      : `${CERTAINTY_WORDS[certainty]}: ${bar("", probabilities[answer], certainty).inTen}, by our figures.`;
  const told = {
    headline: certainty === "likely" ? words.likely : words.headline,
    sureness: howSure,
    meaning: words.meaning,
  };
  const { headline, sureness, meaning } = fit.isPoor ? POOR_FIT_WORDS : told;
  return {
    answer,
    headline,
    sureness,
    meaning,
    marked: words.marked ?? placesFelt(complaints),
    path: words.path,
    picture: words.picture,
    bars: DIRECTION_ORDER.map((each) => bar(DIRECTION_WORDS[each].short, probabilities[each], "possible")).sort(
      (a, b) => b.percent - a.percent,
    ),
  };
}

/** Where on the figure this person's complaints lie. */
function placesFelt(complaints: Assessment["complaints"]): readonly BodyPlace[] {
  const places = new Set(complaints.flatMap(({ id }) => COMPLAINTS.find((each) => each.id === id)?.place ?? []));
  return FIGURE_PLACES.flatMap(([place, figure]) => (places.has(place) ? [figure] : []));
}

const FIGURE_PLACES = [
  ["back", "back"],
  ["leg", "leg"],
  ["foot", "feet"],
] as const;

function surenessSentences(first: ConditionResult | undefined, parameters: EngineParameters): readonly string[] {
  const { certaintyWords, neverDisplayAbove } = parameters;
  const sentences = [
    `We say “likely” from ${wholeTenths(certaintyWords.likely)} in 10 on, and “possible” from ` +
      `${wholeTenths(certaintyWords.possible)} in 10 on. We are never fully sure.`,
  ];
  if (first === undefined) return sentences;
  if (first.interval !== null) {
    const { low, high } = first.interval;
    const [from, to] = [low, high].map((end) => inTenText(shownProbability(end, neverDisplayAbove)));
    if (from !== to) {
      sentences.push(
        `Our figures are not exact. For “${first.patientName}” the true number could be ${from}, or ${to}.`,
      );
    }
  }
  const { seen, recalled, "expert estimate": estimated } = first.evidenceMarks;
  const count = seen + recalled + estimated;
  if (count > 0) {
    const read =
      seen === 0 ? "None was read in a study." : `${seen} of them ${seen === 1 ? "was" : "were"} read in a study.`;
    sentences.push(
      `We used ${count} ${count === 1 ? "figure" : "figures"} for “${first.patientName}”. ${read}` +
        (seen === count ? "" : " The rest are not as firm."),
    );
  }
  return sentences;
}

function wholeTenths(probability: number): number {
  return Math.round(probability * 10);
}

/** What a person can answer or a clinician can look for that would turn the direction, in plain words. */
function turns({ turningPoints, fit }: Assessment, evidence: EvidenceBase): readonly Turn[] {
  if (fit.isPoor) return [];
  return turningPoints
    .flatMap((point) => {
      const words = findingWords(point.findingId, evidence);
      // A measure has no plain question; the clinician's page has it.
      if (point.of !== "direction" || !isPlain(point.findingId, words)) return [];
      const so = point.isReversal ? "turned out to be" : "is";
      const then = `the answer would be: ${lowerFirst(DIRECTION_WORDS[point.becomes].short)}.`;
      return [{ id: point.findingId, text: `If “${words}” ${so} ${point.value ? "a yes" : "a no"}, ${then}` }];
    })
    .slice(0, TURNS_SHOWN);
}

/** Whether the words are a question or a line a person ticks; the base names measures as a clinician does. */
function isPlain(findingId: string, words: string): boolean {
  return words.endsWith("?") || isTickItem(findingId);
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function reasonGroups(
  assessment: Assessment,
  caseFile: CaseFile,
  evidence: EvidenceBase,
  conditions: readonly { readonly id: string; readonly patientName: string }[],
): readonly ReasonGroup[] {
  const { answer } = assessment.direction;
  const targets = [
    ...(answer === "cannot-tell" ? [] : [{ target: `direction:${answer}`, about: DIRECTION_WORDS[answer].short }]),
    ...conditions.map(({ id, patientName }) => ({ target: id, about: patientName })),
  ];
  return targets.flatMap(({ target, about }) => {
    const moved = assessment.contributions
      .filter((each) => each.target === target && Math.abs(each.logOddsStep) >= SMALLEST_STEP)
      .sort((a, b) => Math.abs(b.logOddsStep) - Math.abs(a.logOddsStep));
    const reasons = (isUp: boolean) =>
      moved
        .filter((each) => each.logOddsStep > 0 === isUp)
        .slice(0, isUp ? REASONS_FOR : REASONS_AGAINST)
        .map((each) => reason(each, caseFile, evidence));
    const group = { about, up: reasons(true), down: reasons(false) };
    return group.up.length + group.down.length === 0 ? [] : [group];
  });
}

function reason(contribution: Contribution, caseFile: CaseFile, evidence: EvidenceBase): Reason {
  const cap = evidence.parameters.neverDisplayAbove;
  const before = inTenText(shownProbability(contribution.without, cap));
  const after = inTenText(shownProbability(contribution.with, cap));
  const isMore = contribution.logOddsStep > 0;
  const change = before === after ? "" : ` (from ${before} to ${after})`;
  return {
    said: saidText(contribution, caseFile, evidence),
    moved: `This makes it ${isMore ? "more" : "less"} likely${change}.`,
    mark: MARK_WORDS[contribution.mark],
    sources: [...new Set(contribution.sourceKeys)].flatMap((key) => {
      const source = evidence.sources.get(key);
      // The base's own judgement is told by the mark; it is not a source.
      if (source === undefined || key === "expert") return [];
      const parts = [source.authors, source.year, source.title, source.journal].filter((part) => part !== "");
      return [{ text: parts.join(". "), doi: source.doi }];
    }),
  };
}

function saidText({ findingId, findingName }: Contribution, caseFile: CaseFile, evidence: EvidenceBase): string {
  if (/^(h_age|age_)/.test(findingId))
    return caseFile.age === null ? `${findingName}.` : `You are ${caseFile.age} years old.`;
  if (findingId === "h_sex_female") return `Your sex at birth is ${caseFile.sex ?? "not known"}.`;
  const entry = caseFile.findings[findingId];
  const words = findingWords(findingId, evidence);
  if (entry === undefined) return `${findingName}.`;
  if (isTickItem(findingId)) return `You ${isAbsent(entry) ? "did not tick" : "ticked"} “${words}”.`;
  return `You said ${isAbsent(entry) ? "no" : "yes"} to “${words}”${words.endsWith("?") ? "" : "."}`;
}

function isAbsent(entry: FindingEntry): boolean {
  if (!isBySide(entry)) return entry === false;
  return entry.left !== true && entry.right !== true;
}

/** What helps comes first, what does little last: people come asking about it. */
const ADVICE_ORDER: readonly Recommendation[] = [
  "refer_emergency",
  "refer",
  "first_line",
  "second_line",
  "consider_if_linked",
  "consider",
  "do_not_routinely",
];

/** The table refers people to a surgeon when other care has failed: to the patient that comes after the other care. */
function isLastResort({ category, recommendation }: PlanLine): boolean {
  return category === "surgery" && recommendation === "refer";
}

function adviceRank(line: PlanLine): number {
  return isLastResort(line) ? ADVICE_ORDER.length : ADVICE_ORDER.indexOf(line.recommendation);
}

/** Short forms in the names of treatments, in words people know. */
const SHORT_FORMS: readonly (readonly [short: RegExp, words: string])[] = [
  [/\bLBP\b/g, "low back pain"],
  [/\bLLD\b/g, "leg length difference"],
  [/\bFPI >=6\b/g, "feet that roll in a lot"],
  [/\bAFO\b/g, "ankle-foot brace"],
  [/\bCBT\b/g, "talking therapy (CBT)"],
  [/\bNSAID\b/g, "pain and swelling tablets (NSAID)"],
];

function spelledOut(name: string): string {
  return SHORT_FORMS.reduce((text, [short, words]) => text.replace(short, words), name);
}

function careLines(plan: readonly PlanLine[], evidence: EvidenceBase): readonly CareLine[] {
  const ordered = [...plan].sort((a, b) => adviceRank(a) - adviceRank(b));
  const littleUse = ordered.filter(({ recommendation }) => recommendation === "do_not_routinely").slice(0, 2);
  const helpful = ordered
    .filter(({ recommendation }) => recommendation !== "do_not_routinely")
    .slice(0, PLAN_LINES_SHOWN - littleUse.length);
  return [...helpful, ...littleUse].map((line) => ({
    id: line.treatmentId,
    kind: careText(line.category),
    name: spelledOut(line.intervention),
    forCondition: evidence.conditions.get(line.conditionId)?.patientName ?? line.conditionName,
    advice: isLastResort(line) ? LAST_RESORT_WORDS : RECOMMENDATION_WORDS[line.recommendation],
    isLittleUse: line.recommendation === "do_not_routinely",
    because: line.because,
    effect: line.effect,
    studies: studyCertaintyText(line.certainty),
    guideline: line.guideline,
    dose: line.dose,
    caution: line.contraindications,
    mark: MARK_WORDS[line.mark],
  }));
}
