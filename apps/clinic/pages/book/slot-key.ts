import type { Slot } from "@plumbline/clinical-model";

/** A free time as one word of an address: start, office, clinician. The length follows from the service. */
export function slotKey({ startMs, officeId, clinicianId }: Omit<Slot, "endMs">): string {
  return `${startMs}.${officeId}.${clinicianId}`;
}

/**
 * Reads a key back. It says what was asked for, not that it is free or was ever offered.
 * @returns Null when the text is not a key.
 */
export function parseSlotKey(text: string | null, durationMin: number): Slot | null {
  const [, start, officeId, clinicianId] = /^(\d{12,14})\.([\w-]+)\.([\w-]+)$/.exec(text ?? "") ?? [];
  if (start === undefined || officeId === undefined || clinicianId === undefined) return null;
  const startMs = Number(start);
  return { startMs, endMs: startMs + durationMin * 60_000, officeId, clinicianId };
}
