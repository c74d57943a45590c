import type { Kysely } from "kysely";
import type { HealthcareService, Resource, Slot } from "@plumbline/clinical-model";
import { BOOKING_TERMS, DESK_TERMS, isOffered } from "@plumbline/scheduling";
import type { BookingTerms } from "@plumbline/scheduling";
import { readSetUp } from "./clinic-data.ts";
import type { Schema } from "./schema.ts";

/** `online` keeps to the notice and grid patients are shown; `desk` may book at once. */
export type BookingSource = "online" | "desk";

/** What a service needs, and which of its slots may be booked, whoever is taken then: the database's to decide. */
export interface Offer {
  readonly service: HealthcareService;
  readonly resources: readonly Resource[];
  isOffered(slot: Slot): boolean;
}

/** @returns null when there is no such service. */
export async function offerFor(
  db: Kysely<Schema>,
  asked: { readonly serviceId: string; readonly source: BookingSource; readonly nowMs: number },
): Promise<Offer | null> {
  const { nowMs } = asked;
  const setUp = await readSetUp(db, nowMs);
  const service = setUp.services.find(({ id }) => id === asked.serviceId);
  if (service === undefined) return null;
  const terms: BookingTerms = asked.source === "online" ? BOOKING_TERMS : DESK_TERMS;
  const request = { ...setUp, service, nowMs, ...terms };
  return { service, resources: setUp.resources, isOffered: (slot) => isOffered(slot, request) };
}
