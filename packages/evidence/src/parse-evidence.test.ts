import { join } from "node:path";
import { problemText } from "@plumbline/clinical-model";
import { expect, test } from "vitest";
import { readData } from "../../../scripts/generate-evidence.ts";
import { parseCsv } from "./csv.ts";
import { parseEvidence } from "./parse-evidence.ts";

const { files, hash } = readData(join(import.meta.dirname, "../data"));
const shipped = parseEvidence(files, hash);
if (!shipped.ok) throw new Error(shipped.problems.map(problemText).join("\n"));
const base = shipped.value;

test("the shipped base holds as many rows as its manifest promises", () => {
  const manifest = JSON.parse(files["manifest.json"]!) as {
    readonly files: Readonly<Record<string, { rows: number }>>;
  };
  const rows = (table: string) => manifest.files[`${table}.csv`]!.rows;
  expect(base.conditions.size).toBe(rows("conditions"));
  expect(base.findings.size).toBe(rows("findings"));
  expect(base.likelihoods).toHaveLength(rows("likelihoods"));
  expect(base.redFlags).toHaveLength(rows("redflags"));
  expect(base.treatments).toHaveLength(rows("treatments"));
  expect(base.links).toHaveLength(rows("links"));
  expect(base.couplings).toHaveLength(rows("coupling"));
  expect(base.mechanisms.size).toBe(rows("mechanisms"));
  expect(base.outcomes.size).toBe(rows("outcomes"));
  expect(base.competitionGroups).toHaveLength(rows("competition_groups"));
  expect(base.sources.size).toBe(rows("sources"));
});

test("one row of each table arrives whole", () => {
  expect(base.conditions.get("flexible_flatfoot")).toMatchObject({
    region: "foot",
    isRedFlag: false,
    prior: { podiatry: 0.22, spine: 0.2, combined: 0.21 },
    pBackPainGiven: 0.07,
    prevalenceSourceKey: "pita2017",
  });
  expect(base.likelihoods[2]).toMatchObject({
    rowId: "L0003",
    sensitivity: 0.46,
    specificity: 0.93,
    interval: "LR+ 1.9-30",
    rawLrPos: 7.4,
    engineLrPos: 6.06,
    preferred: false,
  });
  expect(base.links[0]).toMatchObject({ conditionId: "flexible_flatfoot", linkPrior: 0.201, posteriorCap: 0.65 });
  expect(base.mechanisms.get("m01")).toMatchObject({
    causeId: "m_cpei_pronated",
    valueNum: 1.51,
    ciLow: 1.1,
    ciHigh: 2.07,
    participants: 1067,
    causalStrength: { value: 0.07, low: 0, high: 0.14 },
  });
  expect(base.parameters).toMatchObject({
    inhibitoryExponent: 0.7,
    showPosteriorAtLeast: 0.15,
    showLiftAtLeast: 1.5,
    neverDisplayAbove: 0.95,
    certaintyWords: { likely: 0.7, possible: 0.3, unlikely: 0.1 },
  });
});

test("ranges of mechanisms are written out: m01-m07;m13-m22;m68 are 7 + 10 + 1", () => {
  expect(base.links[0]!.mechanismIds).toHaveLength(18);
  expect(base.links[0]!.mechanismIds.slice(5, 9)).toEqual(["m06", "m07", "m13", "m14"]);
});

test("marks say what comes before a disease, what follows from age or sex, and what only one sex can have", () => {
  expect(base.findings.get("h_diabetes")!.actsAs).toBe("context");
  expect(base.findings.get("s_ankle_turn")!.actsAs).toBe("context");
  expect(base.findings.get("w_worn_outer")!.actsAs).toBe("effect");
  expect(base.findings.get("h_age_over70")!.derivedFrom).toEqual({
    kind: "age",
    cutOff: { comparison: ">", limit: 70, label: "" },
  });
  expect(base.findings.get("h_sex_female")!.derivedFrom).toEqual({ kind: "sex" });
  expect(base.conditions.get("prostatitis")!.onlySex).toBe("male");
  expect(base.conditions.get("lss")!.onlySex).toBeNull();
});

