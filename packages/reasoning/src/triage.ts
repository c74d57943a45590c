import { TRIAGE_LEVELS } from "@plumbline/clinical-model";
import type { FiredFlag, Triage, TriageLevel } from "@plumbline/clinical-model";
import { evaluateRule, findingsOfRule } from "@plumbline/evidence";
import type { EvidenceBase, RedFlag, RuleExpression } from "@plumbline/evidence";
import type { KnownFindings } from "./known-findings.ts";

/** Without any flag a person gets a visit. */
const BASE_LEVEL: TriageLevel = "routine";

/**
 * The red-flag rules of the base on what is known: plain logic, before and apart from every probability.
 * A rule fires only when what is known makes it true; an unknown finding is neither yes nor no. Flags raise the urgency
 * and never lower it.
 */
export function triage(known: KnownFindings, evidence: EvidenceBase): Triage {
  const stateOf = (id: string): boolean | null => known.states.get(id) ?? null;
  const flags = evidence.redFlags
    .filter((flag) => evaluateRule(flag.rule, stateOf) === true)
    .map((flag) => firedFlag(flag, stateOf));
  // Stable: flags of one level stay in the order of the base.
  flags.sort((a, b) => urgencyRank(a.level) - urgencyRank(b.level));
  const level = flags[0] === undefined ? BASE_LEVEL : moreUrgent(flags[0].level, BASE_LEVEL);
  return { level, flags };
}

function firedFlag(flag: RedFlag, stateOf: (id: string) => boolean | null): FiredFlag {
  const present = presentFindings(flag.rule, stateOf);
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

/**
 * The present findings that made the rule true. Those in branches that do not hold, and those under a `not`, made
 * nothing true and are left out.
 */
function presentFindings(rule: RuleExpression, stateOf: (id: string) => boolean | null): readonly string[] {
  const ids = new Set<string>();
  const visit = (part: RuleExpression): void => {
    if (part.kind === "not" || evaluateRule(part, stateOf) !== true) return;
    if (part.kind === "finding") ids.add(part.id);
    else part.operands.forEach(visit);
  };
  visit(rule);
  return findingsOfRule(rule).filter((id) => ids.has(id));
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
