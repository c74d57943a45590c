import type { LoaderFunctionArgs } from "react-router";
import { Link, useLoaderData } from "react-router";
import { MyBack } from "../../ui/my-frame.tsx";
import { whenText } from "../time.ts";
import { openMyPages } from "./open-my-pages.ts";

export function meta() {
  return [{ title: "Your visits – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const { clinic, patient, base } = await openMyPages(args, "read own visits");
  const nowMs = clinic.now();
  const visits = (await clinic.store.visitsOf(clinic.db, patient.id)).filter(({ status }) => status !== "cancelled");
  const words = (visit: (typeof visits)[number]) => ({
    id: visit.id,
    when: whenText(visit.startMs, visit.timeZone),
    what: `${visit.servicePatientName}, ${visit.officeName}, with ${visit.clinicianName}`,
    href: `/visit/${clinic.derivedToken("visit", visit.bookingKey)}`,
  });
  return {
    base,
    next: visits
      .filter(({ startMs }) => startMs > nowMs)
      .toReversed()
      .map(words),
    past: visits.filter(({ startMs }) => startMs <= nowMs).map(words),
  };
}

export default function MyVisits() {
  const { base, next, past } = useLoaderData<typeof loader>();
  return (
    <div className="wrap narrow">
      <MyBack base={base} />
      <h1>Your visits</h1>
      {next.length === 0 ? (
        <p>
          No visit is booked. <Link to="/book">Book a visit</Link>
        </p>
      ) : (
        <ul className="plain-list card-list">
          {next.map((visit) => (
            <li key={visit.id} className="card">
              <p>
                <strong>{visit.when}</strong>
                <br />
                {visit.what}
              </p>
              <p>
                <Link to={visit.href}>Move, cancel or see what to bring</Link>
              </p>
            </li>
          ))}
        </ul>
      )}
      {past.length > 0 && (
        <>
          <h2>Before</h2>
          <ul>
            {past.map((visit) => (
              <li key={visit.id}>
                {visit.when}: {visit.what}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
