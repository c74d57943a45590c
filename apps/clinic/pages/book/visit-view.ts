import { data } from "react-router";
import type { Clinic } from "../../server/clinic.ts";
import type { Visit } from "../../store/index.ts";
import type { VisitView } from "../../ui/booking-visit.tsx";
import { whenText } from "../time.ts";
import { isByVideo } from "./by-video.ts";

/**
 * The visit a person's own link leads to.
 * @throws a 404 page in plain words when no visit has this token.
 */
export async function visitOfLink(clinic: Clinic, token: string | undefined): Promise<Visit> {
  const visit = token === undefined ? null : await clinic.store.findVisitByToken(clinic.db, clinic.hashToken(token));
  if (visit !== null) return visit;
  throw data("We find no visit for this link. Check that you copied all of it, or call the office.", { status: 404 });
}

/** A visit as its pages show it. */
export async function viewVisit(clinic: Clinic, visit: Visit): Promise<VisitView> {
  const offices = await clinic.store.listOffices(clinic.db);
  const office = offices.find(({ id }) => id === visit.officeId);
  if (office === undefined)
    throw new RangeError(`Visit ${visit.id} is at office "${visit.officeId}", which is not there.`);
  return {
    when: whenText(visit.startMs, visit.timeZone),
    minutes: Math.round((visit.endMs - visit.startMs) / 60_000),
    service: visit.servicePatientName,
    clinicianName: visit.clinicianName,
    isByVideo: isByVideo(visit.serviceId),
    office: {
      name: office.name,
      addressLines: office.addressLines,
      phone: office.phone,
      mapUrl: office.mapUrl,
    },
    state:
      visit.status === "cancelled"
        ? "cancelled"
        : visit.status === "booked" && visit.startMs > clinic.now()
          ? "open"
          : "over",
  };
}
