import type { PlanLine, Recommendation } from "@plumbline/clinical-model";

/** Lines of a plan as a clinician goes through them: what cannot wait, what to offer, what to leave. */
const GROUPS: readonly { readonly title: string; readonly recommendations: readonly Recommendation[] }[] = [
  { title: "Refer", recommendations: ["refer_emergency", "refer"] },
  { title: "Offer", recommendations: ["first_line", "second_line"] },
  { title: "Consider", recommendations: ["consider", "consider_if_linked"] },
  { title: "Not routinely", recommendations: ["do_not_routinely"] },
];

/** Groups without lines are left out; within a group the order of the plan is kept. */
export function planGroups<Line extends Pick<PlanLine, "recommendation">>(
  lines: readonly Line[],
): { readonly title: string; readonly lines: readonly Line[] }[] {
  return GROUPS.map(({ title, recommendations }) => ({
    title,
    lines: lines.filter(({ recommendation }) => recommendations.includes(recommendation)),
  })).filter(({ lines: own }) => own.length > 0);
}
