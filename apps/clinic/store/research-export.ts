import { createHmac, randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Assessment, FindingEntry } from "@plumbline/clinical-model";
import { assessmentsOf } from "./assessments.ts";
import { outcomeAnswersOf } from "./outcomes.ts";
import type { OutcomeContent } from "./outcomes.ts";
import type { Schema } from "./schema.ts";

const DAY_MS = 86_400_000;
/** Ages above this are one group (45 CFR 164.514(b)(2)(i)(C)). */
const OLDEST = 90;
const AGE_BAND = 5;

/** One person as research gets them: nothing that names them, no day, no place, no words that anybody typed. */
export interface ResearchRow {
  readonly schemaVersion: 1;
  /** Random for each export: two exports cannot be joined by it. */
  readonly person: string;
  /** `"50-54"`, `"90+"`; null when not known. */
  readonly ageBand: string | null;
  readonly sex: "female" | "male" | null;
  readonly assessments: readonly {
    /** Days since the first assessment of this person. */
    readonly day: number;
    readonly evidenceVersion: string;
    readonly evidenceHash: string;
    readonly setting: string;
    readonly findings: Readonly<Record<string, FindingEntry>>;
    readonly triage: string;
    readonly direction: Assessment["direction"]["probabilities"];
    readonly conditions: Readonly<Record<string, number>>;
  }[];
  readonly outcomes: readonly {
    readonly day: number;
    readonly scores: OutcomeContent["scores"];
    readonly footItems: OutcomeContent["footItems"];
    readonly change: number | null;
  }[];
  /** The last word on each line of a plan. */
  readonly decisions: Readonly<Record<string, string>>;
}

/**
 * Everybody who has an assessment, without the eighteen identifiers of the Safe Harbor method (45 CFR 164.514(b)(2)): no
 * names, places, days, numbers or addresses, ages in bands of five years and one band from 90 on. Words that were typed
 * are left out, since they may hold any of these. Made-up people are left out unless they are all there is.
 *
 * Safe Harbor is not anonymity: rare findings together can still point to a person. Who gets the file signs for it.
 */
export async function* researchRows(
  db: Kysely<Schema>,
  { includesMadeUp }: { readonly includesMadeUp: boolean },
): AsyncGenerator<ResearchRow> {
  const key = randomBytes(32);
  let people = db.selectFrom("patient").select(["id", "sex"]).where("merged_into", "is", null);
  if (!includesMadeUp) people = people.where("is_made_up", "=", false);
  const rows = await people.execute();
  const nameless = rows.map((row) => ({
    ...row,
    person: createHmac("sha256", key).update(row.id).digest("hex").slice(0, 16),
  }));
  // In the order of the new names: the order of the table would tell who came first.
  nameless.sort((a, b) => (a.person < b.person ? -1 : 1));
  for (const { id, sex, person } of nameless) {
    const assessments = (await assessmentsOf(db, id)).toReversed();
    const [first] = assessments;
    if (first === undefined) continue;
    const dayOf = (atMs: number) => Math.floor((atMs - first.createdAtMs) / DAY_MS);
    const [outcomes, decisions] = await Promise.all([
      outcomeAnswersOf(db, id),
      db
        .selectFrom("plan_decision")
        .select(["treatment_id", "decision"])
        .where("patient_id", "=", id)
        .orderBy("seq")
        .execute(),
    ]);
    yield {
      schemaVersion: 1,
      person,
      ageBand: ageBand(first.caseFile.age),
      sex,
      assessments: assessments.map(({ caseFile, assessment, evidenceVersion, evidenceHash, createdAtMs }) => ({
        day: dayOf(createdAtMs),
        evidenceVersion,
        evidenceHash,
        setting: caseFile.setting,
        findings: caseFile.findings,
        triage: assessment.triage.level,
        direction: assessment.direction.probabilities,
        conditions: Object.fromEntries(
          assessment.conditions.map(({ id: condition, posterior }) => [condition, posterior]),
        ),
      })),
      outcomes: outcomes.map(({ atMs, content }) => ({
        day: dayOf(atMs),
        scores: content.scores,
        footItems: content.footItems,
        change: content.change,
      })),
      decisions: Object.fromEntries(decisions.map(({ treatment_id, decision }) => [treatment_id, decision])),
    };
  }
}

export function ageBand(age: number | null): string | null {
  if (age === null) return null;
  if (age >= OLDEST) return `${OLDEST}+`;
  const from = Math.floor(age / AGE_BAND) * AGE_BAND;
  return `${from}-${from + AGE_BAND - 1}`;
}
