import type { LoaderFunctionArgs } from "react-router";
import { Link, useLoaderData } from "react-router";
import { clinicContext } from "../context.ts";

export function meta() {
  return [{ title: "Our offices – Plumbline" }];
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export async function loader({ context }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const [offices, rules] = await Promise.all([
    clinic.store.listOffices(clinic.db),
    clinic.store.openingRules(clinic.db),
  ]);
  return offices.map((office) => ({
    ...office,
    hours: DAYS.map((day, index) => {
      const ofDay = rules.filter((rule) => rule.officeId === office.id && rule.weekday === index + 1);
      const opens = ofDay.map((rule) => rule.opens).sort()[0];
      const closes = ofDay
        .map((rule) => rule.closes)
        .sort()
        .at(-1);
      return {
        day,
        hours: opens === undefined || closes === undefined ? "closed" : `${clock(opens)} to ${clock(closes)}`,
      };
    }),
  }));
}

export default function Offices() {
  const offices = useLoaderData<typeof loader>();
  return (
    <div className="wrap">
      <h1>Our offices</h1>
      <p className="lead">Three towns, one record. All times are Eastern Time.</p>
      <div className="grid">
        {offices.map((office) => (
          <section className="card" key={office.id} aria-labelledby={office.id}>
            <h2 id={office.id}>{office.name}</h2>
            <address style={{ fontStyle: "normal" }}>
              {office.addressLines.map((line) => (
                <span key={line} style={{ display: "block" }}>
                  {line}
                </span>
              ))}
              <a href={`tel:${office.phone}`} className="tap">
                {office.phone}
              </a>
              {" · "}
              <a href={office.mapUrl} className="tap">
                Map<span className="visually-hidden"> of {office.name}</span>
              </a>
            </address>
            <table>
              <caption className="visually-hidden">Hours in {office.name}</caption>
              <tbody>
                {office.hours.map(({ day, hours }) => (
                  <tr key={day}>
                    <th scope="row">{day}</th>
                    <td>{hours}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Link className="button quiet wide" to={`/book?office=${office.id}`}>
              Book in {office.name}
            </Link>
          </section>
        ))}
      </div>
    </div>
  );
}

/** `"13:30"` as people here say it: `"1:30 PM"`. */
function clock(time: string): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return `${((hour + 11) % 12) + 1}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
}