test("the urgency of every red flag is one of the words people see", () => {
  const levels = Object.groupBy(base.redFlags, (flag) => flag.level);
  expect(Object.keys(levels).sort()).toEqual(["emergency", "routine", "urgent"]);
  // rf19 "routine (<6 weeks)" and rf24 "variable"
  expect(levels.routine?.map((flag) => flag.id)).toEqual(["rf19", "rf24"]);
  expect(base.redFlags.find((flag) => flag.id === "rf24")!.levelByFinding).toEqual({
    self_harm_disclosed: "emergency",
    phq2_positive: "routine",
  });
});

test("the terms of a permission to ship item text are kept apart from the permission", () => {
  const own = [...base.outcomes.values()].filter((outcome) => outcome.shippingTerms === "own wording");
  expect(own).toHaveLength(2);
  expect(own.every((outcome) => outcome.mayShipItemText === "yes")).toBe(true);
});

test("the shipped base has no weak places of the kinds that can be seen by reading it", () => {
  expect(base.notices).toEqual([]);
});

/** What is weak; the file, the first cell of the row and the column to weaken; the new cell; the code; what is said. */
const WEAK: readonly (readonly [string, string, string, string, string])[] = [
  ["a red-flag condition without a rule", "conditions.csv pttd red_flag", "1", "no-red-flag-rule", "pttd"],
  ["a finding that is never positive", "findings.csv e_tape_mm positive_rule", "", "no-state", "never used"],
  ["a finding without a leak", "findings.csv e_block_mm leak_p", "", "no-state", "leak_p"],
  ["a pair that says nothing", "likelihoods.csv L0001 preferred", "0", "no-preferred-row", "lss and h_age_over70"],
  ["a reported ratio that is another", "likelihoods.csv L0010 lr_pos", "2.1", "figures-apart", "specificity give 4.33"],
  ["a cap below its prior", "links.csv link_rigid_flatfoot_ascending posterior_cap", "0.1", "cap-below-prior", "0.1"],
  ["a source seen nowhere", "sources.csv suri2010 url_seen", "", "no-address", "suri2010"],
];

test.each(WEAK)("%s is a notice with its place, and the base still loads", (_, place, value, code, says) => {
  const [file, row, column] = place.split(" ") as [string, string, string];
  const { text, line } = withCell(file, row, column, value);
  const result = parseEvidence({ ...files, [file]: text }, hash);
  if (!result.ok) throw new Error(result.problems.map(problemText).join("\n"));
  const there = result.value.notices.filter((notice) => notice.code === `evidence/${code}`);
  expect(there[0]?.path).toBe(`${file}:${line}:${column}`);
  expect(there[0]?.message).toContain(says);
});

test("a row that is kept off on purpose, and says so, is no weak place", () => {
  const note = withCell("likelihoods.csv", "L0001", "note", "kept off: the age counts by another band").text;
  const off = withCell("likelihoods.csv", "L0001", "preferred", "0", note).text;
  const result = parseEvidence({ ...files, "likelihoods.csv": off }, hash);
  expect(result.ok && result.value.notices).toEqual([]);
});

test("a corrected sensitivity changes the engine's ratio, and nothing else has to be edited", () => {
  const likelihood = (result: ReturnType<typeof parseEvidence>) =>
    result.ok ? result.value.likelihoods.find((row) => row.rowId === "L3392") : undefined;
  expect(likelihood(shipped)).toMatchObject({ sensitivity: 0.3, rawLrPos: 5, engineLrPos: 2.63, engineLrNeg: 0.838 });
  const edited = parseEvidence(
    { ...files, "likelihoods.csv": withCell("likelihoods.csv", "L3392", "sensitivity", "0.45").text },
    hash,
  );
  // 0.45 / 0.06 = 7.5 and 0.55 / 0.94 = 0.585; 7.5 ^ 0.6 = 3.35 and 0.585 ^ 0.6 = 0.725
  expect(likelihood(edited)).toMatchObject({ rawLrPos: 7.5, rawLrNeg: 0.585, engineLrPos: 3.35, engineLrNeg: 0.725 });
});

