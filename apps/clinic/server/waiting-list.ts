import { listClinicians, listOffices, offerFreeTimes } from "../store/index.ts";
import type { Database } from "../store/index.ts";
import type { Clinic } from "./clinic.ts";
import { offerLetter } from "./offer-letter.ts";
import { startRounds } from "./rounds.ts";
import type { Rounds } from "./rounds.ts";

const EVERY_MS = 60_000;

/** Offers times that became free to who waits for one. Several processes may: each time is offered to one person. */
export function startWaitingList(options: {
  readonly db: Database["db"];
  readonly publicUrl: string;
  readonly derivedToken: Clinic["derivedToken"];
  readonly hashToken: Clinic["hashToken"];
  readonly wakeMail: () => void;
  readonly logError: (place: string, error: unknown) => void;
}): Rounds {
  const { db, publicUrl, derivedToken, hashToken, wakeMail, logError } = options;

  async function round(): Promise<void> {
    const [offices, clinicians] = await Promise.all([listOffices(db), listClinicians(db)]);
    const offered = await offerFreeTimes(db, {
      nowMs: Date.now(),
      tokenHashOf: (offerId) => hashToken(derivedToken("offer", offerId)),
      letter({ offerId, slot, expiresAtMs, patient }) {
        const office = offices.find(({ id }) => id === slot.officeId)!;
        const clinician = clinicians.find(({ id }) => id === slot.clinicianId)?.name ?? "";
        const told = { slot, expiresAtMs, patientName: `${patient.givenName} ${patient.familyName}` };
        const letter = offerLetter(told, office, clinician, `${publicUrl}/offer/${derivedToken("offer", offerId)}`);
        return { recipient: patient.email ?? "", ...letter, ics: null };
      },
    });
    if (offered > 0) wakeMail();
  }

  return startRounds({ name: "waiting list", everyMs: EVERY_MS, round, logError });
}
