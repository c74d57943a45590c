import type { TriageLevel } from "@plumbline/clinical-model";
import { nearestWord } from "@plumbline/clinical-model";
import type { FlagConfirmation, RedFlag, RuleExpression } from "../model.ts";
import type { RowReader } from "../row-reader.ts";
import { canHold, findingsOfRule, parseRule } from "../rule-expression.ts";
import { TRIAGE_LEVEL_OF_URGENCY, URGENCY_WORDS, VARIABLE_LEVELS } from "../triage-level.ts";

export const RED_FLAG_COLUMNS = [
  "id",
  "flag",
  "definition",
  "finding_ids",
  "condition_id",
  "rule_expr",
  "action",
  "urgency",
  "urgency_level",
  "accuracy",
  "source_keys",
  "mark",
  "patient_message",
  "confirm_question",
  "confirm_leak_p",
  "confirm_mark",
] as const;

/** A question longer than this is not read to its end on a phone (a guess). */
const MOST_WORDS_OF_A_QUESTION = 25;

export function readRedFlag(
  row: RowReader,
  known: {
    readonly conditionIds: ReadonlySet<string>;
    readonly findingIds: ReadonlySet<string>;
    /** Of the findings, those a patient is asked. */
    readonly patientFindingIds: ReadonlySet<string>;
    readonly sourceKeys: ReadonlySet<string>;
  },
): RedFlag {
  const rule = readRule(row, known.findingIds);
  const sourceKeys = row.list("source_keys");
  if (sourceKeys.length === 0) row.requiredText("source_keys");
  for (const key of sourceKeys) row.checkReference("source_keys", key, known.sourceKeys, "sources.csv");
  return {
    id: row.id("id"),
    flag: row.requiredText("flag"),
    definition: row.requiredText("definition"),
    conditionId: row.reference("condition_id", known.conditionIds, "conditions.csv"),
    rule,
    ruleText: row.text("rule_expr"),
    action: row.requiredText("action"),
    urgency: row.requiredText("urgency"),
    ...readLevel(row, rule),
    accuracy: row.text("accuracy"),
    sourceKeys,
    mark: row.mark("mark"),
    patientMessage: row.requiredText("patient_message"),
    confirmation: readConfirmation(row, rule, known.patientFindingIds),
  };
}

/**
 * A rule that a patient's answers alone can make true needs its question; a rule that needs a clinician's finding has
 * none, for nobody could answer it. What only a clinician can find may be absent, so it opens a `not`.
 */
function readConfirmation(
  row: RowReader,
  rule: RuleExpression,
  patientFindingIds: ReadonlySet<string>,
): FlagConfirmation | null {
  const isPatientFacing = canHold(rule, (id, state) => !state || patientFindingIds.has(id));
  if (!isPatientFacing) {
    for (const column of ["confirm_question", "confirm_leak_p", "confirm_mark"]) {
      if (row.text(column) === "") continue;
      row.report(column, "evidence/confirmation", "Patients cannot raise this flag, so it has nothing to confirm.");
    }
    return null;
  }
  const question = row.requiredText("confirm_question");
  const words = question.split(/\s+/).length;
  if (question !== "" && (!/^[A-Z][^.?!]*\?$/.test(question) || words > MOST_WORDS_OF_A_QUESTION)) {
    row.report(
      "confirm_question",
      "evidence/confirmation",
      `A confirming question is one sentence of at most ${MOST_WORDS_OF_A_QUESTION} words that ends with a question mark; this has ${words} words.`,
    );
  }
  return {
    question,
    leakP: row.requiredProbability("confirm_leak_p"),
    mark: row.mark("confirm_mark"),
  };
}

/** The rule, each of whose findings is known and named in `finding_ids`, and the other way round. */
function readRule(row: RowReader, findingIds: ReadonlySet<string>): RuleExpression {
  const parsed = parseRule(row.text("rule_expr"));
  if (!parsed.ok) {
    for (const problem of parsed.problems) row.report("rule_expr", "evidence/rule-syntax", problem.message);
    return { kind: "finding", id: "" };
  }
  const used = findingsOfRule(parsed.value);
  const listed = row.list("finding_ids");
  for (const id of used) row.checkReference("rule_expr", id, findingIds, "findings.csv");
  for (const id of listed) row.checkReference("finding_ids", id, findingIds, "findings.csv");
  for (const id of used.filter((id) => !listed.includes(id))) {
    const near = nearestWord(id, listed);
    row.report(
      "finding_ids",
      "evidence/rule-findings",
      `The rule uses "${id}", which the list does not name.`,
      near === undefined ? "Add it to the list." : `Is "${near}" meant to be it?`,
    );
  }
  for (const id of listed.filter((id) => !used.includes(id))) {
    row.report("rule_expr", "evidence/rule-findings", `The list names "${id}", which the rule never uses.`);
  }
  return parsed.value;
}

function readLevel(row: RowReader, rule: RuleExpression): Pick<RedFlag, "level" | "levelByFinding"> {
  const urgencyLevel = row.oneOf("urgency_level", ["4", "3", "2", "1"]);
  const word = URGENCY_WORDS[urgencyLevel];
  if (!row.text("urgency").startsWith(word)) {
    row.report(
      "urgency",
      "evidence/urgency",
      `Level ${urgencyLevel} means "${word}", but the text says "${row.text("urgency")}".`,
    );
  }
  const level: TriageLevel = TRIAGE_LEVEL_OF_URGENCY[urgencyLevel];
  if (urgencyLevel !== "2") return { level, levelByFinding: null };

  const levelByFinding = VARIABLE_LEVELS[row.text("id")] ?? {};
  for (const id of findingsOfRule(rule)) {
    if (id in levelByFinding) continue;
    row.report(
      "urgency_level",
      "evidence/urgency",
      `A variable level needs to say what "${id}" brings.`,
      "Add it to VARIABLE_LEVELS in triage-level.ts.",
    );
  }
  return { level, levelByFinding };
}
