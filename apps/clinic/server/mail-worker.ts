import type { Kysely } from "kysely";
import { claimMails, markMailFailed, markMailSent } from "../store/index.ts";
import type { Schema } from "../store/index.ts";
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
      try {
        await mailer.send({
          messageId: `${mail.id}@plumbline`,
          to: mail.recipient,
          subject: mail.subject,
          text: mail.body,
          calendar: mail.ics,
        });
        await markMailSent(db, mail.id);
      } catch (error) {
        logError("mail", error);
        await markMailFailed(db, mail.id, error instanceof Error ? error.message : "unknown");
      }
    }
    return mails.length;
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
