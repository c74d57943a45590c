import type { TypedBirthDate } from "../pages/birth-date.ts";

const PARTS = [
  { id: "birthMonth", label: "Month", autoComplete: "bday-month", length: 12 },
  { id: "birthDay", label: "Day", autoComplete: "bday-day", length: 2 },
  { id: "birthYear", label: "Year", autoComplete: "bday-year", length: 4 },
] as const;

/** Month, day and year to type: quicker than a calendar for a day long ago. */
export function BirthDateField({
  typed,
  error,
}: {
  readonly typed: TypedBirthDate | undefined;
  readonly error: { readonly fieldId: string; readonly message: string } | undefined;
}) {
  return (
    <fieldset
      className={error === undefined ? "field" : "field wrong"}
      aria-describedby={error === undefined ? "birth-hint" : "birth-hint birth-error"}
    >
      <legend>Date of birth</legend>
      <p className="hint" id="birth-hint">
        For example 4 9 1962, for April 9, 1962
      </p>
      {error !== undefined && (
        <p className="error-text" id="birth-error">
          <span className="visually-hidden">Error: </span>
          {error.message}
        </p>
      )}
      <div className="date-parts">
        {PARTS.map(({ id, label, autoComplete, length }) => (
          <div key={id}>
            <label htmlFor={id}>{label}</label>
            <input
              id={id}
              name={id}
              inputMode={id === "birthMonth" ? "text" : "numeric"}
              autoComplete={autoComplete}
              maxLength={length}
              className={id === "birthYear" ? "year" : undefined}
              defaultValue={typed?.[id]}
              aria-invalid={error?.fieldId === id ? true : undefined}
              aria-describedby={error?.fieldId === id ? "birth-error" : undefined}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
