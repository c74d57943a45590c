import { PrintButton } from "../../ui/result-print-button.tsx";
import type { CareLine } from "./result-view.ts";
import { WHEN_TO_CALL } from "./result-words.ts";

export interface SuggestedVisit {
  readonly id: string;
  readonly patientName: string;
  readonly description: string;
  readonly durationMin: number;
}

/** What to do first, and what must not wait for it. */
export function ResultFirst({
  isSelfCare,
  first,
  visit,
  resumeUrl,
}: {
  /** Advice is enough for now; a visit is for later. */
  readonly isSelfCare: boolean;
  readonly first: readonly CareLine[];
  readonly visit: SuggestedVisit | null;
  readonly resumeUrl: string;
}) {
  return (
    <section className="card visit-card" aria-labelledby="first">
      <h2 id="first">What to do first</h2>
      {isSelfCare && <Begin first={first} lead="You can begin on your own." />}
      {visit !== null && (
        <>
          <p>
            <strong>{isSelfCare ? "Not better in a few weeks? Have it looked at." : "Have it looked at."}</strong> We
            suggest: {visit.patientName}, {visit.durationMin} minutes. {visit.description}
          </p>
          <p>Your clinician will see your answers and this result, so you need not tell it all again.</p>
        </>
      )}
      {!isSelfCare && first.length > 0 && <Begin first={first} lead="Until then, this often helps." />}
      <div className="row no-print">
        <a className="button" href={visit === null ? "/book?from=check" : `/book?service=${visit.id}&from=check`}>
          Find a free time
        </a>
        <PrintButton />
      </div>
      <details className="no-print">
        <summary>Save this result</summary>
        <p>Keep this link. Anyone who has it can see your answers.</p>
        <p>
          <a className="resume-link" href={resumeUrl}>
            {resumeUrl}
          </a>
        </p>
      </details>
    </section>
  );
}

function Begin({ first, lead }: { readonly first: readonly CareLine[]; readonly lead: string }) {
  return (
    <>
      <p>
        <strong>{lead}</strong> Stop if it makes things worse.
      </p>
      <ul>
        {first.map((line) => (
          <li key={line.id}>
            {line.kind}: {line.name}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The same for everyone: the signs that make every other answer unimportant. */
export function ResultWhenToCall() {
  return (
    <section className="when-to-call" aria-labelledby="call">
      <h2 id="call">When to call</h2>
      <div className="call-columns">
        <div>
          <h3>
            <a href="tel:911">Call 911</a> now if
          </h3>
          <ul>
            {WHEN_TO_CALL.now.map((sign) => (
              <li key={sign}>{sign}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3>Call us or your doctor today if</h3>
          <ul>
            {WHEN_TO_CALL.today.map((sign) => (
              <li key={sign}>{sign}</li>
            ))}
          </ul>
        </div>
      </div>
      <p>
        If you think of ending your life, <a href="tel:988">call 988</a>, day or night.
      </p>
    </section>
  );
}
