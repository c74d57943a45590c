import { TRIAGE_LEVELS } from "@plumbline/clinical-model";
import type { CaseFile, FiredFlag, FlagOverride, Triage, TriageLevel } from "@plumbline/clinical-model";
import { evaluateRule, findingsOfRule } from "@plumbline/evidence";
import type { EvidenceBase, RedFlag, RuleExpression } from "@plumbline/evidence";
import type { KnownFindings } from "./known-findings.ts";

/** Without any flag a person gets a visit. Whether advice is enough depends on the plan, which is made later. */
const BASE_LEVEL: TriageLevel = "routine";

/**
 * The red-flag rules of the base on what is known: plain logic, before and apart from every probability.
 * A rule fires only when what is known makes it true; an unknown finding is neither yes nor no. Flags raise the urgency
 * and never lower it.
 *
 * A flag is lifted by one thing only: a plain "no" to its confirming question, while its rule rests on what patients
 * answer. "Unknown", no answer, and every finding a clinician entered leave it standing. What was lifted is in
 * `overrides`.
 *
 * @param confirmations - By flag id. An answer for a flag whose rule is not true does nothing.
 */
export function triage(
  known: KnownFindings,
  evidence: EvidenceBase,
  confirmations: NonNullable<CaseFile["confirmations"]> = {},
): Triage {
  const stateOf = (id: string): boolean | null => known.states.get(id) ?? null;
  const flags: FiredFlag[] = [];
  const overrides: FlagOverride[] = [];
  for (const flag of evidence.redFlags) {
    if (evaluateRule(flag.rule, stateOf) !== true) continue;
    const fired = firedFlag(flag, stateOf);
    const isDenied = confirmations[flag.id] === "no" && restsOnPatient(flag.rule, known, evidence);
    const standing = isDenied ? leftAfterNo(flag, fired) : fired;
    if (standing !== null) flags.push(standing);
    if (standing === fired || flag.confirmation === null) continue;
    overrides.push({
      flagId: flag.id,
      name: flag.flag,
      level: fired.level,
      findingIds: fired.findingIds,
      question: flag.confirmation.question,
      answer: "no",
    });
  }
  // Stable: flags of one level stay in the order of the base.
  flags.sort((a, b) => urgencyRank(a.level) - urgencyRank(b.level));
  overrides.sort((a, b) => urgencyRank(a.level) - urgencyRank(b.level));
  const level = flags[0] === undefined ? BASE_LEVEL : moreUrgent(flags[0].level, BASE_LEVEL);
  return { level, flags, overrides };
}

function firedFlag(flag: RedFlag, stateOf: (id: string) => boolean | null): FiredFlag {
  const present = supports(flag.rule, stateOf).flatMap(({ id, state }) => (state ? [id] : []));
  return {
    id: flag.id,
    name: flag.flag,
    level: levelOf(flag, present),
    urgency: flag.urgency,
    findingIds: present,
    action: flag.action,
    patientMessage: flag.patientMessage,
    mark: flag.mark,
    sourceKeys: flag.sourceKeys,
  };
}

interface Support {
  readonly id: string;
  readonly state: boolean;
}

/** The findings that made the rule true, each with the state that did. Those in branches that do not hold made nothing true. */
function supports(rule: RuleExpression, stateOf: (id: string) => boolean | null): readonly Support[] {
  const found = new Map<string, boolean>();
  const visit = (part: RuleExpression, wanted: boolean): void => {
    if (evaluateRule(part, stateOf) !== wanted) return;
    if (part.kind === "finding") found.set(part.id, wanted);
    else if (part.kind === "not") visit(part.operand, !wanted);
    else for (const operand of part.operands) visit(operand, wanted);
  };
  visit(rule, true);
  return findingsOfRule(rule).flatMap((id) => {
    const state = found.get(id);
    return state === undefined ? [] : [{ id, state }];
  });
}

/**
 * Whether everything that made the rule true came from the patient: no finding of a clinician stands among it, neither
 * one that is present nor one that was looked for and is absent (`… and not e_pares_away`). An exclusion that nobody has
 * looked for is in `derived` and is no clinician's finding.
 */
function restsOnPatient(rule: RuleExpression, known: KnownFindings, evidence: EvidenceBase): boolean {
  return supports(rule, (id) => known.states.get(id) ?? null).every(
    ({ id, state }) => evidence.findings.get(id)?.askedOf === "patient" || (!state && known.derived.has(id)),
  );
}

/**
 * What stands after a "no". A flag without a question stands as it is. Where the level depends on the finding, the
 * question is about the gravest findings: those are lifted, and the flag stands at the level of the others.
 *
 * @returns null when nothing stands, the same object when nothing was lifted.
 */
function leftAfterNo(flag: RedFlag, fired: FiredFlag): FiredFlag | null {
  if (flag.confirmation === null) return fired;
  const levels = flag.levelByFinding;
  if (levels === null) return null;
  const gravest = Object.values(levels).reduce(moreUrgent, flag.level);
  const others = fired.findingIds.filter((id) => (levels[id] ?? flag.level) !== gravest);
  if (others.length === fired.findingIds.length) return fired;
  return others.length === 0 ? null : { ...fired, findingIds: others, level: levelOf(flag, others) };
}

function levelOf(flag: RedFlag, present: readonly string[]): TriageLevel {
  if (flag.levelByFinding === null) return flag.level;
  const levels = flag.levelByFinding;
  return present.map((id) => levels[id] ?? flag.level).reduce(moreUrgent, flag.level);
}

function moreUrgent(a: TriageLevel, b: TriageLevel): TriageLevel {
  return urgencyRank(a) <= urgencyRank(b) ? a : b;
}

function urgencyRank(level: TriageLevel): number {
  return TRIAGE_LEVELS.indexOf(level);
}
