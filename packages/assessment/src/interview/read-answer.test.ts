import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ChecklistPage, NumberPage } from "./page.ts";
import { DONT_KNOW, NONE_OF_THESE, readAnswer } from "./read-answer.ts";

const list: ChecklistPage = {
  id: "list",
  kind: "checklist",
  question: "Any of these?",
  why: "",
  items: [
    { id: "r_fever", label: "Fever" },
    { id: "r_weight_loss", label: "Weight loss" },
  ],
};

const age: NumberPage = {
  id: "age",
  kind: "number",
  question: "How old?",
  why: "",
  unit: "years",
  min: 0,
  max: 120,
};

function codeOf(result: ReturnType<typeof readAnswer>): string | undefined {
  return result.ok ? undefined : result.problems[0]?.code;
}

test("a list remembers what was shown, so that only that can be a no", () => {
  expect(readAnswer(list, ["r_fever"], null)).toEqual({
    ok: true,
    value: { kind: "ticks", ticked: ["r_fever"], shown: ["r_fever", "r_weight_loss"], others: "no" },
  });
});

test("ticks beside I don't know are yes, and the rest is unknown", () => {
  const answer = readAnswer(list, ["r_fever", DONT_KNOW], null);
  expect(answer.ok && answer.value).toMatchObject({ ticked: ["r_fever"], others: "unknown" });
});

test("an empty form is no answer, and none of these beside a tick is a contradiction that names the tick", () => {
  expect(codeOf(readAnswer(list, [], null))).toBe("interview/no-answer");
  const both = readAnswer(list, ["r_fever", NONE_OF_THESE], null);
  expect(codeOf(both)).toBe("interview/contradiction");
  expect(both.ok ? "" : both.problems[0]?.message).toContain("“Fever”");
  expect(codeOf(readAnswer(list, [NONE_OF_THESE, DONT_KNOW], null))).toBe("interview/contradiction");
});

test("what the page does not offer is refused, not taken as none", () => {
  expect(codeOf(readAnswer(list, ["r_saddle_numb"], null))).toBe("interview/unknown-option");
});

test("a number is whole, in range, and not beside I don't know", () => {
  expect(readAnswer(age, [" 54 ", ""], null)).toEqual({ ok: true, value: { kind: "number", value: 54 } });
  expect(codeOf(readAnswer(age, ["5.5"], null))).toBe("interview/not-a-number");
  expect(codeOf(readAnswer(age, ["-3"], null))).toBe("interview/not-a-number");
  expect(codeOf(readAnswer(age, ["121"], null))).toBe("interview/out-of-range");
  expect(codeOf(readAnswer(age, ["54", DONT_KNOW], null))).toBe("interview/contradiction");
});

test("every problem code of the interview is in the README", () => {
  const source = readFileSync(new URL("./read-answer.ts", import.meta.url), "utf8");
  const codes = new Set([...source.matchAll(/problem\(page, "([\w-]+)"/g)].map((match) => `interview/${match[1]}`));
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const listed = new Set([...readme.matchAll(/`(interview\/[\w-]+)`/g)].map((match) => match[1]));
  expect([...listed].sort()).toEqual([...codes].sort());
});
