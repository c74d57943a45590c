import type {
  Assessment,
  CaseFile,
  Contribution,
  Direction,
  FindingEntry,
  ProvenanceMark,
} from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { entryWords } from "./finding-words.ts";
import { caseKey } from "./record-case.ts";
import { DIRECTION_WORDS } from "./result-words.ts";

/** Smaller moves are noise to a reader. */
const SMALLEST_MOVE = 0.01;
const CONCLUSIONS_SHOWN = 10;

export interface Concluded {
  readonly caseFile: CaseFile;
  readonly assessment: Assessment;
  readonly evidenceHash: string;
}

/** What became known, known otherwise, or was taken back; in words, null where it was not known. */
export interface FindingChange {
  readonly findingId: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface ConclusionMove {
  readonly target: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** The changed findings that moved it, strongest first. Empty when the engine names none. */
  readonly causes: readonly MoveCause[];
}

export interface MoveCause {
  readonly name: string;
  /** The conclusion with the finding and as it would be without. */
  readonly with: number;
  readonly without: number;
  readonly mark: ProvenanceMark;
  readonly sourceKeys: readonly string[];
  /** True when it counted before and does no longer. */
  readonly wasTakenBack: boolean;
}

export interface AssessmentChange {
  readonly findings: readonly FindingChange[];
  readonly answer: { readonly before: string; readonly after: string } | null;
  readonly moves: readonly ConclusionMove[];
  /** How many conclusions moved beyond those in `moves`. */
  readonly furtherMoves: number;
  /** Flags that fire now and did not, by name, and the reverse. */
  readonly flagsRaised: readonly string[];
  readonly flagsCleared: readonly string[];
  /** When the evidence base itself changed between the two. */
  readonly evidenceChanged: boolean;
}

/** What a newer assessment concludes otherwise than an earlier one, and which of the changed findings did it. */
export function compareAssessments(before: Concluded, after: Concluded, evidence: EvidenceBase): AssessmentChange {
  const findings = changedFindings(before.caseFile, after.caseFile, evidence);
  const moves = [
    ...directionMoves(before.assessment, after.assessment),
    ...conditionMoves(before.assessment, after.assessment),
  ]
    .filter((move) => Math.abs(move.after - move.before) >= SMALLEST_MOVE)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .map((move) => ({ ...move, causes: causesOf(move.target, before.assessment, after.assessment, findings) }));
  const flagsBefore = new Map(before.assessment.triage.flags.map(({ id, name }) => [id, name]));
  const flagsAfter = new Map(after.assessment.triage.flags.map(({ id, name }) => [id, name]));
  const answers = [before, after].map(({ assessment }) => DIRECTION_WORDS[assessment.direction.answer]);
  return {
    findings,
    answer: answers[0] === answers[1] ? null : { before: answers[0]!, after: answers[1]! },
    moves: moves.slice(0, CONCLUSIONS_SHOWN),
    furtherMoves: Math.max(0, moves.length - CONCLUSIONS_SHOWN),
    flagsRaised: [...flagsAfter].flatMap(([id, name]) => (flagsBefore.has(id) ? [] : [name])),
    flagsCleared: [...flagsBefore].flatMap(([id, name]) => (flagsAfter.has(id) ? [] : [name])),
    evidenceChanged: before.evidenceHash !== after.evidenceHash,
  };
}

function changedFindings(before: CaseFile, after: CaseFile, evidence: EvidenceBase): FindingChange[] {
  const ids = new Set([...Object.keys(before.findings), ...Object.keys(after.findings)]);
  return [...ids].flatMap((findingId) => {
    const earlier = before.findings[findingId];
    const later = after.findings[findingId];
    if (caseKey(earlier) === caseKey(later)) return [];
    const finding = evidence.findings.get(findingId);
    const words = (entry: FindingEntry | undefined) =>
      entry === undefined ? null : finding === undefined ? String(entry) : entryWords(finding, entry);
    return [
      {
        findingId,
        name: finding?.clinicianWording ?? findingId,
        before: words(earlier),
        after: words(later),
      },
    ];
  });
}

function directionMoves(before: Assessment, after: Assessment): Omit<ConclusionMove, "causes">[] {
  return (Object.keys(after.direction.probabilities) as Direction[]).map((direction) => ({
    target: `direction:${direction}`,
    name: `Direction: ${DIRECTION_WORDS[direction]}`,
    before: before.direction.probabilities[direction],
    after: after.direction.probabilities[direction],
  }));
}

function conditionMoves(before: Assessment, after: Assessment): Omit<ConclusionMove, "causes">[] {
  const earlier = new Map(before.conditions.map((condition) => [condition.id, condition]));
  return after.conditions.flatMap((condition) => {
    const was = earlier.get(condition.id);
    // A condition that neither side would name to the reader is not worth a line, whatever its move.
    if (was === undefined || !(was.reported || condition.reported)) return [];
    return [{ target: condition.id, name: condition.name, before: was.posterior, after: condition.posterior }];
  });
}

/**
 * A finding caused a move when it was changed, or when it speaks now and was silent before: a number that was entered
 * speaks through the states derived from it.
 */
function causesOf(
  target: string,
  before: Assessment,
  after: Assessment,
  changes: readonly FindingChange[],
): MoveCause[] {
  const changed = new Set(changes.map(({ findingId }) => findingId));
  const spokeBefore = new Set(before.contributions.map(({ findingId }) => findingId));
  const spokenNow = new Set(after.contributions.map(({ findingId }) => findingId));
  const about = (contributions: readonly Contribution[]) => contributions.filter((each) => each.target === target);
  const gained = about(after.contributions)
    .filter(({ findingId }) => changed.has(findingId) || !spokeBefore.has(findingId))
    .map((each) => causeFrom(each, false));
  const lost = about(before.contributions)
    .filter(({ findingId }) => changed.has(findingId) && !spokenNow.has(findingId))
    .map((each) => causeFrom(each, true));
  return [...gained, ...lost].sort((a, b) => Math.abs(b.with - b.without) - Math.abs(a.with - a.without));
}

function causeFrom(contribution: Contribution, wasTakenBack: boolean): MoveCause {
  const { findingName: name, mark, sourceKeys } = contribution;
  return { name, with: contribution.with, without: contribution.without, mark, sourceKeys, wasTakenBack };
}
