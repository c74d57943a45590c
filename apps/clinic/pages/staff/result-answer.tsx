import type { Direction } from "@plumbline/clinical-model";
import { EvidenceMark } from "../../ui/evidence-mark.tsx";
import { EvidenceSources } from "../../ui/evidence-sources.tsx";
import type { ResultPage } from "./result.tsx";
import { DIRECTION_WORDS, answerWords, percentText } from "./result-words.ts";

/** The warning signs, then which end drives which, and what moved that most. */
export function ResultAnswer({ page }: { readonly page: ResultPage }) {
  const { direction, neverAbove } = page;
  const directions = (Object.keys(direction.probabilities) as Direction[]).toSorted(
    (a, b) => direction.probabilities[b] - direction.probabilities[a],
  );
  return (
    <>
      {page.flags.map((flag) => (
        <section
          key={flag.id}
          className={flag.level === "emergency" || flag.level === "urgent" ? "notice danger" : "notice caution"}
        >
          <h3>
            {flag.name} <span className={`badge ${flag.level}`}>{flag.urgency}</span>
          </h3>
          <p>{flag.action}</p>
          <p className="soft">Because of: {flag.because.join("; ")}.</p>
          <details className="no-print">
            <summary>
              Rests on <EvidenceMark mark={flag.mark} />
            </summary>
            <EvidenceSources sources={flag.sources} />
          </details>
        </section>
      ))}
      <section className="card">
        <h2>Which end drives which?</h2>
        <p className="answer-line">{answerWords(direction)}</p>
        <dl className="direction-list">
          {directions.map((each) => (
            <DirectionLine
              key={each}
              name={DIRECTION_WORDS[each]}
              probability={direction.probabilities[each]}
              neverAbove={neverAbove}
              isAnswer={each === direction.answer}
            />
          ))}
        </dl>
        {page.pushes.length > 0 && (
          <details>
            <summary>What moved this most ({page.pushes.length})</summary>
            <table className="stack-table">
              <thead>
                <tr>
                  <th scope="col">Finding</th>
                  <th scope="col">Without it → with it</th>
                  <th scope="col">Mark and source</th>
                </tr>
              </thead>
              <tbody>
                {page.pushes.map((push) => (
                  <tr key={push.findingId}>
                    <th scope="row">{push.findingName}</th>
                    <td className="arrow" data-label="Without it → with it">
                      {percentText(push.without, neverAbove)} → {percentText(push.with, neverAbove)}
                    </td>
                    <td>
                      <EvidenceMark mark={push.mark} /> <EvidenceSources sources={push.sources} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        )}
      </section>
    </>
  );
}

function DirectionLine(props: {
  readonly name: string;
  readonly probability: number;
  readonly neverAbove: number;
  readonly isAnswer: boolean;
}) {
  return (
    <>
      <dt className={props.isAnswer ? "is-answer" : ""}>{props.name}</dt>
      <dd>
        <Probability value={props.probability} neverAbove={props.neverAbove} />
      </dd>
    </>
  );
}

/** A bar and its number: the bar alone says nothing to a screen reader. */
export function Probability({ value, neverAbove }: { readonly value: number; readonly neverAbove: number }) {
  return (
    <span className="probability">
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${Math.min(value, neverAbove) * 100}%` }} />
      </span>
      {percentText(value, neverAbove)}
    </span>
  );
}
