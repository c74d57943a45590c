import { byWhom } from "./plan-line.tsx";
import type { DecidedLine } from "./plan-line.tsx";
import { RECOMMENDATION_WORDS } from "./result-words.ts";

/** The plan on paper: what was agreed in full, what was not in one line each. Two pages hold a long plan. */
export function PlanPrint({ lines }: { readonly lines: readonly DecidedLine[] }) {
  const agreed = lines.filter(({ decided }) => decided?.decision === "accepted" || decided?.decision === "altered");
  const rejected = lines.filter(({ decided }) => decided?.decision === "rejected");
  const open = lines.filter(({ decided }) => decided === null);
  return (
    <div className="print-only plan-print">
      <h3>Agreed</h3>
      {agreed.length === 0 ? <p>Nothing yet.</p> : agreed.map((line) => <Agreed key={line.treatmentId} line={line} />)}
      <Short title="Rejected" lines={rejected} />
      <Short title="Proposed, not decided" lines={open} />
    </div>
  );
}

function Agreed({ line }: { readonly line: DecidedLine }) {
  const sources = line.sources.map(({ text, doi }) => (doi === "" ? text : `${text} doi:${doi}`)).join(" ");
  return (
    <div className="agreed">
      <p>
        <strong>{line.intervention}</strong> ({RECOMMENDATION_WORDS[line.recommendation]}), {line.decided?.decision}{" "}
        {line.decided !== null && byWhom(line.decided)}
      </p>
      <p>
        {line.because} {line.effect} Certainty: {line.certainty}.
        {line.guideline !== "" && ` Guidelines: ${line.guideline}.`}
        {line.dose !== "" && ` Dose: ${line.dose}.`}
        {line.contraindications !== "" && ` Not when: ${line.contraindications}.`} Rests on ({line.mark}):{" "}
        {sources === "" ? "no published source." : sources}
      </p>
    </div>
  );
}

function Short({ title, lines }: { readonly title: string; readonly lines: readonly DecidedLine[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.treatmentId}>
            {line.intervention}: {RECOMMENDATION_WORDS[line.recommendation]}, certainty {line.certainty}, {line.mark};
            for {line.conditionName}
            {line.decided !== null && line.decided.note !== "" && `; ${line.decided.note}`}
          </li>
        ))}
      </ul>
    </>
  );
}