/** What is wrong; the file, the first cell of the row and the column to spoil; the new cell; the code; what is said. */
const PLANTED: readonly (readonly [string, string, string, string, string])[] = [
  ["a misspelt condition", "likelihoods.csv L0001 condition_id", "lsss", "broken-join", 'Did you mean "lss"?'],
  ["a misspelt finding", "likelihoods.csv L0001 finding_id", "h_age_ovr70", "broken-join", "h_age_over70"],
  ["a source that is not there", "likelihoods.csv L0001 source_key", "suri2010x", "broken-join", "suri2010"],
  ["a misspelt finding of a clue", "coupling.csv k01 finding_id", "h_foot_befor_back", "broken-join", "Did you"],
  ["a treatment of nothing", "treatments.csv t01 condition_id", "", "broken-join", "empty"],
  [
    "a member that is no condition",
    "competition_groups.csv heel_pain members",
    "radic_s1;radic_s9",
    "broken-join",
    "radic_s",
  ],
  ["a member twice", "competition_groups.csv heel_pain members", "radic_s1;radic_s1", "members", "named once"],
  [
    "a mechanism that is not there",
    "links.csv link_rigid_flatfoot_ascending mechanism_ids",
    "m70-m72",
    "broken-join",
    '"m72"',
  ],
  [
    "an end of a mechanism that nobody knows",
    "mechanisms.csv m01 effect_id",
    "back_pian",
    "broken-join",
    '"back_pain"',
  ],
  ["a condition without a source", "conditions.csv pttd prev_source_key", "kohls2008", "broken-join", "kohls2009"],
  ["a probability above 1", "conditions.csv pttd prior_spine_clinic", "1.2", "out-of-range", "0 to 1"],
  ["a leak in percent", "findings.csv s_back_pain leak_p", "30%", "not-a-number", "no units"],
  ["a ratio of zero", "coupling.csv k02 lr_if_no", "0", "out-of-range", "above 0"],
  ["a prior that is missing", "conditions.csv pttd prior_plumbline", "", "empty", "empty"],
  ["a mark that is none", "treatments.csv t02 mark", "sen", "unknown-word", 'Did you mean "seen"?'],
  [
    "a role that is none",
    "conditions.csv pttd role",
    "foot-origin mechanicl",
    "unknown-word",
    "foot-origin mechanical",
  ],
  ["a recommendation that is none", "treatments.csv t02 recommendation", "third_line", "unknown-word", "first_line"],
  [
    "a state the engine would turn round",
    "likelihoods.csv L0001 finding_state",
    "negative",
    "unknown-word",
    "positive",
  ],
  ["an id with a hyphen", "treatments.csv t02 id", "t-02", "id", "underscores"],
  ["an id that is a word of the rules", "findings.csv s_back_pain id", "atleast", "id", "are taken"],
  ["an id that stands twice", "coupling.csv k02 id", "k01", "duplicate", "line 2"],
  ["a finding called like a condition", "findings.csv phq2_positive id", "lss", "duplicate", "condition already"],
  ["a second preferred row", "likelihoods.csv L0009 preferred", "1", "preferred", "preferred"],
  ["ratios that contradict each other", "likelihoods.csv L0007 lr_neg", "1.6", "ratio", "same side"],
  ["a preferred row that only describes", "likelihoods.csv L0001 metric", "descriptive", "figures", "preferred to 0"],
  ["a metric without its figure", "likelihoods.csv L3392 sensitivity", "", "figures", "rests on it"],
  ["a gap that the leak cannot fill", "likelihoods.csv L0001 finding_id", "h_age_years", "figures", "leak_p"],
  [
    "a rule with a slip",
    "redflags.csv rf02 rule_expr",
    "r_progressive_weak orr s_painless_drop",
    "rule-syntax",
    "column 20",
  ],
  [
    "a rule on a finding that is not there",
    "redflags.csv rf24 rule_expr",
    "self_harm_disclosd or phq2_positive",
    "broken-join",
    "self_harm_disclosed",
  ],
  [
    "a rule that uses more than it lists",
    "redflags.csv rf24 finding_ids",
    "phq2_positive",
    "rule-findings",
    "self_harm_disclosed",
  ],
  [
    "a rule that lists more than it uses",
    "redflags.csv rf24 finding_ids",
    "phq2_positive;self_harm_disclosed;s_back_pain",
    "rule-findings",
    "never uses",
  ],
  ["words of urgency that are not the level's", "redflags.csv rf01 urgency", "routine", "urgency", "emergency"],
  ["a variable level that nobody explains", "redflags.csv rf02 urgency_level", "2", "urgency", "variable"],
  ["a flag that patients raise without its question", "redflags.csv rf01 confirm_question", "", "empty", "every row"],
  [
    "a question of more than one sentence",
    "redflags.csv rf01 confirm_question",
    "Is it new? Is it bad?",
    "confirmation",
    "one sentence",
  ],
  ["a question for a clinician’s flag", "redflags.csv rf61 confirm_question", "Is it new?", "confirmation", "nothing"],
  ["a cut-off without a number", "findings.csv e_block_mm positive_rule", ">=ten", "positive-rule", "not a cut-off"],
  [
    "a cut-off of which only half is read",
    "findings.csv e_block_mm positive_rule",
    ">=10 mm; unless old",
    "positive-rule",
    "cut-off",
  ],
  [
    "an option that is none",
    "findings.csv h_sex_female positive_rule",
    "femal",
    "positive-rule",
    'Did you mean "female"?',
  ],
  [
    "a finding that is neither cause nor effect",
    "findings.csv h_age_over70 acts_as",
    "cause",
    "unknown-word",
    "context",
  ],
  ["an age that is none", "findings.csv h_age_over70 derived_from", "age>old", "derived-from", "age>=50"],
  ["a sex that is none", "conditions.csv endometriosis only_sex", "femal", "unknown-word", 'Did you mean "female"?'],
  [
    "a result of itself",
    "cluster_results.csv e_gout_8 items",
    "e_gout_8;f_joint_red",
    "members",
    "none of them itself",
  ],
  [
    "a result of an item that is not there",
    "cluster_results.csv e_gout_8 items",
    "f_joint_rd;s_limp",
    "broken-join",
    "f_joint_red",
  ],
  ["a count of more than there are", "cluster_results.csv e_sij_3plus items_needed", "6", "out-of-range", "1 to 5"],
  ["a number without a rule or a reason", "findings.csv s_back_nprs note", "", "positive-rule", "must say why"],
  ["a choice without options", "findings.csv h_duration options_or_unit", "long", "options", "two options"],
  ["an interval beside its figure", "treatments.csv t01 ci_high", "-0.40", "interval", "out of order"],
  ["an address in place of a DOI", "sources.csv pita2017 doi", "https://doi.org/10.7860/x", "doi", "from the 10."],
  ["a PMID with letters", "sources.csv pita2017 pmid", "PMC123", "pmid", "digits"],
];

