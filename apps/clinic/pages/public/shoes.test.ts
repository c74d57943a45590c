import { SHOE_CHECKS } from "@plumbline/care-plan";
import { readingGrade } from "@plumbline/education";
import { expect, test } from "vitest";

test("every check of a shoe reads at grade 8 or lower", () => {
  for (const { id, title, how, ask, advice } of SHOE_CHECKS) {
    expect(readingGrade(`${title}. ${how} ${ask} ${advice}`), id).toBeLessThanOrEqual(8);
  }
});
