import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { complaintShares } from "./attribution.ts";
import type { ComplaintCauses } from "./complaint-frame.ts";
import { statedComplaints } from "./complaint-frame.ts";
import { COMPLAINTS, GROUPS_WITHOUT_COMPLAINT } from "./complaint-table.ts";

const evidence = loadEvidence();
const backPain = COMPLAINTS.find(({ id }) => id === "back_pain")!;

function causes(parts: Partial<Omit<ComplaintCauses, "ascending">>): ComplaintCauses {
  return {
    ascending: parts.causes?.filter(({ isAscending }) => isAscending) ?? [],
    complaint: backPain,
    weight: 1,
    causes: [],
    leak: 0.1,
    unexplainedAtLeast: 0.05,
    referenceWeight: 0,
    ...parts,
  };
}

test("causes share a complaint by −ln(1 − P · strength), with the leak beside them", () => {
  const { shares, unexplained } = complaintShares(
    causes({
      causes: [
        { condition: 0, direction: "local", strength: 0.9, isAscending: false },
        { condition: 1, direction: "none", strength: 0.5, isAscending: false },
      ],
    }),
    Float64Array.of(0.8, 0.2),
  );
  // −ln(1 − 0.72) = 1.27297, −ln(1 − 0.1) = 0.10536: 1.37833. The complaint has the probability 1 − 0.9 · 0.28 · 0.9 =
  // 0.7732, the leak a part of 0.1 / 0.7732 in it: −ln(1 − 0.12933) = 0.13849. Together 1.51682.
  expect(shares[0]).toBeCloseTo(1.27297 / 1.51682, 4);
  expect(shares[1]).toBeCloseTo(0.10536 / 1.51682, 4);
  expect(unexplained).toBeCloseTo(0.13849 / 1.51682, 4);
});

test("a lone link has the share of its estimate in the average person, and less once another source is raised", () => {
  const ascending = { condition: 0, direction: "foot-drives-back", strength: 0.5, isAscending: true } as const;
  const source = { condition: 1, direction: "local", strength: 1, isAscending: false } as const;
  const average = -Math.log(1 - 0.5);
  const shareOf = (sourceProbability: number) => {
    const frame = causes({ causes: [ascending, source], leak: 0, referenceWeight: average });
    const { shares, unexplained } = complaintShares(frame, Float64Array.of(0.6, sourceProbability));
    return shares[0]! / (1 - unexplained);
  };
  // Present 0.6, driving 0.5: 0.3.
  expect(shareOf(0.5)).toBeCloseTo(0.3, 9);
  expect(shareOf(0.9)).toBeLessThan(0.15);
});

test("many weak links do not add up past the strongest of them", () => {
  const weak = Array.from(
    { length: 10 },
    (_, condition) => ({ condition, direction: "foot-drives-back", strength: 0.1, isAscending: true }) as const,
  );
  const source = { condition: 10, direction: "local", strength: 1, isAscending: false } as const;
  const frame = causes({ causes: [...weak, source], leak: 0, referenceWeight: -Math.log(0.5) });
  const result = complaintShares(frame, new Float64Array(11).fill(0.5));
  expect(result.byDirection["foot-drives-back"] / (1 - result.unexplained)).toBeCloseTo(0.1 * (1 - 0.5 ** 10), 9);
});

test("something is always left unexplained", () => {
  const certain = causes({
    causes: [{ condition: 0, direction: "local", strength: 1, isAscending: false }],
    leak: 0,
  });
  expect(complaintShares(certain, Float64Array.of(0.999)).unexplained).toBeCloseTo(0.05, 9);
});

test("foot pain in general is a complaint only while no particular one is stated", () => {
  const ids = (...present: string[]) => statedComplaints(new Map(present.map((id) => [id, true]))).map(({ id }) => id);
  expect(ids("f_foot_pain")).toEqual(["foot_pain"]);
  expect(ids("f_foot_pain", "f_first_step")).toEqual(["heel_pain"]);
  expect(
    statedComplaints(
      new Map([
        ["f_foot_pain", true],
        ["f_first_step", true],
      ]),
      "f_foot_pain",
    ),
  ).toHaveLength(2);
  expect(ids("f_foot_pain", "s_back_pain")).toEqual(["back_pain", "foot_pain"]);
});

test("the complaint table names findings and groups of the base, and every group has a complaint", () => {
  const groups = new Set(COMPLAINTS.flatMap((complaint) => complaint.groups));
  for (const id of COMPLAINTS.flatMap((complaint) => complaint.statedBy))
    expect(evidence.findings.has(id), id).toBe(true);
  const known = new Set(evidence.competitionGroups.map(({ group }) => group));
  for (const group of groups) expect(known.has(group), group).toBe(true);
  for (const group of known) expect(groups.has(group) || GROUPS_WITHOUT_COMPLAINT.has(group), group).toBe(true);
});
