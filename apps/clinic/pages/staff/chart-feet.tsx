import { Form } from "react-router";
import { TextField } from "../../ui/text-field.tsx";
import { FOOT_CHECK_ROWS } from "./chart-form.ts";
import type { ChartFormState } from "./chart-lists.tsx";

interface Check {
  readonly itemId: string;
  readonly signed: string;
  readonly category: number;
  readonly risk: { readonly name: string; readonly lookAgain: string };
  readonly note: string;
  readonly rows: readonly { readonly label: string; readonly left: boolean; readonly right: boolean }[];
  readonly endStageKidneyDisease: boolean;
  readonly against: readonly { readonly side: string; readonly reasons: readonly string[] }[];
}

/** The check of both feet before any device: the newest in full, earlier ones in a line. */
export function ChartFeet({ checks, form }: { readonly checks: readonly Check[]; readonly form: ChartFormState }) {
  const [newest, ...earlier] = checks;
  return (
    <section id="foot-check">
      <h3>Foot check</h3>
      {newest === undefined ? (
        <p>The feet have not been checked yet. No device can be ordered before.</p>
      ) : (
        <>
          <p>
            <span className={newest.category === 0 ? "badge good" : "badge brass"}>
              risk of an ulcer: category {newest.category}, {newest.risk.name}
            </span>{" "}
            <span className="soft">
              {newest.signed}. Look again {newest.risk.lookAgain} (IWGDF, made for people with diabetes).
            </span>
          </p>
          <table className="stack-table">
            <thead>
              <tr>
                <th scope="col">Looked for</th>
                <th scope="col">Left</th>
                <th scope="col">Right</th>
              </tr>
            </thead>
            <tbody>
              {newest.rows.map(({ label, left, right }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td data-label="Left">{yesNo(left)}</td>
                  <td data-label="Right">{yesNo(right)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>Dialysis or end-stage kidney disease: {yesNo(newest.endStageKidneyDisease)}</p>
          {newest.note !== "" && <p>{newest.note}</p>}
          {newest.against
            .filter(({ reasons }) => reasons.length > 0)
            .map(({ side, reasons }) => (
              <p key={side} className="notice danger">
                <strong>No device for the {side} foot.</strong> {reasons.join(" ")}
              </p>
            ))}
          <Form method="post" className="no-print">
            <input type="hidden" name="itemId" value={newest.itemId} />
            <button className="button quiet small" name="state" value="entered-in-error">
              Withdraw this check
            </button>
          </Form>
        </>
      )}
      {earlier.length > 0 && (
        <details className="no-print">
          <summary>Earlier checks ({earlier.length})</summary>
          <ul>
            {earlier.map((check) => (
              <li key={check.itemId}>
                {check.signed}: category {check.category}, {check.risk.name}
                {check.note !== "" && `. ${check.note}`}
              </li>
            ))}
          </ul>
        </details>
      )}
      <details className="no-print" open={form.values.kind === "foot-check"}>
        <summary>Check the feet</summary>
        <Form method="post">
          <input type="hidden" name="kind" value="foot-check" />
          <table className="stack-table">
            <thead>
              <tr>
                <th scope="col">Look for</th>
                <th scope="col">Left foot</th>
                <th scope="col">Right foot</th>
              </tr>
            </thead>
            <tbody>
              {FOOT_CHECK_ROWS.map(({ id, label }) => (
                <tr key={id}>
                  <th scope="row">{label}</th>
                  {(["left", "right"] as const).map((side) => (
                    <td key={side} data-label={side === "left" ? "Left foot" : "Right foot"}>
                      <YesNo id={`${side}-${id}`} label={`${label}, ${side} foot`} form={form} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            <label htmlFor="endStageKidneyDisease">Dialysis or end-stage kidney disease</label>{" "}
            <YesNo id="endStageKidneyDisease" form={form} />
          </p>
          <TextField
            id="footNote"
            label="Anything else seen"
            defaultValue={form.values.footNote}
            maxLength={200}
            autoComplete="off"
          />
          <button className="button quiet">Sign the check</button>
        </Form>
      </details>
    </section>
  );
}

function YesNo({
  id,
  label,
  form,
}: {
  readonly id: string;
  /** Without it the field has a label of its own. */
  readonly label?: string;
  readonly form: ChartFormState;
}) {
  return (
    <select
      id={id}
      name={id}
      aria-label={label}
      defaultValue={form.values[id] ?? ""}
      aria-invalid={form.faultOf(id) === undefined ? undefined : true}
    >
      <option value="">not looked at</option>
      <option value="no">no</option>
      <option value="yes">yes</option>
    </select>
  );
}

function yesNo(is: boolean): string {
  return is ? "yes" : "no";
}
