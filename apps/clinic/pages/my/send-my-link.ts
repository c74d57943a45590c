import type { Clinic } from "../../server/clinic.ts";
import { pagesLetter } from "../../server/pages-letter.ts";
import type { PagesNews } from "../../server/pages-letter.ts";
import type { Actor, Patient } from "../../store/index.ts";

/** What of the clinic a letter with the link takes. */
export type MyLinkSender = Pick<
  Clinic,
  "db" | "store" | "publicUrl" | "derivedToken" | "hashToken" | "wakeMail" | "now"
>;

/** The key of a letter with the link, from what it tells. */
export function myLinkKey(patientId: string, key: string): string {
  return `pages:${patientId}:${key}`;
}

/**
 * Sends a patient the link to their own pages, in a letter without a word of health.
 *
 * @param options.key - Names what is told, such as `"plan:<id>"`: the same is told once.
 * @returns False when there is no e-mail address to send it to.
 */
export async function sendMyLink(
  clinic: MyLinkSender,
  options: {
    readonly patient: Patient;
    readonly news: PagesNews;
    readonly key: string;
    readonly actor: Actor;
  },
): Promise<boolean> {
  const { patient, news, actor } = options;
  const recipient = patient.email;
  if (recipient === null) return false;
  const [office] = await clinic.store.listOffices(clinic.db);
  await clinic.store.sendPatientLink(clinic.db, {
    patientId: patient.id,
    tokenOf: (linkId) => clinic.derivedToken("my", linkId),
    hashOf: (token) => clinic.hashToken(token),
    letter: (token) => ({
      recipient,
      ...pagesLetter(news, {
        name: patient.givenName,
        url: `${clinic.publicUrl}/my/${token}`,
        officePhone: office?.phone ?? "",
      }),
      ics: null,
    }),
    key: myLinkKey(patient.id, options.key),
    actor,
    nowMs: clinic.now(),
  });
  clinic.wakeMail();
  return true;
}
