import { expect, test } from "vitest";
import { FOOT_CHECK_ROWS, readChartForm } from "./chart-form.ts";

function form(fields: Readonly<Record<string, string>>): FormData {
  const sent = new FormData();
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  return sent;
}

const everyFoot = (answer: string) =>
  Object.fromEntries(FOOT_CHECK_ROWS.flatMap(({ id }) => [`left-${id}`, `right-${id}`].map((name) => [name, answer])));

test.each([
  [{ kind: "problem", problem: " " }, "problem"],
  [{ kind: "problem", problem: "Heel pain", icd10: "heel" }, "icd10"],
  [{ kind: "medication", dose: "daily" }, "medication"],
  [{ kind: "allergy", reaction: "rash" }, "substance"],
  [{ kind: "note", note: "" }, "note"],
  [{ kind: "note", note: "", addendumTo: "n1" }, "note-n1"],
])("what is missing or wrong is told at its field: %o", (fields, fieldId) => {
  const read = readChartForm(form(fields), null);
  expect("faults" in read && read.faults.map((fault) => fault.fieldId)).toEqual([fieldId]);
});

test("a code is taken in either case, with and without its dot part", () => {
  for (const [typed, icd10] of [
    ["m72.2", "M72.2"],
    ["M545", undefined],
    ["M54", "M54"],
  ] as const) {
    const read = readChartForm(form({ kind: "problem", problem: "Pain", icd10: typed }), null);
    expect("sent" in read ? read.sent.content : undefined).toEqual(
      icd10 === undefined ? undefined : { text: "Pain", icd10 },
    );
  }
});

test("a foot check takes no field for no: each that nobody looked at is asked for", () => {
  const all = form({ kind: "foot-check", ...everyFoot("no"), endStageKidneyDisease: "no" });
  expect(readChartForm(all, null)).toMatchObject({ sent: { content: { feet: { left: { openSore: false } } } } });
  all.set("right-noPulses", "");
  const read = readChartForm(all, null);
  expect("faults" in read && read.faults).toEqual([
    { fieldId: "right-noPulses", message: "Say yes or no: no pulse felt, right foot." },
  ]);
});

test("a note keeps the assessment it stands beside", () => {
  const read = readChartForm(form({ kind: "note", note: "Seen.", direction: "local" }), "a1");
  expect(read).toEqual({
    sent: { kind: "note", content: { direction: "local", text: "Seen.", assessmentId: "a1", addendumTo: null } },
  });
});
