import { expect, test } from "vitest";
import { citationText } from "./citation.ts";
import { describeCondition, describeEvidence, describeFinding } from "./evidence-entry.ts";
import { loadEvidence } from "./load-evidence.ts";
import { renderEntry } from "./render-entry.ts";

const evidence = loadEvidence();

test("a finding tells every condition it speaks about once, strongest first", () => {
  const { likelihoods, positiveWhen } = value(describeFinding(evidence, "e_block_mm"));
  expect(positiveWhen).toBe("at least 10 mm");
  // |ln 3.62| = 1.29, |ln 1.73| = 0.55, |ln 1.36| = 0.31
  expect(likelihoods.map(({ row }) => [row.conditionId, row.engineLrPos])).toEqual([
    ["lld_anatomical", 3.62],
    ["degen_scoliosis", 1.73],
    ["lld_functional", 1.36],
  ]);
  expect(likelihoods[0]!.citation).toMatch(/2014, J Rheumatol, doi:10\.3899\/jrheum/);
});

test("a strong negative result ranks with strong positive ones", () => {
  const { likelihoods } = value(describeCondition(evidence, "lss"));
  // e_konno7: LR+ 2.60, LR- 0.16, |ln 0.16| = 1.83 lies between ln 6.38 = 1.85 and ln 5.32 = 1.67.
  expect(likelihoods.slice(1, 4).map(({ row }) => row.findingId)).toEqual([
    "s_no_pain_seated",
    "e_konno7",
    "s_bend_forward_relief",
  ]);
});

test("every preferred row of the base is told from both of its ends", () => {
  const preferred = evidence.likelihoods.filter((row) => row.preferred).length;
  const fromFindings = [...evidence.findings.keys()].flatMap((id) => value(describeFinding(evidence, id)).likelihoods);
  const fromConditions = [...evidence.conditions.keys()].flatMap(
    (id) => value(describeCondition(evidence, id)).likelihoods,
  );
  expect(fromFindings).toHaveLength(preferred);
  expect(fromConditions).toHaveLength(preferred);
});

test("a finding names the rules that look at it, a condition those that suspect it", () => {
  expect(value(describeFinding(evidence, "self_harm_disclosed")).redFlags.map((flag) => flag.id)).toEqual(["rf24"]);
  expect(value(describeCondition(evidence, "cauda_equina")).redFlags.map((flag) => flag.id)).toContain("rf01");
});

test("a condition brings its links, the mechanisms behind them and its treatments", () => {
  const entry = value(describeCondition(evidence, "lss"));
  expect(entry.links).toMatchObject([{ direction: "descending", linkPrior: 0.658, posteriorCap: 0.97 }]);
  expect(entry.mechanisms.map(({ row }) => row.id)).toEqual(["m39"]);
  expect(entry.treatments.map(({ row }) => row.id)).toEqual(["t48", "t49", "t50"]);
});

test("an unknown id names the nearest of its kind", () => {
  expect(describeEvidence(evidence, "plantar_fascitis")).toMatchObject({
    ok: false,
    problems: [{ code: "evidence/unknown-id", hint: 'Did you mean "plantar_fasciitis"?' }],
  });
  expect(describeFinding(evidence, "s_bak_pain")).toMatchObject({
    problems: [{ hint: 'Did you mean "s_back_pain"?' }],
  });
  const [problem] = failure(describeCondition(evidence, "x"));
  expect(problem).not.toHaveProperty("hint");
});

test("a citation leads to the DOI, never to the mirror where an excerpt was seen", () => {
  expect(citationText(evidence.sources.get("suri2010")!)).toBe("Suri et al. 2010, JAMA, doi:10.1001/jama.2010.1833");
  for (const source of evidence.sources.values()) expect(citationText(source)).not.toMatch(/https?:/);
});

test("the printed entry spells out marks and says that the base is not validated", () => {
  const text = renderEntry(value(describeFinding(evidence, "e_block_mm")));
  expect(text).toContain("  positive         at least 10 mm\n");
  expect(text).toContain("seen             the figure was read in an excerpt of its source");
  expect(text).toMatch(/not clinically validated\. .*\.$/);
  // Columns stand under their titles.
  const lines = text.split("\n");
  const title = lines.find((line) => line.includes("LR+"))!;
  const row = lines.find((line) => line.includes("lld_anatomical"))!;
  expect(row.slice(title.indexOf("mark"))).toMatch(/^seen /);
  expect(row.slice(title.indexOf("condition"))).toMatch(/^lld_anatomical /);
  expect(row.slice(title.indexOf("LR-") - 1)).toMatch(/^0\.58 /);
});

test("every entry can be printed, without a trailing blank, an undefined or a lone dash for nothing", () => {
  const ids = [...evidence.findings.keys(), ...evidence.conditions.keys()];
  const faulty = ids.filter((id) =>
    /[ \t]$|undefined|null|NaN| -$/m.test(renderEntry(value(describeEvidence(evidence, id)))),
  );
  expect(faulty).toEqual([]);
});

function value<Value>(result: { ok: true; value: Value } | { ok: false }): Value {
  if (!result.ok) throw new Error("An entry was expected.");
  return result.value;
}

function failure<Problems>(result: { ok: true } | { ok: false; problems: Problems }): Problems {
  if (result.ok) throw new Error("A problem was expected.");
  return result.problems;
}
