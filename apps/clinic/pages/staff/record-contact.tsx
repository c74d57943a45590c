import { Form } from "react-router";
import type { AnswerPiles } from "./answer-piles.ts";
import { Piles } from "./answer-pile-lists.tsx";

const DONE = {
  "link-sent": "The link to their own pages goes to their e-mail address.",
  "no-address": "There is no e-mail address to send a link to.",
  "links-withdrawn": "The links sent so far open nothing any more.",
  verified: "The answers are in the record.",
  refused: "The answers are kept apart from the record.",
  held: "The record is on legal hold: it is not removed while that lasts.",
  "hold-lifted": "The legal hold is lifted.",
  merged: "The two records are one now. Below you can part them again.",
  parted: "The two records are apart again, as they were.",
  waiting: "The answers wait beside the record again.",
} as const;

export type ContactDone = keyof typeof DONE;

/** What was done on this page just now, in words; null for nothing. */
export function doneWords(done: string | null): string | null {
  return done !== null && Object.hasOwn(DONE, done) ? DONE[done as ContactDone] : null;
}

interface Unverified {
  readonly id: string;
  readonly isRefused: boolean;
  readonly at: string;
  /** null: not for this role. */
  readonly piles: AnswerPiles | null;
}

/** Answers given before a booking in this patient's name, until somebody who asked the person says whose they are. */
export function UnverifiedAnswers({
  interview,
  patientName,
}: {
  readonly interview: Unverified;
  readonly patientName: string;
}) {
  const { id, isRefused, at, piles } = interview;
  if (isRefused) {
    return (
      <Form method="post" className="notice no-print">
        <input type="hidden" name="interviewId" value={id} />
        <p>
          Answers of {at} are kept apart: they are not this person’s.{" "}
          <button className="button quiet small" name="deed" value="waiting">
            Take back
          </button>
        </p>
      </Form>
    );
  }
  return (
    <section className="notice caution no-print">
      <h2>Are these answers theirs?</h2>
      <p>
        Somebody answered the questions online on {at} and then booked in the name of {patientName}. Nobody has
        confirmed that it was them: they do not count in the result yet. Ask for name and date of birth, and whether
        they answered.
      </p>
      {piles !== null && (
        <details>
          <summary>What was answered</summary>
          <Piles piles={piles} />
        </details>
      )}
      <Form method="post" className="button-row">
        <input type="hidden" name="interviewId" value={id} />
        <button className="button small" name="deed" value="verified">
          Same person: add the answers
        </button>
        <button className="button quiet small" name="deed" value="refused">
          Not this person: keep apart
        </button>
      </Form>
    </section>
  );
}

/** The link to the patient's own pages, to send and to withdraw. */
export function OwnPages({ hasAddress, links }: { readonly hasAddress: boolean; readonly links: number }) {
  return (
    <section className="no-print">
      <h2>Their own pages</h2>
      {!hasAddress ? (
        <p>There is no e-mail address to send a link to.</p>
      ) : (
        <>
          <p>
            A link by e-mail opens what you give them: visits, plan, exercises, questions. The letter says nothing of
            health; the link asks for the date of birth. {links === 0 ? "None is open now." : "A link is open now."}
          </p>
          <Form method="post" className="button-row">
            <button className="button quiet small" name="deed" value="send link">
              {links === 0 ? "Send the link" : "Send the link again"}
            </button>
            {links > 0 && (
              <button className="button quiet small" name="deed" value="withdraw links">
                Withdraw it
              </button>
            )}
          </Form>
        </>
      )}
    </section>
  );
}
