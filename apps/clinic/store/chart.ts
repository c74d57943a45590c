import { randomUUID } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import type { DirectionAnswer } from "@plumbline/clinical-model";
import type { FootCheck } from "@plumbline/orthotic";
import type { Schema } from "./schema.ts";

/** FHIR: Condition, MedicationStatement, AllergyIntolerance, Observation, ClinicalImpression. */
export type ChartKind = keyof ChartContent;

/** `ended`: no longer so. `entered-in-error`: never was so; kept to be read, and counts for nothing. */
export type ChartState = "active" | "ended" | "entered-in-error";

export interface ChartContent {
  readonly problem: { readonly text: string; readonly icd10: string };
  readonly medication: { readonly text: string; readonly dose: string };
  /** Materials of device covers too: leather, neoprene, latex, adhesives. */
  readonly allergy: { readonly substance: string; readonly reaction: string };
  readonly "foot-check": FootCheck & { readonly note: string };
  readonly note: {
    /** What the clinician takes to be the case; null when left open. */
    readonly direction: DirectionAnswer | null;
    readonly text: string;
    /** The newest assessment when the note was signed, so that both can be read side by side. */
    readonly assessmentId: string | null;
    /** The item this adds to; a signed note is not written over. */
    readonly addendumTo: string | null;
  };
}

/** An item of the chart as it stands now. */
export type ChartItem = {
  readonly [Kind in ChartKind]: {
    readonly itemId: string;
    readonly kind: Kind;
    readonly content: ChartContent[Kind];
    readonly state: ChartState;
    readonly by: string;
    readonly atMs: number;
    /** When it was entered first; `by` and `atMs` are of the newest entry. */
    readonly firstAtMs: number;
  };
}[ChartKind];

interface Entered {
  readonly patientId: string;
  readonly by: string;
  readonly nowMs: number;
}

/** Adds an item. Call within the transaction of its audit line. */
export async function addChartItem<Kind extends ChartKind>(
  db: Kysely<Schema>,
  item: Entered & { readonly kind: Kind; readonly content: ChartContent[Kind] },
): Promise<{ readonly itemId: string }> {
  const itemId = randomUUID();
  await insert(db, { ...item, itemId, state: "active" });
  return { itemId };
}

/**
 * Says of an item that it has ended, was never so, or is so again; the earlier entry stays. A note is signed: it can be
 * withdrawn as an error and taken back, and only who signed it may.
 *
 * @returns False when the patient has no such item, or it is somebody else's note.
 */
export async function setChartState(
  db: Kysely<Schema>,
  change: Entered & { readonly itemId: string; readonly state: ChartState },
): Promise<boolean> {
  const newest = await db
    .selectFrom("chart_entry")
    .selectAll()
    .where("item_id", "=", change.itemId)
    .where("patient_id", "=", change.patientId)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return false;
  if (newest.kind === "note" && (newest.entered_by !== change.by || change.state === "ended")) return false;
  if (newest.state !== change.state) {
    await insert(db, { ...change, kind: newest.kind, content: newest.content });
  }
  return true;
}

/** Every item of a patient as it stands now, the newest entry first. */
export async function chartOf(db: Kysely<Schema>, patientId: string): Promise<ChartItem[]> {
  const rows = await db
    .selectFrom("chart_entry")
    .selectAll()
    .where("patient_id", "=", patientId)
    .orderBy("seq", "desc")
    .execute();
  return [...Map.groupBy(rows, ({ item_id }) => item_id).values()].map((entries) =>
    itemOf(entries[0]!, entries.at(-1)!),
  );
}

/** The newest check of a patient's feet that counts. */
export async function latestFootCheck(
  db: Kysely<Schema>,
  patientId: string,
): Promise<Extract<ChartItem, { kind: "foot-check" }> | null> {
  const checks = (await chartOf(db, patientId)).flatMap((item) =>
    item.kind === "foot-check" && item.state === "active" ? [item] : [],
  );
  return checks.toSorted((a, b) => b.firstAtMs - a.firstAtMs)[0] ?? null;
}

async function insert(
  db: Kysely<Schema>,
  entry: Entered & {
    readonly itemId: string;
    readonly kind: ChartKind;
    readonly content: unknown;
    readonly state: ChartState;
  },
): Promise<void> {
  await db
    .insertInto("chart_entry")
    .values({
      id: randomUUID(),
      item_id: entry.itemId,
      patient_id: entry.patientId,
      kind: entry.kind,
      content: JSON.stringify(entry.content),
      state: entry.state,
      entered_by: entry.by,
      entered_at: new Date(entry.nowMs),
    })
    .execute();
}

type Row = Selectable<Schema["chart_entry"]>;

function itemOf(newest: Row, first: Row): ChartItem {
  return {
    itemId: newest.item_id,
    kind: newest.kind,
    // Written by `addChartItem`, which ties the two.
    content: newest.content,
    state: newest.state,
    by: newest.entered_by,
    atMs: newest.entered_at.getTime(),
    firstAtMs: first.entered_at.getTime(),
  } as ChartItem;
}
