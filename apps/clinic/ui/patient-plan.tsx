import type { GivenPlanContent } from "../store/index.ts";
import "./patient-plan.css";

/** A plan as the patient has it, on paper and on their own pages: what was agreed, until when, and when to call. */
export function PatientPlanText({
  name,
  day,
  content,
  dayWords,
}: {
  readonly name: string;
  readonly day: string;
  readonly content: GivenPlanContent;
  /** The review days of the lines in words, in their order; null where there is none. */
  readonly dayWords: readonly (string | null)[];
}) {
  return (
    <div className="patient-plan">
      <p>
        For {name}, {day}. Made with {content.clinician}.
      </p>
      {content.urgent.map((message) => (
        <p key={message} className="notice danger">
          {message}
        </p>
      ))}
      <ol>
        {content.lines.map((line, at) => (
          <li key={line.title}>
            <h3>{line.title}</h3>
            <p>This is for: {line.isFor}. </p>
            {line.how !== "" && <p>{sentence(line.how)} </p>}
            {line.note !== "" && <p>Note: {sentence(line.note)} </p>}
            {dayWords[at] !== null && <p>We look together whether it helps by {dayWords[at]}. </p>}
            {line.stopRule !== "" && <p>{line.stopRule} </p>}
            <p>How sure we are that it helps: {line.certainty}.</p>
          </li>
        ))}
      </ol>
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
    </div>
  );
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
