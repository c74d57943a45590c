import type { Direction } from "@plumbline/clinical-model";
import { EvidenceMark } from "../../ui/evidence-mark.tsx";
import { EvidenceSources } from "../../ui/evidence-sources.tsx";
import type { ResultPage } from "./result.tsx";
import { RangeLine, pickRange } from "./result-ranges.tsx";
import type { Range, Ranges } from "./result-ranges.tsx";
import { ResultWaterfall } from "./result-waterfall.tsx";
import { DIRECTION_WORDS, answerWords, percentText } from "./result-words.ts";

/** The warning signs, then which end drives which, and what moved that most. */
export function ResultAnswer({ page, ranges }: { readonly page: ResultPage; readonly ranges: Ranges }) {
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
      {page.overrides.length > 0 && (
        <section className="notice">
          <h3>Warning signs that the patient’s answer lifted</h3>
          <ul>
            {page.overrides.map((override) => (
              <li key={override.flagId}>
                <strong>{override.name}</strong> ({override.level}): “{override.question}” was answered “
                {override.answer}”.
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card">
        <h2>Which end drives which?</h2>
        <p className="answer-line">{answerWords(direction)}</p>
        <dl className="direction-list">
          {directions.map((each) => (
            <DirectionLine
              key={each}
              name={DIRECTION_WORDS[each]}
              probability={direction.probabilities[each]}
              range={pickRange(ranges, (known) => known.direction?.[each])}
              neverAbove={neverAbove}
              isAnswer={each === direction.answer}
            />
          ))}
        </dl>
        {page.directionNotices.map((notice) => (
          <p key={notice.code} className="against">
            {notice.message} {notice.hint}
          </p>
        ))}
        {page.fit.unexplainedFindings.length > 0 && (
          <details>
            <summary>Findings that nothing here explains well ({page.fit.unexplainedFindings.length})</summary>
            <ul>
              {page.fit.unexplainedFindings.map((finding) => (
                <li key={finding.findingId}>{finding.findingName}</li>
              ))}
            </ul>
          </details>
        )}
        {page.directionWaterfall.steps.length > 0 && (
          <details open>
            <summary>What moved “{DIRECTION_WORDS[page.explainedDirection]}”</summary>
            <ResultWaterfall
              of={DIRECTION_WORDS[page.explainedDirection]}
              startsAs="Nothing known: all five alike"
              waterfall={page.directionWaterfall}
              neverAbove={neverAbove}
            />
          </details>
        )}
      </section>
    </>
  );
}

function DirectionLine(props: {
  readonly name: string;
  readonly probability: number;
  readonly range: Range;
  readonly neverAbove: number;
  readonly isAnswer: boolean;
}) {
  return (
    <>
      <dt className={props.isAnswer ? "is-answer" : ""}>{props.name}</dt>
      <dd>
        <Probability value={props.probability} range={props.range} neverAbove={props.neverAbove} />
      </dd>
    </>
  );
}

/** A bar and its number: the bar alone says nothing to a screen reader. */
export function Probability({
  value,
  range,
  neverAbove,
}: {
  readonly value: number;
  readonly range?: Range;
  readonly neverAbove: number;
}) {
  return (
    <span className="probability">
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${Math.min(value, neverAbove) * 100}%` }} />
      </span>
      {percentText(value, neverAbove)}
      <RangeLine range={range} neverAbove={neverAbove} />
    </span>
  );
}
