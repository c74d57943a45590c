import type { Office } from "@plumbline/clinical-model";
import type { Clinic } from "../../server/clinic.ts";
import type { Visit } from "../../store/index.ts";
import { isByVideo } from "./by-video.ts";

/** A visit as a calendar file. Calendars are shared with others, so it says when and where, and nothing of health. */
export function visitCalendarFile(clinic: Clinic, visit: Visit, office: Office): string {
  const link = `${clinic.publicUrl}/visit/${clinic.derivedToken("visit", visit.bookingKey)}`;
  return clinic.visitCalendar({
    id: visit.id,
    startMs: visit.startMs,
    endMs: visit.endMs,
    version: visit.version,
    title: isByVideo(visit.serviceId) ? "Plumbline video visit" : `Visit at Plumbline ${office.name}`,
    location: isByVideo(visit.serviceId) ? "Video" : [`Plumbline ${office.name}`, ...office.addressLines].join(", "),
    description: `With ${visit.clinicianName}. To move or cancel: ${link}. Phone: ${office.phone}.`,
    url: link,
    isCancelled: visit.status === "cancelled",
  });
}
