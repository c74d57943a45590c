import type { CaseFile, ConditionResult, DirectionAnswer } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { knownFindings } from "./known-findings.ts";
import { conclusions } from "./reason.ts";

/** What would be concluded after one test. */
export interface TestOutcome {
  readonly direction: DirectionAnswer;
  /** First in rank. */
  readonly leading: Pick<ConditionResult, "id" | "name" | "posterior">;
}

export interface TestOutlook {
  /** The condition that the two results would set furthest apart, with its probability after each. */
  readonly moved: { readonly name: string; readonly ifPresent: number; readonly ifAbsent: number };
  readonly ifPresent: TestOutcome;
  readonly ifAbsent: TestOutcome;
}

/** What either result of a test would mean for this person, worked out in full. */
export function testOutlook(caseFile: CaseFile, findingId: string, evidence: EvidenceBase): TestOutlook {
  const known = knownFindings(caseFile, evidence);
  const after = (state: boolean): ReturnType<typeof conclusions> =>
    conclusions(caseFile, { ...known, states: new Map(known.states).set(findingId, state) }, evidence);
  const [present, absent] = [after(true), after(false)];
  const ifAbsent = new Map(absent.conditions.map(({ id, posterior }) => [id, posterior]));
  const apart = present.conditions.map(({ id, name, posterior }) => ({
    name,
    ifPresent: posterior,
    ifAbsent: ifAbsent.get(id)!,
  }));
  const by = (moved: TestOutlook["moved"]): number => Math.abs(moved.ifPresent - moved.ifAbsent);
  return {
    moved: apart.reduce((most, one) => (by(one) > by(most) ? one : most)),
    ifPresent: outcome(present),
    ifAbsent: outcome(absent),
  };
}

function outcome({ direction, conditions }: ReturnType<typeof conclusions>): TestOutcome {
  const { id, name, posterior } = conditions[0]!;
  return { direction: direction.answer, leading: { id, name, posterior } };
}
