import { isByVideo } from "../pages/book/by-video.ts";
import { listOffices, queueDueReminders } from "../store/index.ts";
import type { Database } from "../store/index.ts";
import { answersUrl } from "./answers-url.ts";
import type { Clinic } from "./clinic.ts";
import { startRounds } from "./rounds.ts";
import type { Rounds } from "./rounds.ts";
import { visitLetter } from "./visit-letter.ts";

const LOOK_EVERY_MS = 5 * 60_000;

/** Looks now and then for visits to remind of. Several processes may: each visit is reminded of once. */
export function startReminders(options: {
  readonly db: Database["db"];
  readonly publicUrl: string;
  readonly derivedToken: Clinic["derivedToken"];
  readonly wakeMail: () => void;
  readonly logError: (place: string, error: unknown) => void;
}): Rounds {
  const { db, publicUrl, derivedToken, wakeMail, logError } = options;

  async function look(): Promise<void> {
    const offices = await listOffices(db);
    const added = await queueDueReminders(db, {
      nowMs: Date.now(),
      write(visit) {
        const office = offices.find(({ id }) => id === visit.officeId);
        if (visit.patientEmail === null || office === undefined) return null;
        const manageUrl = `${publicUrl}/visit/${derivedToken("visit", visit.bookingKey)}`;
        const letter = visitLetter("reminder", { ...visit, isByVideo: isByVideo(visit.serviceId) }, office, {
          manage: manageUrl,
          answers: answersUrl({ publicUrl, derivedToken }, visit),
        });
        // The calendar has the visit from the first letter.
        return { recipient: visit.patientEmail, ...letter, ics: null };
      },
    });
    if (added > 0) wakeMail();
  }

  return startRounds({ name: "reminders", everyMs: LOOK_EVERY_MS, round: look, logError });
}
