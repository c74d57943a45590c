import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Side } from "@plumbline/clinical-model";
import type { OrthoticEventKind } from "./orthotic-events.ts";
import type { Schema } from "./schema.ts";

/** Bytes of an order that are kept in the recording store, by their hash. */
export interface OrthoticFiles {
  readonly threeMf: string;
  readonly stl: string;
  readonly png: string;
  /** The scan it was built on; null when measures were typed in. */
  readonly scan: string | null;
}

/** One device as it was ordered and built. The JSON is that of `@plumbline/orthotic`. */
export interface OrthoticOrder {
  readonly id: string;
  readonly patientId: string;
  readonly side: Side;
  readonly device: unknown;
  readonly foot: unknown;
  readonly report: unknown;
  readonly files: OrthoticFiles;
  readonly orderedBy: string;
  readonly orderedAtMs: number;
}

export interface OrthoticEvent {
  readonly id: string;
  readonly kind: OrthoticEventKind;
  readonly note: string;
  readonly by: string;
  readonly atMs: number;
}

export async function addOrthoticOrder(
  db: Kysely<Schema>,
  order: Omit<OrthoticOrder, "id" | "orderedBy" | "orderedAtMs"> & { readonly by: string; readonly nowMs: number },
): Promise<{ readonly id: string }> {
  const id = randomUUID();
  await db
    .insertInto("orthotic_order")
    .values({
      id,
      patient_id: order.patientId,
      side: order.side,
      device: JSON.stringify(order.device),
      foot: JSON.stringify(order.foot),
      report: JSON.stringify(order.report),
      files: JSON.stringify(order.files),
      ordered_by: order.by,
      ordered_at: new Date(order.nowMs),
    })
    .execute();
  return { id };
}

/** Newest first, withdrawn ones too. */
export async function orthoticOrdersOf(db: Kysely<Schema>, patientId: string): Promise<OrthoticOrder[]> {
  const rows = await db
    .selectFrom("orthotic_order")
    .selectAll()
    .where("patient_id", "=", patientId)
    .orderBy("seq", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    patientId: row.patient_id,
    side: row.side,
    device: row.device,
    foot: row.foot,
    report: row.report,
    files: row.files,
    orderedBy: row.ordered_by,
    orderedAtMs: row.ordered_at.getTime(),
  }));
}

export async function addOrthoticEvent(
  db: Kysely<Schema>,
  event: {
    readonly orderId: string;
    readonly kind: OrthoticEventKind;
    readonly note: string;
    readonly by: string;
    readonly nowMs: number;
  },
): Promise<void> {
  await db
    .insertInto("orthotic_event")
    .values({
      id: randomUUID(),
      order_id: event.orderId,
      kind: event.kind,
      note: event.note,
      entered_by: event.by,
      entered_at: new Date(event.nowMs),
    })
    .execute();
}

/** Oldest first: the life of a device. */
export async function orthoticEventsOf(db: Kysely<Schema>, orderId: string): Promise<OrthoticEvent[]> {
  const rows = await db
    .selectFrom("orthotic_event")
    .selectAll()
    .where("order_id", "=", orderId)
    .orderBy("seq")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    note: row.note,
    by: row.entered_by,
    atMs: row.entered_at.getTime(),
  }));
}
