import { Form, Link } from "react-router";
import type { GivenPlanContent } from "../../store/index.ts";
import type { FieldError } from "../../ui/error-summary.tsx";
import { PatientPlanText } from "../../ui/patient-plan.tsx";
import { PrintButton } from "../../ui/print-button.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface ExerciseChoice {
  readonly id: string;
  readonly title: string;
  readonly dose: string;
  readonly isProposed: boolean;
  /** The parts of its dose. */
  readonly fields: readonly {
    readonly id: string;
    readonly label: string;
    readonly hint: string;
    readonly value: string;
  }[];
}

/** A plan that was not given, since a dose cannot be: what is wrong, and what was typed and ticked. */
interface NotGiven {
  readonly errors: readonly FieldError[];
  readonly typed: Readonly<Record<string, string>>;
  readonly exerciseIds: readonly string[];
}

/** What was agreed, on a page to take home, and the button that puts it on the patient's own pages. */
export function PatientPlan(props: {
  readonly name: string;
  readonly day: string;
  readonly content: GivenPlanContent;
  /** The whole library; those that are proposed are ticked. */
  readonly exercises: readonly ExerciseChoice[];
  readonly dayWords: readonly (string | null)[];
  readonly assessmentId: string;
  readonly notGiven: NotGiven | null;
  /** Versions given before, the newest first. */
  readonly given: readonly { readonly version: number; readonly when: string }[];
  readonly wasGiven: boolean;
  readonly hasAddress: boolean;
  readonly backTo: string;
}) {
  const isEmpty = props.content.lines.length === 0;
  return (
    <article className="patient-copy">
      <p className="inline-links no-print">
        <Link to={props.backTo}>← Back to the plan</Link>
        <PrintButton isSmall label="Print for the patient" />
      </p>
      {props.wasGiven && (
        <output className="notice good no-print">
          Given, as version {props.given[0]?.version}.{" "}
          {props.hasAddress
            ? "A letter that there is something new goes to their e-mail address."
            : "There is no e-mail address: print it, or read it with them."}
        </output>
      )}
      <h2>Your plan</h2>
      {isEmpty ? (
        <p className="notice">Nothing is agreed yet. Accept lines of the plan first; they then stand here.</p>
      ) : (
        <PatientPlanText name={props.name} day={props.day} content={props.content} dayWords={props.dayWords} />
      )}
      {!isEmpty && (
        <Form method="post" className="no-print">
          <input type="hidden" name="assessmentId" value={props.assessmentId} />
          <fieldset className="field">
            <legend>Exercises that go with it</legend>
            <p className="hint">
              Chosen for what was agreed. Untick what does not suit; more than five are seldom done. Each has a drawing,
              a first dose and rules for stopping: <Link to="/exercises">look at them</Link>.
            </p>
            <Choices exercises={props.exercises.filter(({ isProposed }) => isProposed)} notGiven={props.notGiven} />
            <details open={props.notGiven !== null}>
              <summary>Other exercises</summary>
              <Choices exercises={props.exercises.filter(({ isProposed }) => !isProposed)} notGiven={props.notGiven} />
            </details>
          </fieldset>
          <button className="button" name="deed" value="give">
            Give this plan to the patient
          </button>
          <p className="hint">
            It is kept as it stands, appears on their own pages, and a letter without a word of health tells them.
          </p>
        </Form>
      )}
      {props.given.length > 0 && (
        <section className="no-print">
          <h3>Given before</h3>
          <ul>
            {props.given.map(({ version, when }) => (
              <li key={version}>
                Version {version}, {when}
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

function Choices(props: { readonly exercises: readonly ExerciseChoice[]; readonly notGiven: NotGiven | null }) {
  const { exercises, notGiven } = props;
  if (exercises.length === 0) return <p className="soft">None of the library is for what was agreed.</p>;
  return (
    <ul className="plain-list">
      {exercises.map(({ id, title, dose, isProposed, fields }) => (
        <li key={id}>
          <label className="tick">
            <input
              type="checkbox"
              name="exercise"
              value={id}
              defaultChecked={notGiven === null ? isProposed : notGiven.exerciseIds.includes(id)}
            />{" "}
            <span>
              {title} <span className="soft">({dose})</span>
            </span>
          </label>
          <details
            className="dose"
            open={notGiven?.errors.some(({ fieldId }) => fields.some((field) => field.id === fieldId))}
          >
            <summary>
              Change the dose<span className="visually-hidden"> of {title}</span>
            </summary>
            <div className="dose-fields">
              {fields.map((field) => (
                <TextField
                  key={field.id}
                  id={field.id}
                  label={field.label}
                  hint={field.hint}
                  inputMode="numeric"
                  autoComplete="off"
                  defaultValue={notGiven?.typed[field.id] ?? field.value}
                  error={notGiven?.errors.find(({ fieldId }) => fieldId === field.id)?.message}
                />
              ))}
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
