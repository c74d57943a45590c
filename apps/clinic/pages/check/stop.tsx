import type { LoaderFunctionArgs } from "react-router";
import { redirect, useLoaderData } from "react-router";
import { findingWords } from "@plumbline/assessment";
import { clinicContext } from "../context.ts";
import "../../ui/check.css";
import { TapToCall } from "../../ui/tap-to-call.tsx";
import { openInterview, stateOf, whereNext } from "./open-interview.ts";

export function meta() {
  return [{ title: "What to do now – Plumbline" }];
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const open = await openInterview(clinic, request);
  const state = stateOf(clinic, open.answers);
  const next = await whereNext(clinic, open, state);
  if (state.next.kind !== "stop") throw redirect(next);
  const emergencies = state.triage.flags.filter(({ level }) => level === "emergency");
  const offices = await clinic.store.listOffices(clinic.db);
  const [last] = state.path.slice(-1);
  return {
    messages: [...new Set(emergencies.map(({ patientMessage }) => patientMessage))],
    isSelfHarm: emergencies.some(({ findingIds }) => findingIds.includes("self_harm_disclosed")),
    // The base says "emergency (now)" or "emergency (same day)".
    isNow: emergencies.some(({ urgency }) => !urgency.includes("same day")),
    told: [...new Set(emergencies.flatMap(({ findingIds }) => findingIds))].map((id) =>
      findingWords(id, clinic.evidence),
    ),
    signs: emergencies.map(({ name }) => name),
    offices: offices.map(({ id, name, phone }) => ({ id, name, phone })),
    lastPage: last === undefined ? "/check" : `/check/q/${last.page.id}`,
  };
}

export default function Stop() {
  const { messages, isSelfHarm, isNow, told, signs, offices, lastPage } = useLoaderData<typeof loader>();
  return (
    <div className="wrap narrow stop">
      <section className="alarm" aria-labelledby="now">
        <h1 id="now">{isSelfHarm ? "You are not alone. Talk to someone now." : headline(isNow)}</h1>
        {messages.map((message) => (
          <p className="lead" key={message}>
            <TapToCall text={message} />
          </p>
        ))}
        <div className="row">
          {isSelfHarm && (
            <>
              <a className="button on-alarm" href="tel:988">
                Call 988
              </a>
              <a className="button on-alarm" href="sms:988">
                Text 988
              </a>
            </>
          )}
          <a className="button on-alarm" href="tel:911">
            Call 911
          </a>
        </div>
        {isSelfHarm && (
          <p>
            <TapToCall text="988 is free, day and night. A trained person listens. If you are in danger, call 911." />
          </p>
        )}
      </section>

      <h2>What to do</h2>
      <ol className="stop-steps">
        {isSelfHarm ? (
          <>
            <li>
              <TapToCall text="Call or text 988, or call 911 if you may act on these thoughts." />
            </li>
            <li>Tell someone near you, and do not stay alone.</li>
            <li>Put things you could hurt yourself with out of reach.</li>
          </>
        ) : (
          <>
            <li>
              <TapToCall
                text={
                  isNow
                    ? "Call 911, or have someone take you to the nearest emergency room. Do not drive yourself."
                    : "Go to an emergency room today. Call 911 if it gets worse, or if you faint or cannot breathe well."
                }
              />
            </li>
            <li>Show this page to the doctor or nurse there. Take a list of your medicines.</li>
            <li>Do not wait for a visit with us. This cannot be booked online.</li>
          </>
        )}
      </ol>

      {!isSelfHarm && (
        <section className="card hand-over" aria-labelledby="hand-over">
          <h2 id="hand-over">For the doctor or nurse</h2>
          <p>What this person told us:</p>
          <ul>
            {told.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <p>Rule that stopped the check: {signs.join("; ")}.</p>
        </section>
      )}

      <h2>{isSelfHarm ? "Our offices" : "Questions? Call us"}</h2>
      <p>Our staff see this alert, but not your name or number. Do not wait for us to call.</p>
      <ul className="plain-list office-phones">
        {offices.map((office) => (
          <li key={office.id}>
            <a className="tap" href={`tel:${office.phone.replaceAll(/[^\d+]/g, "")}`}>
              {office.name}: {office.phone}
            </a>
          </li>
        ))}
      </ul>
      <p className="soft">
        Did you choose a wrong answer? <a href={lastPage}>Go back and change it</a>.
      </p>
      <p className="soft small">
        This comes from fixed rules, not from a diagnosis. The rules are not clinically validated. If in doubt, get
        help.
      </p>
    </div>
  );
}

function headline(isNow: boolean): string {
  return isNow ? "This may be an emergency. Get help now." : "You need to be seen today.";
}
