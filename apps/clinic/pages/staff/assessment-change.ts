import type { Assessment, CaseFile, Direction, FindingEntry } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { evidenceRows } from "./evidence-rows.ts";
import type { EvidenceRow } from "./evidence-rows.ts";
import { entryWords } from "./finding-words.ts";
import { caseKey } from "./record-case.ts";
import { DIRECTION_WORDS } from "./result-words.ts";

/** Smaller moves are noise to a reader. */
const SMALLEST_MOVE = 0.01;
const SMALLEST_CAUSE = 0.005;
const CONCLUSIONS_SHOWN = 10;
/** Each costs one assessment; what is beyond goes into the last one together. */
const MOST_CAUSES = 6;

export interface Concluded {
  readonly caseFile: CaseFile;
  readonly assessment: Assessment;
  readonly evidenceHash: string;
}

/** What became known, known otherwise, or was taken back; in words, null where it was not known. */
interface FindingChange {
  readonly findingId: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface ConclusionMove {
  /** A condition id, or `"direction:<answer>"`. */
  readonly target: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** The changes that moved it, strongest first. */
  readonly causes: readonly MoveCause[];
}

/** Changed findings that tell of one thing (an arch index and the low arch read from it), taken together. */
export interface MoveCause {
  readonly names: readonly string[];
  /** The conclusion as it is, and as it would be had these findings not changed. */
  readonly with: number;
  readonly without: number;
  /** The strongest row of evidence behind it; null when it works through other conclusions only. */
  readonly row: EvidenceRow | null;
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
  /** Whether the evidence base itself changed between the two. */
  readonly evidenceChanged: boolean;
}

/**
 * What a newer assessment concludes otherwise than an earlier one, and which of the changed findings did it.
 *
 * A cause is found by undoing it: the newer case is worked out once more with those findings as they were before. So the
 * steps of several causes need not add up to the whole move.
 *
 * @param assess - Works out a case, with the evidence base of the newer assessment.
 */
export function compareAssessments(
  before: Concluded,
  after: Concluded,
  evidence: EvidenceBase,
  assess: (caseFile: CaseFile) => Assessment,
): AssessmentChange {
  const findings = changedFindings(before.caseFile, after.caseFile, evidence);
  const moved = movedConclusions(before.assessment, after.assessment);
  const undone =
    moved.length === 0
      ? []
      : changeGroups(findings, evidence).map((group) => ({
          group,
          assessment: assess(withUndone(group, before.caseFile, after.caseFile)),
        }));
  const moves = moved.slice(0, CONCLUSIONS_SHOWN).map((move) => ({
    ...move,
    causes: undone
      .map(({ group, assessment }) => ({
        names: group.map(({ name }) => name),
        with: move.after,
        without: valueOf(move.target, assessment) ?? move.after,
        row: strongestRow(move.target, group, before.caseFile, after.caseFile, evidence),
      }))
      .filter((cause) => Math.abs(cause.with - cause.without) >= SMALLEST_CAUSE)
      .sort((a, b) => Math.abs(b.with - b.without) - Math.abs(a.with - a.without)),
  }));
  const flagsBefore = new Map(before.assessment.triage.flags.map(({ id, name }) => [id, name]));
  const flagsAfter = new Map(after.assessment.triage.flags.map(({ id, name }) => [id, name]));
  const was = before.assessment.direction.answer;
  const is = after.assessment.direction.answer;
  return {
    findings,
    answer: was === is ? null : { before: DIRECTION_WORDS[was], after: DIRECTION_WORDS[is] },
    moves,
    furtherMoves: moved.length - moves.length,
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
    return [{ findingId, name: finding?.clinicianWording ?? findingId, before: words(earlier), after: words(later) }];
  });
}

/** Findings of one dependency cluster speak of one thing and are undone together. */
function changeGroups(changes: readonly FindingChange[], evidence: EvidenceBase): FindingChange[][] {
  const groups = new Map<string, FindingChange[]>();
  for (const change of changes) {
    const cluster = evidence.findings.get(change.findingId)?.dependencyCluster ?? change.findingId;
    groups.set(cluster, [...(groups.get(cluster) ?? []), change]);
  }
  const all = [...groups.values()];
  return all.length <= MOST_CAUSES ? all : [...all.slice(0, MOST_CAUSES - 1), all.slice(MOST_CAUSES - 1).flat()];
}

function withUndone(group: readonly FindingChange[], before: CaseFile, after: CaseFile): CaseFile {
  const findings: Record<string, FindingEntry> = { ...after.findings };
  for (const { findingId } of group) {
    const earlier = before.findings[findingId];
    if (earlier === undefined) delete findings[findingId];
    else findings[findingId] = earlier;
  }
  return { ...after, findings };
}

function movedConclusions(before: Assessment, after: Assessment): Omit<ConclusionMove, "causes">[] {
  const directions = (Object.keys(after.direction.probabilities) as Direction[]).map((direction) => ({
    target: `direction:${direction}`,
    name: `Direction: ${DIRECTION_WORDS[direction]}`,
    before: before.direction.probabilities[direction],
    after: after.direction.probabilities[direction],
  }));
  const earlier = new Map(before.conditions.map((condition) => [condition.id, condition]));
  const conditions = after.conditions.flatMap((condition) => {
    const was = earlier.get(condition.id);
    // A condition that neither would name to the reader is not worth a line, whatever its move.
    if (was === undefined || !(was.reported || condition.reported)) return [];
    return [{ target: condition.id, name: condition.name, before: was.posterior, after: condition.posterior }];
  });
  return [...directions, ...conditions]
    .filter((move) => Math.abs(move.after - move.before) >= SMALLEST_MOVE)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

function valueOf(target: string, assessment: Assessment): number | undefined {
  return target.startsWith("direction:")
    ? assessment.direction.probabilities[target.slice("direction:".length) as Direction]
    : assessment.conditions.find(({ id }) => id === target)?.posterior;
}

function strongestRow(
  target: string,
  group: readonly FindingChange[],
  before: CaseFile,
  after: CaseFile,
  evidence: EvidenceBase,
): EvidenceRow | null {
  const ids = new Set(group.map(({ findingId }) => findingId));
  const known = { ...after, findings: { ...before.findings, ...after.findings } };
  const [strongest] = evidenceRows(
    known,
    evidence,
    (row) => ids.has(row.findingId) && (target.startsWith("direction:") || row.conditionId === target),
  );
  return strongest ?? null;
}
