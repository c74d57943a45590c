import { Form } from "react-router";

/** One reading of a walk in words; the newest counts. */
export interface ReadingLine {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly what: string;
}

/** Who put right what and when: nothing is lost, and each state can be brought back. */
export function WalkHistory({ readings }: { readonly readings: readonly ReadingLine[] }) {
  if (readings.length < 2) return null;
  return (
    <details className="no-print">
      <summary>What was put right on this walk, {readings.length} readings</summary>
      <table className="stack-table">
        <caption>Newest first; the newest counts. Bringing one back adds a reading and loses none.</caption>
        <thead>
          <tr>
            <th scope="col">Reading</th>
            <th scope="col">By</th>
            <th scope="col">
              <span className="visually-hidden">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {readings.map(({ id, at, by, what }, place) => (
            <tr key={id}>
              <th scope="row">{what}</th>
              <td data-label="By">
                {by}, {at}
              </td>
              <td>
                {place === 0 ? (
                  "counts now"
                ) : (
                  <Form method="post">
                    <input type="hidden" name="readingId" value={id} />
                    <button
                      className="button quiet small"
                      name="intent"
                      value="bring-back"
                      aria-label={`Bring back the reading of ${at}`}
                    >
                      Bring back
                    </button>
                  </Form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
