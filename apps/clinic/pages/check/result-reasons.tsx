import type { Reason, ReasonGroup } from "./result-view.ts";

/** What this person said that speaks for and against the answer, with what each figure rests on. */
export function ResultReasons({ groups }: { readonly groups: readonly ReasonGroup[] }) {
  return (
    <section aria-labelledby="why">
      <h2 id="why">Why we think so</h2>
      {groups.map((group) => (
        <ReasonCard key={group.about} group={group} />
      ))}
    </section>
  );
}

function ReasonCard({ group }: { readonly group: ReasonGroup }) {
  return (
    <div className="reason-group">
      <h3>{group.about}</h3>
      {group.up.length > 0 && <Reasons title="Speaks for it" reasons={group.up} sign="+" />}
      {group.down.length > 0 && <Reasons title="Speaks against it" reasons={group.down} sign="–" />}
      <details className="no-print">
        <summary>
          What this rests on<span className="visually-hidden">: {group.about}</span>
        </summary>
        <ul className="basis">
          {[...group.up, ...group.down].map((reason) => (
            <Basis key={reason.said} reason={reason} />
          ))}
        </ul>
      </details>
    </div>
  );
}

function Reasons({
  title,
  reasons,
  sign,
}: {
  readonly title: string;
  readonly reasons: readonly Reason[];
  readonly sign: string;
}) {
  return (
    <>
      <h4>{title}</h4>
      <ul className="reasons">
        {reasons.map((reason) => (
          <li key={reason.said}>
            <span className="reason-sign" aria-hidden="true">
              {sign}
            </span>
            <p>
              {reason.said} {reason.moved}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Basis({ reason }: { readonly reason: Reason }) {
  return (
    <li>
      {reason.said} The figure is <strong>{reason.mark}</strong>.
      {reason.sources.map((source) => (
        <span key={source.text} className="basis-source">
          {source.text}. {source.doi !== "" && <a href={`https://doi.org/${source.doi}`}>doi.org/{source.doi}</a>}
        </span>
      ))}
    </li>
  );
}
