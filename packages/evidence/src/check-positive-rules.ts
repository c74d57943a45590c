import { nearestWord } from "@plumbline/clinical-model";
import type { Finding } from "./model.ts";
import { positiveRule } from "./positive-rule.ts";
import type { RowReader, TableReader } from "./row-reader.ts";

/** Every finding that can be evidence has a rule that code can apply to its kind of answer. */
export function checkPositiveRules(table: TableReader, findings: readonly Finding[]): void {
  findings.forEach((finding, index) => checkPositiveRule(table.row(index), finding));
}

function checkPositiveRule(row: RowReader, finding: Finding): void {
  const text = finding.positiveRule;
  if (finding.answerType === "yes/no" && text === "") {
    row.report("positive_rule", "evidence/positive-rule", "A yes/no finding needs to say which answer is positive.");
  }
  if (finding.answerType !== "yes/no" && text === "" && finding.note === "") {
    const message = `A ${finding.answerType} without a rule is context only; the note must say why it has none.`;
    row.report("note", "evidence/positive-rule", message, 'Or write a rule into positive_rule, like ">=10".');
  }
  const rule = positiveRule(finding);
  const isWholeRuleRead =
    rule.kind === "cut-offs" ? rule.cutOffs.length === text.split(";").length : rule.kind !== "none";
  if (text === "" || isWholeRuleRead) return;
  const near = nearestWord(text, finding.options);
  row.report(
    "positive_rule",
    "evidence/positive-rule",
    finding.answerType === "choice"
      ? `"${text}" is not one of the options ${finding.options.join(", ")}.`
      : `"${text}" is not a cut-off of a number, or a list of them.`,
    finding.answerType === "choice"
      ? near && `Did you mean "${near}"?`
      : 'Write it like ">=10", several with ; between them.',
  );
}
