import type { Progression } from "@plumbline/exercises";

interface Row {
  readonly id: string;
  readonly title: string;
  readonly dose: string;
  readonly harder: string;
  readonly easier: string;
  readonly daysAWeek: number;
  /** For each day of the week. */
  readonly done: readonly boolean[];
  readonly today: {
    readonly isDone: boolean;
    readonly pain: number | null;
    readonly isWorseNextMorning: boolean;
  } | null;
  readonly next: Progression;
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const PAINS = Array.from({ length: 11 }, (_, pain) => pain);

/** This week at a glance, and today's log. Stands within a form. */
export function ExerciseWeek({
  exercises,
  week,
  today,
}: {
  readonly exercises: readonly Row[];
  readonly week: readonly string[];
  readonly today: string;
}) {
  return (
    <section>
      <h2>This week</h2>
      <ul className="plain-list card-list">
        {exercises.map((exercise) => (
          <li key={exercise.id} className="card exercise-row">
            <h3>
              <a href={`#${exercise.id}`}>{exercise.title}</a>
            </h3>
            <p>{exercise.dose}</p>
            <ol className="exercise-days">
              {DAYS.map((name, at) => (
                <li key={name} className={exercise.done[at] ? "is-done" : undefined}>
                  <span>{name}</span>
                  <span aria-hidden="true">{exercise.done[at] ? "✓" : week[at] === today ? "•" : "–"}</span>
                  <span className="visually-hidden">{exercise.done[at] ? "done" : "not noted"}</span>
                </li>
              ))}
            </ol>
            <p className="soft">
              {exercise.done.filter(Boolean).length} of {exercise.daysAWeek} this week
            </p>
            <NextStep exercise={exercise} />
            <fieldset className="no-print exercise-today">
              <legend>Today</legend>
              {exercise.today?.isDone === true && <input type="hidden" name={`was-${exercise.id}`} value="yes" />}
              <label className="choice">
                <input
                  type="checkbox"
                  name={`done-${exercise.id}`}
                  value="yes"
                  defaultChecked={exercise.today?.isDone}
                />
                <span>Done</span>
              </label>
              <div>
                <label htmlFor={`pain-${exercise.id}`}>Pain while doing it, 0 to 10</label>
                <select
                  id={`pain-${exercise.id}`}
                  name={`pain-${exercise.id}`}
                  defaultValue={exercise.today?.pain ?? ""}
                >
                  <option value="">not noted</option>
                  {PAINS.map((pain) => (
                    <option key={pain} value={pain}>
                      {pain}
                    </option>
                  ))}
                </select>
              </div>
              <label className="choice">
                <input
                  type="checkbox"
                  name={`worse-${exercise.id}`}
                  value="yes"
                  defaultChecked={exercise.today?.isWorseNextMorning}
                />
                <span>Still worse the morning after the last time</span>
              </label>
            </fieldset>
          </li>
        ))}
      </ul>
      <p className="no-print">
        <button className="button">Keep my log</button>
      </p>
    </section>
  );
}

function NextStep({ exercise }: { readonly exercise: Row }) {
  switch (exercise.next) {
    case "harder":
      return (
        <p className="notice good">
          <strong>You can do more.</strong> {exercise.harder}
        </p>
      );
    case "easier":
      return (
        <p className="notice caution">
          <strong>Do less for now.</strong> {exercise.easier}
        </p>
      );
    case "ask":
      return (
        <p className="notice danger">
          <strong>Stop this one, and call us.</strong> It has hurt too much three times in a row.
        </p>
      );
    case "same":
      return null;
  }
}
