import type { EvidenceBase, RuleExpression } from "@plumbline/evidence";
import type { KnownFindings } from "@plumbline/reasoning";

/**
 * What is known, for triage of someone nobody has examined: a finding that a red-flag rule only *excludes*
 * (`… and not e_pares_away`) counts as absent until it is known. Otherwise a dark spot on the sole could never raise its
 * flag before a clinician pared it, and "I don't know" would talk a blue toe down. This can only raise urgency. Such findings are marked as
 * derived: nobody looked for them.
 */
export function withOpenExclusions(known: KnownFindings, evidence: EvidenceBase): KnownFindings {
  const excluded = new Set<string>();
  const needed = new Set<string>();
  for (const { rule } of evidence.redFlags) sortFindings(rule, false, excluded, needed);
  const states = new Map(known.states);
  const derived = new Set(known.derived);
  for (const id of excluded) {
    if (needed.has(id) || states.has(id)) continue;
    states.set(id, false);
    derived.add(id);
  }
  return { ...known, states, derived };
}

function sortFindings(rule: RuleExpression, isNegated: boolean, excluded: Set<string>, needed: Set<string>): void {
  if (rule.kind === "finding") (isNegated ? excluded : needed).add(rule.id);
  else if (rule.kind === "not") sortFindings(rule.operand, !isNegated, excluded, needed);
  else for (const operand of rule.operands) sortFindings(operand, isNegated, excluded, needed);
}
