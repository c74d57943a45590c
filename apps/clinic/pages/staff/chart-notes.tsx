import { DIRECTION_ANSWERS } from "@plumbline/clinical-model";
import { Form } from "react-router";
import type { ChartFormState } from "./chart-lists.tsx";
import { DIRECTION_WORDS } from "./result-words.ts";

interface Note {
  readonly itemId: string;
  readonly state: "active" | "ended" | "entered-in-error";
  readonly signed: string;
  readonly isMine: boolean;
  readonly text: string;
  readonly direction: string | null;
  readonly engine: string | null;
  readonly addendumTo: string | null;
}

/** The clinicians' own impressions, signed, each beside what the engine said that day. */
export function ChartNotes({
  notes,
  engine,
  form,
}: {
  readonly notes: readonly Note[];
  /** What it says now. */
  readonly engine: string;
  readonly form: ChartFormState;
}) {
  const first = notes.filter(({ addendumTo }) => addendumTo === null);
  return (
    <section id="notes">
      <h3>Notes and impressions</h3>
      {first.length === 0 && <p>None yet.</p>}
      {first.map((note) => (
        <article key={note.itemId} className="card chart-note">
          <NoteText note={note} />
          {notes
            .filter(({ addendumTo }) => addendumTo === note.itemId)
            .toReversed()
            .map((addendum) => (
              <div key={addendum.itemId} className="chart-addendum">
                <NoteText note={addendum} />
              </div>
            ))}
          <details className="no-print" open={form.values.addendumTo === note.itemId}>
            <summary>Add to this note</summary>
            <NoteForm addendumTo={note.itemId} form={form} />
          </details>
        </article>
      ))}
      <details className="no-print" open={form.values.kind === "note" && (form.values.addendumTo ?? "") === ""}>
        <summary>Write a note</summary>
        <p className="soft">The engine’s answer now: {engine}. It is kept beside your note.</p>
        <NoteForm addendumTo="" form={form} />
      </details>
    </section>
  );
}

function NoteText({ note }: { readonly note: Note }) {
  const isWithdrawn = note.state !== "active";
  return (
    <>
      <p className="soft small">
        {isWithdrawn ? "Withdrawn as an error" : note.addendumTo === null ? "Signed" : "Added"} {note.signed}
      </p>
      {note.direction !== null && (
        <p>
          Impression: <strong>{note.direction}</strong>
          {note.engine !== null && <span className="soft">. The engine then: {note.engine}</span>}
        </p>
      )}
      <p className={isWithdrawn ? "chart-text withdrawn" : "chart-text"}>{note.text}</p>
      {note.isMine && (
        <Form method="post" className="no-print">
          <input type="hidden" name="itemId" value={note.itemId} />
          <button className="button quiet small" name="state" value={isWithdrawn ? "active" : "entered-in-error"}>
            {isWithdrawn ? "Take back" : "Withdraw as an error"}
          </button>
        </Form>
      )}
    </>
  );
}

function NoteForm({ addendumTo, form }: { readonly addendumTo: string; readonly form: ChartFormState }) {
  const suffix = addendumTo === "" ? "" : `-${addendumTo}`;
  const isRefused = form.values.kind === "note" && (form.values.addendumTo ?? "") === addendumTo;
  const error = form.faultOf(`note${suffix}`);
  return (
    <Form method="post">
      <input type="hidden" name="kind" value="note" />
      <input type="hidden" name="addendumTo" value={addendumTo} />
      <div className="field">
        <label htmlFor={`direction${suffix}`}>Your impression</label>
        <select id={`direction${suffix}`} name="direction" defaultValue={isRefused ? form.values.direction : ""}>
          <option value="">left open</option>
          {DIRECTION_ANSWERS.map((answer) => (
            <option key={answer} value={answer}>
              {DIRECTION_WORDS[answer]}
            </option>
          ))}
        </select>
      </div>
      <div className={error === undefined ? "field" : "field wrong"}>
        <label htmlFor={`note${suffix}`}>Note</label>
        {error !== undefined && (
          <p className="error-text" id={`note${suffix}-error`}>
            <span className="visually-hidden">Error: </span>
            {error}
          </p>
        )}
        <textarea
          id={`note${suffix}`}
          name="note"
          rows={5}
          defaultValue={isRefused ? form.values.note : ""}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : `note${suffix}-error`}
        />
      </div>
      <button className="button quiet">Sign it</button>
      <p className="hint">A signed note cannot be changed; you can add to it.</p>
    </Form>
  );
}
