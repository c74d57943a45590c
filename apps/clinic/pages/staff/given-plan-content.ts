import { chooseExercises } from "@plumbline/exercises";
import { addDays } from "@plumbline/scheduling";
import type { GivenPlanContent } from "../../store/index.ts";
import type { DecidedLine } from "./plan-line.tsx";

/**
 * What the patient is given of a decided plan: only lines a clinician has accepted or altered.
 *
 * @param today - `"2026-11-25"`: reviews are reckoned from here.
 */
export function givenPlanContent(
  lines: readonly DecidedLine[],
  options: { readonly urgent: readonly string[]; readonly clinician: string; readonly today: string },
): GivenPlanContent {
  const agreed = lines.filter(
    ({ decided, category }) =>
      (decided?.decision === "accepted" || decided?.decision === "altered") &&
      /exercise|physical therapy/.test(category),
  );
  return {
    exerciseIds: chooseExercises(agreed).map(({ id }) => id),
    clinician: options.clinician,
    urgent: options.urgent,
    lines: lines.flatMap(({ decided, intervention, patientName, dose, certainty, goal }) => {
      if (decided?.decision !== "accepted" && decided?.decision !== "altered") return [];
      const isAltered = decided.decision === "altered";
      return [
        {
          title: intervention,
          isFor: patientName,
          how: isAltered ? `What we agreed: ${decided.note}` : dose === "" ? "" : `How: ${dose}`,
          note: isAltered ? "" : decided.note,
          certainty,
          reviewDay: goal.reviewWeeks === null ? null : addDays(options.today, goal.reviewWeeks * 7),
          stopRule: goal.stopRule,
        },
      ];
    }),
  };
}
