import { EvidenceMark } from "../../ui/evidence-mark.tsx";
import { EvidenceSources } from "../../ui/evidence-sources.tsx";
import type { MoveCause } from "./assessment-change.ts";
import type { ResultPage } from "./result.tsx";
import { percentText } from "./result-words.ts";

/** This result beside the one before it: what became known, what it moved, and by how much. */
export function ResultChange({ page }: { readonly page: ResultPage }) {
  const { change, previousWords, neverAbove } = page;
  if (change === null) return null;
  return (
    <section>
      <h2>What moved since {previousWords}</h2>
      {change.evidenceChanged && (
        <p className="notice caution">
          The evidence base itself changed in between; part of the moves may come from that.
        </p>
      )}
      {change.findings.length === 0 ? (
        <p>No finding changed.</p>
      ) : (
        <details open={change.findings.length <= 8}>
          <summary>
            {change.findings.length === 1 ? "1 finding" : `${change.findings.length} findings`} new or changed
          </summary>
          <ul>
            {change.findings.map((finding) => (
              <li key={finding.findingId}>
                {finding.name}: {finding.before === null ? "" : `was ${finding.before}, `}
                {finding.after === null ? "taken back, now unknown" : <strong>{finding.after}</strong>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {change.answer !== null && (
        <p className="answer-line">
          The answer changed: {change.answer.before} → {change.answer.after}
        </p>
      )}
      {change.flagsRaised.length > 0 && (
        <p className="notice danger">New warning sign: {change.flagsRaised.join("; ")}.</p>
      )}
      {change.flagsCleared.length > 0 && <p>No longer a warning sign: {change.flagsCleared.join("; ")}.</p>}
      {change.moves.length === 0 ? (
        <p>No conclusion moved by 1% or more.</p>
      ) : (
        <table className="stack-table">
          <caption>Largest moves first</caption>
          <thead>
            <tr>
              <th scope="col">Conclusion</th>
              <th scope="col">Before → now</th>
              <th scope="col">Moved by</th>
            </tr>
          </thead>
          <tbody>
            {change.moves.map((move) => (
              <tr key={move.target}>
                <th scope="row">{move.name}</th>
                <td className="arrow" data-label="Before → now">
                  {percentText(move.before, neverAbove)} → {percentText(move.after, neverAbove)}{" "}
                  <span className="soft">{move.after > move.before ? "▲ up" : "▼ down"}</span>
                </td>
                <td>
                  {move.causes.length === 0 ? (
                    <span className="soft">the changes together; no one of them alone</span>
                  ) : (
                    move.causes.map((cause) => <Cause key={cause.names.join()} cause={cause} neverAbove={neverAbove} />)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {change.furtherMoves > 0 && <p className="soft">{change.furtherMoves} further conclusions moved less.</p>}
    </section>
  );
}

function Cause({ cause, neverAbove }: { readonly cause: MoveCause; readonly neverAbove: number }) {
  return (
    <details>
      <summary>
        <span>
          {cause.names.join("; ")}
          <span className="asked">
            without: {percentText(cause.without, neverAbove)}, with: {percentText(cause.with, neverAbove)}
          </span>
        </span>
      </summary>
      {cause.row === null ? (
        <p className="soft">No row of evidence ties it to this directly: it works through other conclusions.</p>
      ) : (
        <>
          <p>
            Strongest row: {cause.row.finding}, {cause.row.found}, on {cause.row.condition}: ratio{" "}
            {cause.row.ratio.toFixed(2)} <EvidenceMark mark={cause.row.mark} /> level {cause.row.level}
          </p>
          <EvidenceSources sources={cause.row.sources} />
        </>
      )}
    </details>
  );
}
