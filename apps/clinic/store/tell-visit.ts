import type { Transaction } from "kysely";
import { auditAs } from "./audit.ts";
import type { Actor } from "./audit.ts";
import { queueMail, withdrawMailsOf } from "./mails.ts";
import type { MailDraft } from "./mails.ts";
import type { Schema } from "./schema.ts";
import { findVisit } from "./visits.ts";
import type { Visit } from "./visits.ts";

/** Who changes a visit, and the letter about it. */
export interface Telling {
  /** The letter; null sends none. Must be quick and pure: it runs within the transaction. */
  readonly mail: (visit: Visit) => MailDraft | null;
  readonly actor: Actor;
}

/** What every change of a visit leaves behind: an audit line, and one true letter in place of those not yet sent. */
export async function tellVisit(
  transaction: Transaction<Schema>,
  visitId: string,
  action: "book" | "overbook" | "move" | "move over another" | "swap" | "cancel",
  request: Telling,
): Promise<Visit> {
  const visit = await findVisit(transaction, visitId);
  if (visit === null) throw new RangeError(`Visit ${visitId} was just written and is not there.`);
  await auditAs(transaction, request.actor, { action, resource: `visit:${visit.id}`, patientId: visit.patientId });
  if (visit.version > 0) await withdrawMailsOf(transaction, visit.id);
  const draft = request.mail(visit);
  if (draft !== null) {
    await queueMail(transaction, { ...draft, key: `visit:${visit.id}:${visit.version}:${action}`, visitId: visit.id });
  }
  return visit;
}
