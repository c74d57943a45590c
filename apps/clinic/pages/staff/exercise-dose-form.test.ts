import { EXERCISES } from "@plumbline/exercises";
import { expect, test } from "vitest";
import { doseFieldId, doseFields, readDoses } from "./exercise-dose-form.ts";

const IDS = EXERCISES.map(({ id }) => id);

/** The form as the page shows it at first. */
function untouched(): FormData {
  const form = new FormData();
  for (const exercise of EXERCISES) {
    for (const { part, scale } of doseFields(exercise)) {
      form.set(doseFieldId(exercise.id, part), String(exercise.dose[part] / scale));
    }
  }
  return form;
}

test("the dose of every exercise of the library can be shown and sent back without a change", () => {
  expect(readDoses(untouched(), IDS)).toEqual({ doses: {}, errors: [] });
});

test("a changed dose is kept whole, minutes of walking as seconds", () => {
  const form = untouched();
  form.set("dose-walking-holdS", " 12 ");
  form.set("dose-plantar-fascia-stretch-sets", "2");
  const { doses, errors } = readDoses(form, ["walking"]);
  expect(errors).toEqual([]);
  const walking = EXERCISES.find(({ id }) => id === "walking")!;
  // What is not given has no dose either.
  expect(doses).toEqual({ walking: { ...walking.dose, holdS: 720 } });
});

test.each(["", "two", "2.5", "-1", "0", "8", "1e9"])(
  "days a week of “%s” are refused by name of the exercise",
  (typed) => {
    const form = untouched();
    form.set("dose-walking-daysAWeek", typed);
    expect(readDoses(form, ["walking"]).errors).toEqual([
      {
        fieldId: "dose-walking-daysAWeek",
        message: "Walk every day, days a week: write a whole number from 1 to 7.",
      },
    ]);
  },
);
