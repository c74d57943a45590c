import type { Office, Slot } from "@plumbline/clinical-model";
import { BOOKING_TERMS, findSlots } from "@plumbline/scheduling";
import type { Clinic } from "../../server/clinic.ts";
import type { ClinicSetUp, Visit } from "../../store/index.ts";
import type { Choice } from "./choice.ts";
import { freeDays, freeWeeks, oneForEachTime, partsOfDay } from "./free-days.ts";
import type { TimeZones } from "./free-days.ts";
import type { ChooserTimes, TimeButton } from "../../ui/booking-chooser.tsx";
import { clockText, dayText, longDayText, zoneText } from "../time.ts";
import { slotKey } from "./slot-key.ts";

/** Half hours are enough to choose from; the terms would offer every quarter. */
const SHOWN_GRID_MIN = 30;
const DAY_MS = 86_400_000;

/** What the clinic has to choose from. */
export type Catalog = ClinicSetUp;

export function loadCatalog({ store, db, now }: Clinic): Promise<Catalog> {
  return store.readSetUp(db, now());
}

/**
 * Every free time that fits a choice, on all days that can be booked; one for each time and place.
 *
 * @param own - The visit that is to be moved: its time does not stand in its own way, and is not offered again. And the
 *   hold of who asks, which is theirs to book.
 */
export async function findFreeTimes(
  clinic: Clinic,
  catalog: Catalog,
  choice: Choice & { readonly serviceId: string },
  own?: { readonly visit?: Visit; readonly holdTokenHash?: string | null },
): Promise<Slot[]> {
  const service = catalog.services.find(({ id }) => id === choice.serviceId);
  if (service === undefined)
    throw new RangeError(`The choice names service "${choice.serviceId}", which is not there.`);
  const nowMs = clinic.now();
  const toMs = nowMs + BOOKING_TERMS.horizonDays * DAY_MS;
  const { visit, holdTokenHash = null } = own ?? {};
  const busy = await clinic.store.busyRanges(
    clinic.db,
    { fromMs: nowMs - DAY_MS, toMs: toMs + DAY_MS },
    { visitIds: visit === undefined ? [] : [visit.id], holdTokenHash, nowMs },
  );
  const slots = findSlots({
    ...BOOKING_TERMS,
    gridMin: SHOWN_GRID_MIN,
    offices: catalog.offices.filter(({ id }) => choice.officeId === null || id === choice.officeId),
    rules: catalog.rules.filter(({ clinicianId }) => choice.clinicianId === null || clinicianId === choice.clinicianId),
    closures: catalog.closures,
    resources: catalog.resources,
    busy,
    service,
    fromMs: nowMs,
    toMs,
    nowMs,
  });
  return oneForEachTime(slots.filter((slot) => visit === undefined || !isSame(slot, visit)));
}

function isSame(a: Slot, b: Slot): boolean {
  return a.clinicianId === b.clinicianId && a.startMs === b.startMs && a.endMs === b.endMs;
}

/** Free times as the chooser shows them: days by week, and the times of one day. */
export function chooserTimes(slots: readonly Slot[], catalog: Catalog, day: string | null): ChooserTimes {
  const zones = timeZones(catalog.offices);
  const days = freeDays(slots, zones);
  const chosen = days.find((free) => free.day === day) ?? (day === null ? days[0] : undefined);
  const first = slots[0];
  const parts = chosen === undefined ? null : partsOfDay(chosen.slots, zones);
  return {
    zone: [...new Set(Object.values(zones).map(zoneText))].join(", "),
    first: first === undefined ? null : timeButton(first, catalog),
    weeks: freeWeeks(days).map(({ monday, days: ofWeek }) => ({
      label: `Week of ${longDayText(monday).replace(/^\w+ /, "")}`,
      days: ofWeek.map((free) => ({ day: free.day, label: longDayText(free.day), freeCount: free.slots.length })),
    })),
    chosen:
      chosen === undefined || parts === null
        ? null
        : {
            day: chosen.day,
            label: longDayText(chosen.day),
            morning: timeButtons(parts.morning, catalog),
            afternoon: timeButtons(parts.afternoon, catalog),
          },
  };
}

export function timeButton(slot: Slot, catalog: Catalog): TimeButton {
  return timeButtons([slot], catalog)[0]!;
}

/** Many times at once: those of several clinicians that begin together are put into words once. */
function timeButtons(slots: readonly Slot[], { offices, clinicians }: Catalog): TimeButton[] {
  const officeOf = new Map(offices.map((office) => [office.id, office]));
  const nameOf = new Map(clinicians.map(({ id, name }) => [id, name]));
  const words = new Map<string, Pick<TimeButton, "clock" | "day">>();
  return slots.map((slot) => {
    const office = officeOf.get(slot.officeId);
    const zone = office?.timeZone ?? "UTC";
    const key = `${slot.startMs} ${zone}`;
    const known = words.get(key) ?? { clock: clockText(slot.startMs, zone), day: dayText(slot.startMs, zone) };
    words.set(key, known);
    return {
      key: slotKey(slot),
      ...known,
      officeName: office?.name ?? slot.officeId,
      clinicianName: nameOf.get(slot.clinicianId) ?? "",
    };
  });
}

function timeZones(offices: readonly Office[]): TimeZones {
  return Object.fromEntries(offices.map(({ id, timeZone }) => [id, timeZone]));
}
