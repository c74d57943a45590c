import type { LoaderFunctionArgs } from "react-router";
import { clinicContext } from "../context.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** So far back and ahead; a calendar asks again every few hours. */
const [PAST_DAYS, COMING_DAYS] = [14, 90];

/**
 * `/calendar/SECRET.ics`: a clinician's visits for their own calendar. It leaves the clinic's walls, so it says which
 * service, where and when, and never who.
 */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const token = (params.feed ?? "").replace(/\.ics$/, "");
  const clinicianId = await clinic.store.clinicianOfFeed(clinic.db, clinic.hashToken(token));
  if (clinicianId === null) return new Response("There is no calendar at this address.\n", { status: 404 });
  const nowMs = clinic.now();
  const [visits, offices] = await Promise.all([
    clinic.store.visitsOfDay(clinic.db, {
      clinicianId,
      fromMs: nowMs - PAST_DAYS * DAY_MS,
      toMs: nowMs + COMING_DAYS * DAY_MS,
    }),
    clinic.store.listOffices(clinic.db),
  ]);
  const placeOf = (officeId: string): string => {
    const office = offices.find(({ id }) => id === officeId);
    return office === undefined ? "" : [office.name, ...office.addressLines].join(", ");
  };
  const calendar = clinic.staffCalendar(
    visits.map((visit) => ({
      id: visit.id,
      startMs: visit.startMs,
      endMs: visit.endMs,
      version: visit.version,
      title: visit.serviceName,
      location: placeOf(visit.officeId),
      description: "Who comes is in the clinic's own pages.",
      url: `${clinic.publicUrl}/staff`,
      isCancelled: visit.status === "cancelled",
    })),
  );
  return new Response(calendar, {
    headers: { "Content-Type": "text/calendar; charset=utf-8; method=PUBLISH", "Cache-Control": "private, no-store" },
  });
}