/** Codes told at a partner of the cell that was spoilt here. */
const AGREEING = new Set(["rule-findings", "interval", "figures"]);

test.each(PLANTED)("%s is told with file, line and column", (_, place, value, code, says) => {
  const [file, row, column] = place.split(" ") as [string, string, string];
  const { text, line } = withCell(file, row, column, value);
  const result = parseEvidence({ ...files, [file]: text }, hash);
  if (result.ok) throw new Error("The fault was not seen.");
  const texts = result.problems.map(
    (problem) => `${problem.code} ${problem.path} ${problem.message} ${problem.hint ?? ""}`,
  );
  const there = texts.filter((found) => found.startsWith(`evidence/${code} ${file}:${line}:`));
  expect(there.join("\n"), texts.join("\n")).toContain(says);
  // The place is the spoilt cell, or the cell that has to agree with it.
  expect(there.some((found) => found.includes(`:${line}:${column} `)) || AGREEING.has(code)).toBe(true);
});

test("all faults are told at once", () => {
  const spoilt = {
    ...files,
    "coupling.csv": withCell("coupling.csv", "k01", "mark", "sen").text,
    "treatments.csv": withCell("treatments.csv", "t01", "certainty", "hihg").text,
  };
  const result = parseEvidence(spoilt, hash);
  expect(result.ok ? [] : result.problems.map((problem) => problem.path)).toEqual([
    "coupling.csv:2:mark",
    "treatments.csv:2:certainty",
  ]);
});

