import { expect, test } from "vitest";
import { readExerciseLog } from "./exercise-log-form.ts";

const TODAY = "2026-11-25";

function read(fields: Readonly<Record<string, string>>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return readExerciseLog(form, ["bridge", "walking"], TODAY);
}

test("a row that was not filled in notes nothing, and no exercise that was not given is taken", () => {
  expect(read({ "pain-bridge": "", "done-side-plank": "yes" })).toEqual([]);
});

test("a tick, a pain or a worse morning notes the day; a pain means that it was done", () => {
  expect(read({ "done-bridge": "yes", "pain-bridge": "2", "pain-walking": "10" })).toEqual([
    { exerciseId: "bridge", day: TODAY, isDone: true, pain: 2, isWorseNextMorning: false },
    { exerciseId: "walking", day: TODAY, isDone: true, pain: 10, isWorseNextMorning: false },
  ]);
  expect(read({ "worse-bridge": "yes" })).toMatchObject([{ isDone: false, isWorseNextMorning: true }]);
  expect(read({ "done-bridge": "yes", "pain-bridge": "11" })).toMatchObject([{ pain: null }]);
});

test("taking back a tick notes that it was not done", () => {
  expect(read({ "was-bridge": "yes" })).toMatchObject([{ exerciseId: "bridge", isDone: false }]);
});
