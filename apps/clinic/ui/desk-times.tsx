import { Form, Link } from "react-router";
import { Pick } from "./pick.tsx";
import "./desk.css";

interface Option {
  readonly id: string;
  readonly name: string;
}

/** What, where, with whom and on which day, for the front desk: changes only the address. */
export function DeskChoice({
  action,
  hidden,
  options,
  chosen,
}: {
  readonly action: string;
  /** What else stays in the address. */
  readonly hidden: Readonly<Record<string, string>>;
  /** Services are left out where they are given. */
  readonly options: {
    readonly services?: readonly Option[];
    readonly offices: readonly Option[];
    readonly clinicians: readonly Option[];
  };
  readonly chosen: {
    readonly serviceId: string | null;
    readonly officeId: string | null;
    readonly clinicianId: string | null;
    readonly day: string;
  };
}) {
  return (
    // The key makes the fields follow when the address is changed by a link.
    <Form className="filter-bar" method="get" action={action} key={JSON.stringify(chosen)}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {options.services !== undefined && (
        <Pick id="service" label="Service" options={options.services} chosen={chosen.serviceId} />
      )}
      <Pick id="office" label="Office" all="any office" options={options.offices} chosen={chosen.officeId} />
      <Pick id="clinician" label="Clinician" all="anyone" options={options.clinicians} chosen={chosen.clinicianId} />
      <div>
        <label htmlFor="day">Day</label>
        <input id="day" name="day" type="date" defaultValue={chosen.day} />
      </div>
      <button className="button quiet" type="submit">
        Show times
      </button>
    </Form>
  );
}

/** Free times of one clinician at one office. */
export interface TimesOfOne {
  /** `"Dr. Example, Webster"`. */
  readonly who: string;
  /** `slotKey` leads on; the clock time is what is seen. */
  readonly times: readonly (readonly [slotKey: string, clock: string])[];
}

/** The free times of a day, by clinician and office. Each is a link, or a button of the form around it. */
export function DeskTimes({
  groups,
  hrefOf,
}: {
  readonly groups: readonly TimesOfOne[];
  /** Left out within a form whose buttons are called `slot`. */
  readonly hrefOf?: (slotKey: string) => string;
}) {
  if (groups.length === 0) return <p className="notice caution">Nothing is free on this day for this choice.</p>;
  return groups.map(({ who, times }) => (
    <section key={who} aria-label={who}>
      <h3>{who}</h3>
      <ul className="desk-times">
        {times.map(([key, clock]) => (
          <li key={key}>
            {hrefOf === undefined ? (
              <button className="button quiet small" name="slot" value={key} aria-label={`${clock}, ${who}`}>
                {clock}
              </button>
            ) : (
              <Link className="button quiet small" to={hrefOf(key)} aria-label={`${clock}, ${who}`}>
                {clock}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}
