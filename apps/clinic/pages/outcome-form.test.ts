import { FOOT_ITEMS } from "@plumbline/outcomes";
import { expect, test } from "vitest";
import { readOutcomeForm } from "./outcome-form.ts";

function form(fields: Readonly<Record<string, string>>): FormData {
  const sent = new FormData();
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  return sent;
}

test("what is left out was not asked: it is no zero, and a zero is an answer", () => {
  expect(readOutcomeForm(form({ "nprs-back": "0", "nprs-leg": "" }))).toEqual({
    content: { scores: { "nprs-back": 0 }, activities: [], footItems: {}, change: null },
  });
});

test("activities are the mean of those that are named and rated", () => {
  const read = readOutcomeForm(
    form({
      "activity-1": "Walk the dog",
      "rating-1": "4",
      "activity-2": "Garden",
      "rating-2": "7",
      "activity-3": "Sew",
    }),
  );
  expect(read).toMatchObject({ content: { scores: { psfs: 5.5 }, activities: [{ rating: 4 }, { rating: 7 }] } });
});

test.each([
  [{}, "nprs-back"],
  [{ "nprs-foot": "11" }, "nprs-foot"],
  [{ "nprs-foot": "2.5" }, "nprs-foot"],
  [{ rmdq: "25" }, "rmdq"],
  [{ "rating-2": "4" }, "activity-2"],
  [{ "foot-stand": "4" }, "foot-walk"],
  [{ change: "7" }, "change"],
])("what will not do is told at its field: %o", (fields, fieldId) => {
  const read = readOutcomeForm(form(fields));
  expect("faults" in read && read.faults.map((fault) => fault.fieldId)).toEqual([fieldId]);
});

test("six of the eight questions about the feet make a score", () => {
  const some = Object.fromEntries(FOOT_ITEMS.slice(0, 6).map(({ id }) => [`foot-${id}`, "3"]));
  expect(readOutcomeForm(form(some))).toMatchObject({ content: { scores: { "plb-foot": 3 } } });
});
