import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { data, redirect, useActionData, useLoaderData } from "react-router";
import { clinicContext } from "../context.ts";
import "../../ui/check.css";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { CONSENT_VERSION, PrivacyNotice } from "../../ui/privacy-notice.tsx";
import { interviewCookie } from "./interview-cookie.ts";
import { findOpenInterview } from "./open-interview.ts";

export function meta() {
  return [{ title: "Check your symptoms – Plumbline" }];
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const open = await findOpenInterview(clinic, request);
  const isDeleted = new URL(request.url).searchParams.has("deleted");
  if (open === null) return { earlier: null, isDeleted };
  return {
    earlier: {
      answered: Object.keys(open.answers).length,
      isFinished: open.stored.finishedAtMs !== null,
      isBooked: open.stored.patientId !== null,
    },
    isDeleted,
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const form = await request.formData();
  if (form.get("intent") === "delete") {
    const open = await findOpenInterview(clinic, request);
    const nowMs = clinic.now();
    // A stored result is part of the clinic's record; it leaves through the office, as the notice says.
    if (open !== null && open.stored.finishedAtMs === null) {
      for (const questionId of Object.keys(open.stored.answers)) {
        await clinic.store.saveAnswer(clinic.db, open.stored.id, { questionId, answer: null, nowMs });
      }
    }
    return redirect("/check?deleted=1", { headers: { "Set-Cookie": interviewCookie(null, clinic.publicUrl) } });
  }
  if (form.get("consent") !== CONSENT_VERSION) {
    return data({ error: "Tick the box to say that you agree. Then start." }, { status: 400 });
  }
  const token = clinic.newToken();
  await clinic.store.startInterview(clinic.db, {
    tokenHash: clinic.hashToken(token),
    consentVersion: CONSENT_VERSION,
    nowMs: clinic.now(),
  });
  return redirect("/check/next", { headers: { "Set-Cookie": interviewCookie(token, clinic.publicUrl) } });
}

export default function StartCheck() {
  const { earlier, isDeleted } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  return (
    <div className="wrap narrow">
      <ErrorSummary errors={failed === undefined ? [] : [{ fieldId: "consent", message: failed.error }]} />
      <h1>Check your symptoms</h1>
      {isDeleted && (
        <p className="notice good">
          This phone or computer has forgotten the check. Answers without a result are deleted.
        </p>
      )}
      {earlier !== null && <GoOn earlier={earlier} />}

      <p className="lead">
        30 to 50 short pages, about 10 minutes. We ask where it hurts, look for signs that cannot wait, and then weigh
        whether your feet, your back or both fit your story.
      </p>
      <ul>
        <li>You can say “I don’t know” on every page.</li>
        <li>You can go back, stop, and go on later.</li>
        <li>It is for adults of 18 and over.</li>
        <li>
          <strong>It is not a diagnosis.</strong> It has not been tested in a clinical study. A clinician examines you
          and decides.
        </li>
      </ul>
      <p className="notice danger">
        In an emergency do not do this check. <a href="tel:911">Call 911</a>. If you think about harming yourself,{" "}
        <a href="tel:988">call 988</a>.
      </p>

      <section className="card privacy" aria-label="Privacy notice">
        <PrivacyNotice />
      </section>

      <form method="post">
        <fieldset className="consent">
          <legend className="visually-hidden">Your consent</legend>
          {failed !== undefined && (
            <p className="error-text" id="consent-error">
              <span className="visually-hidden">Error: </span>
              {failed.error}
            </p>
          )}
          <label className="choice" htmlFor="consent">
            <input
              type="checkbox"
              id="consent"
              name="consent"
              value={CONSENT_VERSION}
              aria-invalid={failed === undefined ? undefined : true}
              aria-describedby={failed === undefined ? undefined : "consent-error"}
            />
            <span>I have read this. I agree that the clinic keeps my answers as it says.</span>
          </label>
        </fieldset>
        <button className="button" type="submit" name="intent" value="start">
          {earlier === null ? "Start" : "Start again from the first question"}
        </button>
      </form>
    </div>
  );
}

interface Earlier {
  readonly answered: number;
  readonly isFinished: boolean;
  readonly isBooked: boolean;
}

function GoOn({ earlier }: { readonly earlier: Earlier }) {
  return (
    <section className="card go-on" aria-labelledby="go-on">
      <h2 id="go-on">{earlier.isFinished ? "You have a result" : "You have started"}</h2>
      <p>
        {earlier.isFinished
          ? "You can look at it again, or change an answer."
          : `${earlier.answered} ${earlier.answered === 1 ? "page is" : "pages are"} answered. Nothing is lost.`}
      </p>
      <div className="row">
        <a className="button" href="/check/next">
          {earlier.isFinished ? "See your result" : "Continue where you left off"}
        </a>
        <form method="post">
          <button className="button quiet" type="submit" name="intent" value="delete">
            {earlier.isFinished ? "Forget it on this device" : "Delete my answers"}
          </button>
        </form>
      </div>
      {earlier.isFinished && (
        <p className="soft small go-on-note">
          {earlier.isBooked
            ? "Your clinician sees these answers at your visit. Ask any office to remove them."
            : "To have a finished result removed from the clinic, ask any office."}
        </p>
      )}
    </section>
  );
}
