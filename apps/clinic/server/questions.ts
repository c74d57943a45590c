import { myLinkKey, sendMyLink } from "../pages/my/send-my-link.ts";
import type { MyLinkSender } from "../pages/my/send-my-link.ts";
import { startRounds } from "./rounds.ts";
import type { Rounds } from "./rounds.ts";

const EVERY_MS = 3_600_000;

/** Asks by letter those whose plan runs how they are; several processes may, each letter goes out once. */
export function startQuestions(sender: MyLinkSender, logError: (place: string, error: unknown) => void): Rounds {
  async function round(): Promise<void> {
    const due = await sender.store.dueQuestions(sender.db, { nowMs: sender.now(), letterKey: myLinkKey });
    for (const { patient, key } of due) {
      const actor = { name: "questions", role: null, requestId: "questions" };
      await sendMyLink(sender, { patient, news: "questions", key, actor });
    }
  }
  return startRounds({ name: "questions", everyMs: EVERY_MS, round, logError });
}
