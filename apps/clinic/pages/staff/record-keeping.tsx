import { Form, Link } from "react-router";

/** What is done with a record as a whole: merged and parted, kept from removal, saved as a file. */
export function RecordKeeping({
  patientId,
  merges,
  hold,
  mayExport,
}: {
  readonly patientId: string;
  readonly merges: readonly { readonly id: string; readonly by: string; readonly at: string }[];
  /** Null for who may not set one. */
  readonly hold: {
    readonly now: { readonly reason: string; readonly by: string; readonly at: string } | null;
  } | null;
  readonly mayExport: boolean;
}) {
  return (
    <section className="no-print">
      <h2>The record itself</h2>
      {merges.map((merge) => (
        <Form key={merge.id} method="post" action={`/staff/patients/${patientId}/merge`} className="button-row">
          <span>
            Another record of this person was made part of it on {merge.at} by {merge.by}.
          </span>
          <button className="button quiet small" name="undo" value={merge.id}>
            Part them again
          </button>
        </Form>
      ))}
      {hold !== null && (
        <Form method="post" className="filter-bar">
          {hold.now === null ? (
            <>
              <div>
                <label htmlFor="reason">Legal hold: why this record must not be removed</label>
                <input id="reason" name="reason" maxLength={200} required />
              </div>
              <button className="button quiet small" name="deed" value="hold">
                Set the hold
              </button>
            </>
          ) : (
            <>
              <p>
                On legal hold since {hold.now.at}, by {hold.now.by}: {hold.now.reason}
              </p>
              <button className="button quiet small" name="deed" value="lift hold">
                Lift the hold
              </button>
            </>
          )}
        </Form>
      )}
      <p className="inline-links">
        <Link to={`/staff/patients/${patientId}/merge`}>Is there a second record of this person?</Link>
        {mayExport && (
          <a href={`/staff/patients/${patientId}/export.json`} download>
            Save everything held about them
          </a>
        )}
      </p>
    </section>
  );
}
