import { changeWords, OUTCOME_MEASURE_IDS, outcomeChange, outcomeMeasure } from "@plumbline/outcomes";
import type { OutcomeMeasureId } from "@plumbline/outcomes";
import type { EvidenceBase } from "@plumbline/evidence";
import type { OutcomeAnswer } from "../../store/index.ts";

export interface OutcomePoint {
  readonly atMs: number;
  readonly value: number;
}

/** One measure of a person over time, with what its change is worth. */
export interface OutcomeCourse {
  readonly id: OutcomeMeasureId;
  readonly name: string;
  readonly range: readonly [number, number];
  readonly better: "lower" | "higher";
  readonly points: readonly OutcomePoint[];
  /** Values that cannot be told from the first; null where the error is not known. */
  readonly unsure: readonly [from: number, to: number] | null;
  /** From here on the change since the first matters; null where nobody knows. */
  readonly goal: number | null;
  readonly change: string | null;
  readonly source: string;
}

/** Every measure that was answered once or more. @param answers - Oldest first. */
export function outcomeCourses(answers: readonly OutcomeAnswer[], evidence: EvidenceBase): OutcomeCourse[] {
  return OUTCOME_MEASURE_IDS.flatMap((id) => {
    const points = pointsOf(answers, id);
    const [first] = points;
    const latest = points.at(-1);
    if (first === undefined || latest === undefined) return [];
    const measure = outcomeMeasure(id, evidence);
    const { mdcPoints, mcidPoints, mcidShare, range, better } = measure;
    const within = (value: number) => Math.min(range[1], Math.max(range[0], value));
    const steps = [mcidPoints, mcidShare === null ? null : mcidShare * first.value].filter((step) => step !== null);
    // The smaller of the two matters already, once it is beyond error.
    const step = steps.length === 0 ? null : Math.max(Math.min(...steps), mdcPoints ?? 0);
    const goal = step === null ? null : better === "lower" ? first.value - step : first.value + step;
    return [
      {
        id,
        name: measure.name,
        range,
        better,
        points,
        unsure:
          mdcPoints === null ? null : ([within(first.value - mdcPoints), within(first.value + mdcPoints)] as const),
        // A goal off the scale cannot be reached, and is not drawn.
        goal: goal === null || goal < range[0] || goal > range[1] ? null : goal,
        change: points.length < 2 ? null : changeWords(outcomeChange(first.value, latest.value, measure)),
        source: measure.source,
      },
    ];
  });
}

/** The change of one measure over a treatment: from the last answer before its start, or the first after, to the newest. */
export function changeSince(
  answers: readonly OutcomeAnswer[],
  id: OutcomeMeasureId,
  sinceMs: number,
  evidence: EvidenceBase,
) {
  const points = pointsOf(answers, id);
  const first = points.findLast(({ atMs }) => atMs <= sinceMs) ?? points[0];
  const latest = points.at(-1);
  if (first === undefined || latest === undefined || latest === first) return null;
  return outcomeChange(first.value, latest.value, outcomeMeasure(id, evidence));
}

function pointsOf(answers: readonly OutcomeAnswer[], id: OutcomeMeasureId): OutcomePoint[] {
  return answers.flatMap(({ atMs, content }) => {
    const value = content.scores[id];
    return value === undefined ? [] : [{ atMs, value }];
  });
}
