import { Fragment } from "react";
import type { ProvenanceMark } from "@plumbline/clinical-model";
import { EvidenceMark } from "../../ui/evidence-mark.tsx";
import { EvidenceSources } from "../../ui/evidence-sources.tsx";
import { Probability } from "./result-answer.tsx";
import type { ResultPage } from "./result.tsx";
import { pickRange } from "./result-ranges.tsx";
import type { Ranges } from "./result-ranges.tsx";
import { ResultWaterfall } from "./result-waterfall.tsx";
import { percentText } from "./result-words.ts";

/** Conditions that the base's report rule lets be named, each with what it rests on one click away. */
export function ResultConditions({ page, ranges }: { readonly page: ResultPage; readonly ranges: Ranges }) {
  const { neverAbove } = page;
  return (
    <section>
      <h2>Conditions</h2>
      {page.fit.isPoor && (
        <p className="notice caution">
          <strong>Weak:</strong> these are the best of poor fits. Do not rely on their order or figures.
        </p>
      )}
      {page.conditions.length === 0 ? (
        <p>Nothing stands out from what is usual for this age, sex and kind of office.</p>
      ) : (
        <table className="stack-table">
          <thead>
            <tr>
              <th scope="col">Condition</th>
              <th scope="col">Before findings</th>
              <th scope="col">Now</th>
              <th scope="col">Lift</th>
              <th scope="col">In words</th>
              <th scope="col">Rows of evidence</th>
            </tr>
          </thead>
          <tbody>
            {page.conditions.map((condition) => (
              <Fragment key={condition.id}>
                <tr className="with-details">
                  <th scope="row">
                    {condition.name}
                    <span className="asked">{condition.role}</span>
                  </th>
                  <td data-label="Before findings">{percentText(condition.prior, neverAbove)}</td>
                  <td data-label="Now">
                    <Probability
                      value={condition.posterior}
                      range={pickRange(ranges, ({ conditions }) => conditions[condition.id])}
                      neverAbove={neverAbove}
                    />
                  </td>
                  <td data-label="Lift">×{condition.lift.toFixed(condition.lift < 10 ? 1 : 0)}</td>
                  <td data-label="In words">{condition.certainty}</td>
                  <td data-label="Rows of evidence">
                    <Marks counts={condition.evidenceMarks} />
                  </td>
                </tr>
                <tr className="details-row no-print">
                  <td colSpan={6}>
                    <ConditionDetails condition={condition} neverAbove={neverAbove} />
                  </td>
                </tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      {page.complaints.length > 0 && <Complaints page={page} ranges={ranges} />}
      {page.furtherConditions.length > 0 && (
        <details className="no-print">
          <summary>{page.furtherConditions.length} further conditions, not lifted enough to be named</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">Condition</th>
                <th scope="col" className="number">
                  Before
                </th>
                <th scope="col" className="number">
                  Now
                </th>
              </tr>
            </thead>
            <tbody>
              {page.furtherConditions.map((condition) => (
                <tr key={condition.id}>
                  <th scope="row">{condition.name}</th>
                  <td className="number">{percentText(condition.prior, neverAbove)}</td>
                  <td className="number">{percentText(condition.posterior, neverAbove)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}

function Marks({ counts }: { readonly counts: Readonly<Record<ProvenanceMark, number>> }) {
  const used = (Object.keys(counts) as ProvenanceMark[]).filter((mark) => counts[mark] > 0);
  if (used.length === 0) return <span className="soft">none used</span>;
  return (
    <span className="marks-line">
      {used.map((mark) => (
        <span key={mark}>
          {counts[mark]} <EvidenceMark mark={mark} />
        </span>
      ))}
    </span>
  );
}

function ConditionDetails({
  condition,
  neverAbove,
}: {
  readonly condition: ResultPage["conditions"][number];
  readonly neverAbove: number;
}) {
  const { evidence } = condition;
  return (
    <details>
      <summary>What moved “{condition.name}”, and what it rests on</summary>
      {condition.waterfall !== null && (
        <ResultWaterfall
          of={condition.name}
          startsAs="Before the findings"
          waterfall={condition.waterfall}
          neverAbove={neverAbove}
        />
      )}
      <p>
        Starts at {percentText(condition.prior, neverAbove)} <EvidenceMark mark={evidence.priorMark} />
        {evidence.priorBasis !== "" && <>: {evidence.priorBasis}</>}
      </p>
      <EvidenceSources sources={evidence.priorSources} />
      {evidence.rows.length === 0 ? (
        <p>No finding of this person speaks about it directly.</p>
      ) : (
        <table className="stack-table">
          <thead>
            <tr>
              <th scope="col">Finding</th>
              <th scope="col">Found</th>
              <th scope="col">Ratio of the row</th>
              <th scope="col">Mark and source</th>
            </tr>
          </thead>
          <tbody>
            {evidence.rows.map((row) => (
              <tr key={row.rowId}>
                <th scope="row">{row.finding}</th>
                <td data-label="Found">{row.found}</td>
                <td data-label="Ratio">
                  {row.ratio.toFixed(2)} {row.ratio > 1 ? "for" : "against"}
                </td>
                <td>
                  <EvidenceMark mark={row.mark} /> level {row.level}
                  {row.population !== "" && <span className="soft">, {row.population}</span>}{" "}
                  <EvidenceSources sources={row.sources} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="soft">
        Ratios are those of the single rows, shrunk by how firm they are. Findings that go together count less than
        their product, and conditions that explain the same complaint compete.
      </p>
    </details>
  );
}

function Complaints({ page, ranges }: { readonly page: ResultPage; readonly ranges: Ranges }) {
  return (
    <>
      <h3>What explains each complaint</h3>
      <div className="complaints">
        {page.complaints.map((complaint) => (
          <table key={complaint.id}>
            <caption>{complaint.name}</caption>
            <tbody>
              {complaint.causes.map((cause) => (
                <tr key={cause.conditionId}>
                  <th scope="row">{cause.name}</th>
                  <td>
                    <Probability
                      value={cause.share}
                      range={pickRange(ranges, ({ complaints }) => complaints[complaint.id]?.causes[cause.conditionId])}
                      neverAbove={page.neverAbove}
                    />
                  </td>
                </tr>
              ))}
              {complaint.others.count > 0 && (
                <tr>
                  <th scope="row" className="soft">
                    {complaint.others.count} smaller causes
                  </th>
                  <td>
                    <Probability value={complaint.others.share} neverAbove={page.neverAbove} />
                  </td>
                </tr>
              )}
              <tr>
                <th scope="row" className="soft">
                  not explained by the base
                </th>
                <td>
                  <Probability
                    value={complaint.unexplained}
                    range={pickRange(ranges, ({ complaints }) => complaints[complaint.id]?.unexplained)}
                    neverAbove={page.neverAbove}
                  />
                </td>
              </tr>
            </tbody>
          </table>
        ))}
      </div>
    </>
  );
}
