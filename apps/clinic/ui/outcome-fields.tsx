import { CHANGE_WORDS, FOOT_ITEMS } from "@plumbline/outcomes";
import { ACTIVITY_NUMBERS, PAIN_QUESTIONS } from "../pages/outcome-form.ts";
import type { FieldError } from "./error-summary.tsx";
import "./outcome.css";
import { TextField } from "./text-field.tsx";

interface Props {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly FieldError[];
  /** Names of the activities of last time, so that the same are rated again. */
  readonly activities: readonly string[];
}

/** The questions that are asked again and again, for patients and for staff who ask them. */
export function OutcomeFields({ values, faults, activities }: Props) {
  const errorOf = (id: string) => faults.find(({ fieldId }) => fieldId === id)?.message;
  const shown = Math.max(3, activities.length);
  return (
    <>
      <section>
        <h2>Pain</h2>
        <p className="hint">0 is no pain, 10 is the worst you can think of. Leave out what you do not have.</p>
        {PAIN_QUESTIONS.map(({ id, label }) => (
          <Scale key={id} id={id} label={label} value={values[id]} error={errorOf(id)} />
        ))}
      </section>
      <section>
        <h2>What is hard for you</h2>
        <p className="hint">Name things you cannot do as before. 0 is “I cannot do it”, 10 is “as before”.</p>
        {ACTIVITY_NUMBERS.slice(0, shown).map((number) => (
          <div key={number} className="outcome-activity">
            <TextField
              id={`activity-${number}`}
              label={`Activity ${number}`}
              maxLength={80}
              autoComplete="off"
              defaultValue={values[`activity-${number}`] ?? activities[number - 1]}
              error={errorOf(`activity-${number}`)}
            />
            <Scale
              id={`rating-${number}`}
              label={`How well can you do activity ${number}?`}
              value={values[`rating-${number}`]}
              error={errorOf(`rating-${number}`)}
            />
          </div>
        ))}
      </section>
      <section>
        <h2>Your feet this week</h2>
        <p className="hint">
          0 is no trouble, 10 is “I cannot” or “all the time”. These questions are our own; they have not been tested
          yet.
        </p>
        {FOOT_ITEMS.map(({ id, label }) => (
          <Scale key={id} id={`foot-${id}`} label={label} value={values[`foot-${id}`]} error={errorOf(`foot-${id}`)} />
        ))}
      </section>
      <section>
        <h2>All in all</h2>
        <fieldset id="change" className="field" tabIndex={-1}>
          <legend>Since we began, you are</legend>
          {CHANGE_WORDS.map((words, at) => (
            <label key={words} className="choice">
              <input type="radio" name="change" value={at} defaultChecked={values.change === String(at)} />
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
      </section>
    </>
  );
}

const NUMBERS = Array.from({ length: 11 }, (_, number) => number);

function Scale({
  id,
  label,
  value,
  error,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
}) {
  return (
    <fieldset id={id} className={error === undefined ? "field" : "field wrong"} tabIndex={-1}>
      <legend>{label}</legend>
      {error !== undefined && (
        <p className="error-text">
          <span className="visually-hidden">Error: </span>
          {error}
        </p>
      )}
      <div className="outcome-scale">
        {NUMBERS.map((number) => (
          <label key={number}>
            <input type="radio" name={id} value={number} defaultChecked={value === String(number)} />
            <span>{number}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
