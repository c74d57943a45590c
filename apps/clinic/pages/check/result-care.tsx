import type { CareLine } from "./result-view.ts";

/** Care that studies or guidelines speak for, and what does little, each with the facts a clinician reads. */
export function ResultCare({ lines }: { readonly lines: readonly CareLine[] }) {
  return (
    <section className="result-care" aria-labelledby="care">
      <h2 id="care">What usually helps</h2>
      <p className="soft">
        If the examination agrees. Ask before you start anything new. The names are the ones your clinician uses.
      </p>
      <ul className="care-list">
        {lines.map((line) => (
          <li key={line.id} className={line.isLittleUse ? "card little-use" : "card"}>
            <h3>{line.kind}</h3>
            <p>{line.name}</p>
            <p>
              <strong>{line.advice}</strong>
              <span className="soft"> – for {line.forCondition}</span>
            </p>
            <p className="badge">{line.studies}</p>
            <details className="no-print">
              <summary>Details, as clinicians read them</summary>
              <dl className="definition">
                <Line term="Why" text={line.because} />
                <Line term="Effect" text={line.effect} />
                <Line term="How much" text={line.dose} />
                <Line term="Guidelines" text={line.guideline} />
                <Line term="Not if" text={line.caution} />
                <Line term="The figure is" text={line.mark} />
              </dl>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ term, text }: { readonly term: string; readonly text: string }) {
  if (text === "") return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </>
  );
}
