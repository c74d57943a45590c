import type { Office } from "@plumbline/clinical-model";
import type { Clinic } from "../../server/clinic.ts";
import { visitLetter } from "../../server/visit-letter.ts";
import type { VisitNews } from "../../server/visit-letter.ts";
import type { MailDraft, Visit } from "../../store/index.ts";
import { answersUrl } from "../../server/answers-url.ts";
import { isByVideo } from "./by-video.ts";
import { visitCalendarFile } from "./visit-calendar.ts";

/**
 * Writes the letter about a visit for the store to send with the change itself: `mail: visitMail(clinic, "moved", offices)`.
 * Who left no e-mail address gets none.
 */
export function visitMail(
  clinic: Clinic,
  news: VisitNews,
  offices: readonly Office[],
): (visit: Visit) => MailDraft | null {
  return (visit) => {
    const office = offices.find(({ id }) => id === visit.officeId);
    if (visit.patientEmail === null || office === undefined) return null;
    const manageUrl = `${clinic.publicUrl}/visit/${clinic.derivedToken("visit", visit.bookingKey)}`;
    const letter = visitLetter(news, { ...visit, isByVideo: isByVideo(visit.serviceId) }, office, {
      manage: manageUrl,
      answers: answersUrl(clinic, visit),
    });
    return { recipient: visit.patientEmail, ...letter, ics: visitCalendarFile(clinic, visit, office) };
  };
}
