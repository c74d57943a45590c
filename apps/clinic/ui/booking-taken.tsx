import { Link } from "react-router";
import type { TimeButton } from "./booking-chooser.tsx";

interface JustTakenProps {
  readonly time: TimeButton;
  /** `other-visit`: free, but the person has another visit then. */
  readonly why: "taken" | "other-visit";
  /** Earliest first; may be empty. */
  readonly nearest: readonly TimeButton[];
  readonly zone: string;
  /** All other times. Leaves the form. */
  readonly moreHref: string;
}

/** The time cannot be had: the nearest free times, inside the form, so that nothing typed is lost. */
export function JustTaken({ time, why, nearest, zone, moreHref }: JustTakenProps) {
  return (
    <section className="notice caution" role="alert">
      <h2>{why === "taken" ? "That time was just taken" : "You have another visit then"}</h2>
      <p>
        {why === "taken"
          ? `${time.day}, ${time.clock}, is no longer free. `
          : `You already have a visit on ${time.day} at ${time.clock}. `}
        {nearest.length > 0 && "Choose one of these. What you typed is kept."}
      </p>
      {nearest.length > 0 && (
        <fieldset>
          <legend>Nearest free times ({zone})</legend>
          <div className="choices">
            {nearest.map((other) => (
              <label className="choice" key={other.key}>
                <input type="radio" name="slot" value={other.key} required />
                <span>
                  <strong>
                    {other.day}, {other.clock}
                  </strong>
                  <br />
                  {other.officeName}, with {other.clinicianName}
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
