import { Link } from "react-router";
import { PrintButton } from "../../ui/workspace-print.tsx";
import type { DecidedLine } from "./plan-line.tsx";

/** What was agreed, on a page to take home. Only lines a clinician has accepted or altered are on it. */
export function PatientPlan(props: {
  readonly name: string;
  readonly today: string;
  readonly clinician: string;
  readonly lines: readonly DecidedLine[];
  readonly urgent: readonly string[];
  readonly backTo: string;
}) {
  const agreed = props.lines.filter(
    ({ decided }) => decided?.decision === "accepted" || decided?.decision === "altered",
  );
  return (
    <article className="patient-copy">
      <p className="inline-links no-print">
        <Link to={props.backTo}>← Back to the plan</Link>
        <PrintButton label="Print for the patient" />
      </p>
      <h2>Your plan</h2>
      <p>
        For {props.name}, {props.today}. Made with {props.clinician}.
      </p>
      {props.urgent.map((message) => (
        <p key={message} className="notice danger">
          {message}
        </p>
      ))}
      {agreed.length === 0 ? (
        <p className="notice">Nothing is agreed yet. Accept lines of the plan first; they then stand here.</p>
      ) : (
        <ol>
          {agreed.map((line) => (
            <li key={line.treatmentId}>
              <h3>{line.intervention}</h3>
              <p>This is for: {line.patientName}.</p>
              {line.decided?.decision === "altered" ? (
                <p>What we agreed: {line.decided.note}</p>
              ) : (
                line.dose !== "" && <p>How: {line.dose}</p>
              )}
              {line.decided?.decision === "accepted" && line.decided.note !== "" && <p>Note: {line.decided.note}</p>}
              <p>How sure we are that it helps: {line.certainty}.</p>
            </li>
          ))}
        </ol>
      )}
      <h3>Call us if</h3>
      <ul>
        <li>it gets worse, or you are not better when we said you would be</li>
        <li>something here does not suit you: there is often another way</li>
      </ul>
      <p>
        <strong>Call 911</strong> if you cannot pee, lose control of your bowels, go numb where you would sit on a
        saddle, or if a leg turns cold and pale all at once.
      </p>
      <p className="soft">
        Your clinician made this plan with you. The program that helped has not been tested in clinics yet.
      </p>
    </article>
  );
}
