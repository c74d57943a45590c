import type { Bar, ResultView } from "./result-view.ts";
import { POOR_FIT_WORDS } from "./result-words.ts";

/** What fits the answers, how sure that is, and what would make it surer. */
export function ResultFits({ view }: { readonly view: ResultView }) {
  return (
    <>
      <section aria-labelledby="likely">
        <h2 id="likely">{view.isWeak ? "What fits a little" : "What fits"}</h2>
        {view.conditions.length === 0 ? (
          <p>
            Nothing fits your answers well enough for us to name it. That happens. An examination will say more than
            more questions.
          </p>
        ) : (
          <>
            <p className={view.isWeak ? "notice caution" : "soft"}>
              {view.isWeak
                ? POOR_FIT_WORDS.conditions
                : "What explains your trouble best comes first. Several can be true at once, so the numbers need not add up to 10."}
            </p>
            <Bars bars={view.conditions} />
          </>
        )}
      </section>
      <section aria-labelledby="sure">
        <h2 id="sure">How sure are we?</h2>
        {view.sureness.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <details className="no-print">
          <summary>How the answers to “feet or back?” compare</summary>
          <Bars bars={view.direction.bars} isPlain />
        </details>
      </section>
      {(view.questions.length > 0 || view.turns.length > 0) && (
        <section aria-labelledby="change">
          <h2 id="change">What would make us surer</h2>
          {view.questions.length > 0 && (
            <>
              <p className="soft">These would tell us most. A clinician can find them out in one visit.</p>
              <ul className="change-list">
                {view.questions.map((question) => (
                  <li key={question.id}>
                    <span className="badge">{question.isTest ? "Test" : "Question"}</span> {question.text}
                  </li>
                ))}
              </ul>
            </>
          )}
          {view.turns.length > 0 && (
            <>
              <p>One fact alone could change our answer:</p>
              <ul className="change-list">
                {view.turns.map((turn) => (
                  <li key={turn.text}>{turn.text}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
    </>
  );
}

function Bars({ bars, isPlain = false }: { readonly bars: readonly Bar[]; readonly isPlain?: boolean }) {
  return (
    <ul className="bars">
      {bars.map((bar) => (
        <li key={bar.label}>
          <span className="bar-name">{bar.label}</span>
          <span className="bar" aria-hidden="true">
            <span style={{ width: `${bar.percent}%` }} />
          </span>
          <span className="bar-words">{isPlain ? capital(bar.inTen) : `${bar.certainty}, ${bar.inTen}`}</span>
        </li>
      ))}
    </ul>
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