test("a row that lost a quote is told by its line", () => {
  const text = files["coupling.csv"]!.replace('"LLD, flatfoot, equinus"', "LLD, flatfoot, equinus");
  const result = parseEvidence({ ...files, "coupling.csv": text }, hash);
  expect(result.ok ? [] : result.problems).toContainEqual({
    code: "evidence/row-length",
    path: "coupling.csv:7",
    message: "The row has 12 cells; the header has 10 columns.",
    hint: "A comma inside a text needs quotes around the text.",
  });
});

test("a column that was renamed is told with what stands in its place", () => {
  const text = files["coupling.csv"]!.replace("lr_if_yes", "lr_if_yess");
  const result = parseEvidence({ ...files, "coupling.csv": text }, hash);
  expect(result.ok ? [] : result.problems).toContainEqual({
    code: "evidence/missing-column",
    path: "coupling.csv:1",
    message: 'The column "lr_if_yes" is missing.',
    hint: 'Is "lr_if_yess" meant to be it?',
  });
});

test("a file that is not there is named", () => {
  const { "links.csv": _, ...others } = files;
  const result = parseEvidence(others, hash);
  expect(result.ok ? [] : result.problems).toMatchObject([{ code: "evidence/missing-file", path: "links.csv" }]);
});

test("a parameter that is missing is named by its path", () => {
  const text = files["engine_params.json"]!.replace('"never_display_above"', '"never_shown_above"');
  const result = parseEvidence({ ...files, "engine_params.json": text }, hash);
  expect(result.ok ? [] : result.problems).toMatchObject([
    { code: "evidence/parameter", path: "engine_params.json:report_rule.never_display_above" },
  ]);
});

test("a parameter out of its range is told with what stands there", () => {
  const text = files["engine_params.json"]!.replace('"unexplained_at_least": 0.05', '"unexplained_at_least": 5');
  const result = parseEvidence({ ...files, "engine_params.json": text }, hash);
  expect(result.ok ? [] : result.problems).toMatchObject([
    {
      path: "engine_params.json:guesses.unexplained_at_least",
      message: "A number from 0 to 1 is expected here, and 5 stands here.",
    },
  ]);
});

test("parameters that are not JSON are told as such", () => {
  const result = parseEvidence({ ...files, "engine_params.json": "{" }, hash);
  expect(result.ok ? [] : result.problems[0]).toMatchObject({ code: "evidence/json", path: "engine_params.json" });
});

/** The file with one cell changed, and the line of its row. Quotes are written where a spreadsheet would. */
function withCell(
  file: string,
  key: string,
  column: string,
  value: string,
  before = files[file]!,
): { text: string; line: number } {
  const table = parseCsv(file, before);
  const rowIndex = table.rows.findIndex((row) => row[0] === key);
  const columnIndex = table.columns.indexOf(column);
  if (rowIndex === -1 || columnIndex === -1) throw new RangeError(`${file} has no ${key} or no ${column}.`);
  const rows = table.rows.map((row, index) => (index === rowIndex ? row.with(columnIndex, value) : row));
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const text = [table.columns, ...rows].map((row) => row.map(quoted).join(",")).join("\n");
  return { text, line: table.lines[rowIndex]! };
}
