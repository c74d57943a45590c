import { NOT_TESTABLE } from "@plumbline/clinical-model";
import type { ExaminationFieldError } from "./examination-form.ts";
import type { ExaminationPlace, ExaminationRow, ExaminationSection } from "./examination-view.ts";

const STATES = [
  { value: "", label: "not assessed" },
  { value: "absent", label: "absent" },
  { value: "present", label: "present" },
  { value: NOT_TESTABLE, label: "not testable" },
] as const;

interface FieldState {
  /** What was sent and not saved, by field. */
  readonly sent: Readonly<Record<string, string>>;
  readonly errors: readonly ExaminationFieldError[];
}

/**
 * One group of tests. Rows that do not match the search are hidden, not left out, so what was entered in them is still
 * sent.
 */
export function ExaminationGroupFields(
  props: FieldState & { readonly section: ExaminationSection; readonly query: string; readonly isOpen: boolean },
) {
  const { section, query, sent, errors } = props;
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (row: ExaminationRow) =>
    words.every((word) => `${row.wording} ${row.note} ${section.title}`.toLowerCase().includes(word));
  const shown = section.rows.filter(matches);
  const hasError = errors.some(({ field }) =>
    section.rows.some(({ places }) => places.some((place) => place.field === field)),
  );
  return (
    <details
      className="exam-group"
      id={`group-${section.id}`}
      open={words.length > 0 ? shown.length > 0 : props.isOpen || hasError}
      hidden={words.length > 0 && shown.length === 0}
    >
      <summary>
        <h2>{section.title}</h2>
        <span className="soft">
          {shown.length === section.rows.length ? section.rows.length : `${shown.length} of ${section.rows.length}`}
          {section.recorded > 0 && `, ${section.recorded} recorded`}
        </span>
      </summary>
      {section.rows.map((row) => (
        <RowFields key={row.id} row={row} sent={sent} errors={errors} isShown={words.length === 0 || matches(row)} />
      ))}
    </details>
  );
}

function RowFields({
  row,
  sent,
  errors,
  isShown,
}: FieldState & { readonly row: ExaminationRow; readonly isShown: boolean }) {
  return (
    <div className="exam-row" hidden={!isShown}>
      <div>
        <p className="wording">{row.wording}</p>
        {row.why !== null && <p className="why">{row.why}</p>}
        {row.meaning !== null && <p className="why">{row.meaning}</p>}
        {row.howTo !== "" && (
          <details className="how-to">
            <summary>How to do it</summary>
            <p>{row.howTo}</p>
            <p className="soft small">Standard technique in our words; expert estimate.</p>
          </details>
        )}
        {row.cutOff !== "" && <p className="cut-off">Positive: {row.cutOff}</p>}
      </div>
      <div className="exam-places">
        {row.places.map((place) => (
          <PlaceField
            key={place.field}
            row={row}
            place={place}
            sent={sent[place.field]}
            error={errors.find(({ field }) => field === place.field)?.message}
          />
        ))}
      </div>
    </div>
  );
}

interface PlaceProps {
  readonly row: ExaminationRow;
  readonly place: ExaminationPlace;
  readonly sent: string | undefined;
  readonly error: string | undefined;
}

function PlaceField({ row, place, sent, error }: PlaceProps) {
  const id = `f-${place.field}`;
  const errorId = `${id}-error`;
  const where = place.side ?? (row.places.length > 1 ? "side not told" : "");
  const value = sent ?? place.stored;
  const describedBy = error === undefined ? undefined : errorId;
  return (
    <fieldset
      className="exam-place"
      id={id}
      tabIndex={error === undefined ? undefined : -1}
      aria-describedby={describedBy}
    >
      <legend className={where === "" ? "visually-hidden" : undefined}>
        <span className="visually-hidden">{row.wording} </span>
        {where}
      </legend>
      {place.stored !== "" && <input type="hidden" name={`was:${place.field}`} value={place.stored} />}
      {row.answerType === "number" ? (
        <NumberField row={row} place={place} value={value} describedBy={describedBy} />
      ) : (
        <StateField place={place} value={value} options={row.answerType === "choice" ? row.options : null} />
      )}
      {place.recordedBy !== null && <span className="visually-hidden">recorded by {place.recordedBy}</span>}
      {error !== undefined && (
        <p className="error-text" id={errorId}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

function StateField(props: {
  readonly place: ExaminationPlace;
  readonly value: string;
  readonly options: readonly string[] | null;
}) {
  const { place, value, options } = props;
  const states =
    options === null ? STATES : [STATES[0], ...options.map((option) => ({ value: option, label: option })), STATES[3]];
  return (
    <div className="segments">
      {states.map((state) => (
        <label key={state.value}>
          <input type="radio" name={`v:${place.field}`} value={state.value} defaultChecked={state.value === value} />
          {state.label}
        </label>
      ))}
    </div>
  );
}

function NumberField(props: {
  readonly row: ExaminationRow;
  readonly place: ExaminationPlace;
  readonly value: string;
  readonly describedBy: string | undefined;
}) {
  const { row, place, value, describedBy } = props;
  const isNotTestable = value === NOT_TESTABLE;
  return (
    <>
      <input
        className="measure"
        name={`v:${place.field}`}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={isNotTestable ? "" : value}
        aria-label={`${row.wording}${place.side === null ? "" : `, ${place.side}`}${row.unit === "" ? "" : `, in ${row.unit}`}`}
        aria-describedby={describedBy}
        aria-invalid={describedBy === undefined ? undefined : true}
      />
      <span>{row.unit}</span>
      <label className="tick">
        <input type="checkbox" name={`nt:${place.field}`} defaultChecked={isNotTestable} />
        not testable
      </label>
    </>
  );
}
