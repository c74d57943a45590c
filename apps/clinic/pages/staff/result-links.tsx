import { Fragment } from "react";
import { EvidenceMark } from "../../ui/evidence-mark.tsx";
import { EvidenceSources } from "../../ui/evidence-sources.tsx";
import type { ResultPage } from "./result.tsx";
import { RangeLine, pickRange } from "./result-ranges.tsx";
import type { Ranges } from "./result-ranges.tsx";
import { percentText } from "./result-words.ts";

/** Whether a cause that is there drives the complaint at the other end, and how far published evidence can carry that. */
export function ResultLinks({ page, ranges }: { readonly page: ResultPage; readonly ranges: Ranges }) {
  const { links, furtherLinks, neverAbove } = page;
  if (links.length === 0 && furtherLinks.length === 0) return null;
  return (
    <section>
      <h2>Links between foot and back</h2>
      {links.length === 0 ? (
        <p>No link reaches 10%.</p>
      ) : (
        <table className="stack-table">
          <thead>
            <tr>
              <th scope="col">Cause → effect</th>
              <th scope="col">There and driving</th>
              <th scope="col">If there, driving: before clues → now</th>
              <th scope="col">Capped at</th>
              <th scope="col">Published evidence</th>
            </tr>
          </thead>
          <tbody>
            {links.map((link) => (
              <Fragment key={link.id}>
                <tr className="with-details">
                  <th scope="row">
                    {link.conditionName} → {effectWords(link.effect)}
                    <span className="asked">{link.direction}</span>
                  </th>
                  <td data-label="There and driving">
                    {percentText(link.probability, neverAbove)}
                    <RangeLine
                      range={pickRange(ranges, ({ links: known }) => known[link.id])}
                      neverAbove={neverAbove}
                    />
                  </td>
                  <td className="arrow" data-label="If there, driving">
                    {percentText(link.linkPrior, neverAbove)} → {percentText(link.linkPosterior, neverAbove)}
                  </td>
                  <td data-label="Capped at">{percentText(link.cap, neverAbove)}</td>
                  <td data-label="Published evidence">
                    {link.verdict} <EvidenceMark mark={link.mark} />
                  </td>
                </tr>
                <tr className="details-row no-print">
                  <td colSpan={5}>
                    <details>
                      <summary>What this link rests on</summary>
                      {link.evidence.clues.length === 0 ? (
                        <p>No clue about this link is known of this person.</p>
                      ) : (
                        <ul>
                          {link.evidence.clues.map((clue) => (
                            <li key={clue.findingId}>
                              {clue.finding}: {clue.isPresent ? "yes" : "no"}, odds × {clue.ratio.toFixed(1)}{" "}
                              <EvidenceMark mark={clue.mark} />
                            </li>
                          ))}
                        </ul>
                      )}
                      {link.evidence.moderator !== "" && <p>{link.evidence.moderator}</p>}
                      {link.evidence.mechanisms.length === 0 ? (
                        <p>No published mechanism is tied to this link.</p>
                      ) : (
                        <ul>
                          {link.evidence.mechanisms.map((mechanism) => (
                            <li key={mechanism.id}>
                              {mechanism.claim}: {mechanism.figure === "" ? "no figure" : mechanism.figure};{" "}
                              {mechanism.verdict} <EvidenceMark mark={mechanism.mark} />
                              <EvidenceSources sources={mechanism.sources} />
                            </li>
                          ))}
                        </ul>
                      )}
                    </details>
                  </td>
                </tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      {furtherLinks.length > 0 && (
        <details className="no-print">
          <summary>{furtherLinks.length} further links, below 10%</summary>
          <ul>
            {furtherLinks.map((link) => (
              <li key={link.id}>
                {link.conditionName} → {effectWords(link.effect)}: {percentText(link.probability, neverAbove)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** `"back_pain+foot_symptom"` as people write it. */
function effectWords(effect: string): string {
  return effect.replaceAll("_", " ").replaceAll("+", " and ");
}
