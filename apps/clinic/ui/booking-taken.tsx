import { Link } from "react-router";
import type { TimeButton } from "./booking-chooser.tsx";

interface JustTakenProps {
  readonly lost: TimeButton;
  /** Earliest first; may be empty. */
  readonly nearest: readonly TimeButton[];
  readonly zone: string;
  /** All other times. Leaves the form. */
  readonly moreHref: string;
}

/** Somebody was faster: the nearest free times, inside the form, so that nothing typed is lost. */
export function JustTaken({ lost, nearest, zone, moreHref }: JustTakenProps) {
  return (
    <section className="notice caution" role="alert">
      <h2>That time was just taken</h2>
      <p>
        {lost.day}, {lost.clock}, is no longer free.{" "}
        {nearest.length > 0 && "Choose one of these. What you typed is kept."}
      </p>
      {nearest.length > 0 && (
        <fieldset>
          <legend>Nearest free times ({zone})</legend>
          <div className="choices">
            {nearest.map((time) => (
              <label className="choice" key={time.key}>
                <input type="radio" name="slot" value={time.key} required />
                <span>
                  <strong>
                    {time.day}, {time.clock}
                  </strong>
                  <br />
                  {time.officeName}, with {time.clinicianName}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <p>
        <Link className="tap" to={moreHref}>
          See all free times
        </Link>
      </p>
    </section>
  );
}
