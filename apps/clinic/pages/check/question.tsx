import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { data, redirect, useActionData, useLoaderData } from "react-router";
import { DONT_KNOW, NONE_OF_THESE, readAnswer } from "@plumbline/assessment";
import type { Answer, InterviewPage, InterviewState, Turn } from "@plumbline/assessment";
import { clinicContext } from "../context.ts";
import "../../ui/check.css";
import { CheckFields } from "../../ui/check-fields.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { openInterview, stateOf, whereNext } from "./open-interview.ts";

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `${loaderData?.page.question ?? "Check your symptoms"} – Plumbline` }];
}

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const open = await openInterview(clinic, request);
  const state = stateOf(clinic, open.answers);
  const place = placeOf(params.questionId ?? "", state);
  if (place === null) throw redirect(await whereNext(clinic, open, state));
  const { page, index } = place;
  const answer = open.answers[page.id];
  return {
    page,
    chosen: answer === undefined ? [] : sentFor(answer),
    number: index + 1,
    total: Math.max(state.progress.total, index + 1),
    backTo: index === 0 ? "/check" : `/check/q/${state.path[index - 1]?.page.id}`,
    resumeUrl: `${clinic.publicUrl}/check/resume/${open.token}`,
    names: { none: NONE_OF_THESE, dontKnow: DONT_KNOW },
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const open = await openInterview(clinic, request);
  const state = stateOf(clinic, open.answers);
  const place = placeOf(params.questionId ?? "", state);
  // The page no longer applies, for example because an earlier answer changed in another window.
  if (place === null) return redirect("/check/next");
  const sent = (await request.formData()).getAll("answer").map(String);
  const answer = readAnswer(place.page, sent, place.turn);
  if (!answer.ok) return data({ errors: answer.problems.map(({ message }) => message), sent }, { status: 400 });
  await clinic.store.saveAnswer(clinic.db, open.stored.id, {
    questionId: place.page.id,
    answer: answer.value,
    nowMs: clinic.now(),
  });
  const answers = { ...open.answers, [place.page.id]: answer.value };
  return redirect(await whereNext(clinic, open, stateOf(clinic, answers)));
}

interface Place {
  readonly page: InterviewPage;
  /** From 0. */
  readonly index: number;
  readonly turn: Turn | null;
}

/** Where a page stands on this person's way; null when it is not on it, or not yet. */
function placeOf(questionId: string, { path, next }: InterviewState): Place | null {
  const index = path.findIndex(({ page }) => page.id === questionId);
  const answered = path[index];
  if (answered !== undefined) return { page: answered.page, index, turn: answered.answer.turn ?? null };
  if (next.kind !== "question" || next.page.id !== questionId) return null;
  return { page: next.page, index: path.length, turn: next.turn };
}

/** What the form of this page sends for the stored answer, so that it shows what was said. */
function sentFor(answer: Answer): readonly string[] {
  switch (answer.kind) {
    case "unknown":
      return [DONT_KNOW];
    case "number":
      return [String(answer.value)];
    case "choice":
      return [answer.value];
    case "ticks":
      if (answer.others === "unknown") return [...answer.ticked, DONT_KNOW];
      return answer.ticked.length === 0 ? [NONE_OF_THESE] : answer.ticked;
  }
}

export default function Question() {
  const { page, chosen, number, total, backTo, resumeUrl, names } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const errors = failed?.errors ?? [];
  const isEmergency = page.kind === "confirm" && page.level === "emergency";
  return (
    <div className="wrap narrow check">
      <ErrorSummary errors={errors.map((message) => ({ fieldId: "answer-1", message }))} />
      <a className="back-link tap" href={backTo}>
        Back
      </a>
      <div className="progress">
        <progress value={number - 1} max={total} aria-label="How far you are" />
        <span>
          Page {number} of about {total}
        </span>
      </div>
      {isEmergency && (
        <p className="notice danger">
          You ticked something that can be serious. If you feel that it cannot wait, <a href="tel:911">call 911</a> now.
          If you think about harming yourself, <a href="tel:988">call 988</a>.
        </p>
      )}
      {/* A plain form: every page loads anew, with its heading first, with or without script. */}
      <form method="post" key={page.id} noValidate>
        <CheckFields page={page} chosen={failed?.sent ?? chosen} names={names} error={errors[0]} />
        <button className="button" type="submit">
          Continue
        </button>
      </form>
      <details className="why">
        <summary>Why we ask</summary>
        <p>{page.why}</p>
      </details>
      <details className="why">
        <summary>Stop here and go on later</summary>
        <p>Your answers are saved after each page. On this device, come back to this site and choose “Continue”.</p>
        <p>To go on with another phone or computer, save this link. Anyone who has it can see your answers.</p>
        <p>
          <a className="resume-link" href={resumeUrl}>
            {resumeUrl}
          </a>
        </p>
      </details>
    </div>
  );
}
