import type { Kysely } from "kysely";
import { claimMails, markMailFailed, markMailSent } from "../store/index.ts";
import type { Schema, WaitingMail } from "../store/index.ts";
import type { Mailer } from "./mail.ts";

const CHECK_EVERY_MS = 5_000;
const AT_ONCE = 10;

export interface MailWorker {
  /** Looks at the outbox now instead of at the next turn. */
  wake(): void;
  /** Waits for the letter in hand, then stops. */
  stop(): Promise<void>;
}

/** Sends what the store's outbox holds, one round after another; a letter that fails is tried again later. */
export function startMailWorker(
  db: Kysely<Schema>,
  mailer: Mailer,
  logError: (place: string, error: unknown) => void,
): MailWorker {
  const stopping = new AbortController();
  let wakeUp: () => void = () => {};
  const done = run();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => (wakeUp = resolve));
      const sent = await sendRound().catch((error: unknown) => {
        logError("mail", error);
        return 0;
      });
      if (sent < AT_ONCE && !stopping.signal.aborted) await Promise.race([woken, pause(CHECK_EVERY_MS)]);
    }
  }

  async function sendRound(): Promise<number> {
    const mails = await claimMails(db, AT_ONCE);
    for (const mail of mails) {
      if (stopping.signal.aborted) break;
      await sendOne(mail);
    }
    return mails.length;
  }

  async function sendOne(mail: WaitingMail): Promise<void> {
    try {
      await mailer.send({
        messageId: `${mail.id}@plumbline`,
        to: mail.recipient,
        subject: mail.subject,
        text: mail.body,
        calendar: mail.ics,
      });
    } catch (error) {
      // The server's own words may name the person, so they go to the database and not to the log.
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      logError("mail", `letter ${mail.id} was not taken (${responseCode ?? code ?? "unknown"}); it is tried again.`);
      await markMailFailed(db, mail.id, error instanceof Error ? error.message : "unknown");
      return;
    }
    // Outside of the try: a letter that went out and could not be noted must not count as failed, or it goes out again.
    await markMailSent(db, mail.id);
  }

  return {
    wake: () => wakeUp(),
    async stop() {
      stopping.abort();
      wakeUp();
      await done;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
