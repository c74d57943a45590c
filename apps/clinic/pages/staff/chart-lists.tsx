import type { ReactNode } from "react";
import { Form } from "react-router";
import { TextField } from "../../ui/text-field.tsx";
import { DEVICE_MATERIALS } from "./chart-form.ts";

/** What a form of the chart held when it was refused. */
export interface ChartFormState {
  readonly values: Readonly<Record<string, string>>;
  readonly faultOf: (fieldId: string) => string | undefined;
}

interface Line {
  readonly itemId: string;
  readonly state: "active" | "ended" | "entered-in-error";
  readonly text: string;
  readonly more: string;
  readonly signed: string;
}

interface ListProps {
  readonly lines: readonly Line[];
  readonly form: ChartFormState;
}

export function ChartAllergies({ lines, form }: ListProps) {
  return (
    <List id="allergies" title="Allergies and intolerances" none="None recorded." lines={lines} ended="No longer">
      <AddForm kind="allergy" label="Add an allergy" form={form}>
        <Field id="substance" label="Reacts to" form={form} list="materials" />
        <Field id="reaction" label="How" form={form} />
        <datalist id="materials">
          {DEVICE_MATERIALS.map((material) => (
            <option key={material}>{material}</option>
          ))}
        </datalist>
      </AddForm>
    </List>
  );
}

export function ChartProblems({ lines, form }: ListProps) {
  return (
    <List id="problems" title="Problems" none="None recorded." lines={lines} ended="Resolved">
      <AddForm kind="problem" label="Add a problem" form={form}>
        <Field id="problem" label="Problem" form={form} />
        <Field id="icd10" label="ICD-10-CM, if known" form={form} />
      </AddForm>
    </List>
  );
}

export function ChartMedications({ lines, form }: ListProps) {
  return (
    <List id="medications" title="Medications" none="None recorded." lines={lines} ended="Stopped">
      <AddForm kind="medication" label="Add a medication" form={form}>
        <Field id="medication" label="Medication" form={form} />
        <Field id="dose" label="Dose and how often" form={form} />
      </AddForm>
    </List>
  );
}

function List(props: {
  readonly id: string;
  readonly title: string;
  readonly none: string;
  readonly lines: readonly Line[];
  /** The button that says it is over. */
  readonly ended: string;
  readonly children: ReactNode;
}) {
  const active = props.lines.filter(({ state }) => state === "active");
  const past = props.lines.filter(({ state }) => state !== "active");
  return (
    <section id={props.id}>
      <h3>{props.title}</h3>
      {active.length === 0 ? (
        <p>{props.none}</p>
      ) : (
        <ul className="chart-list">
          {active.map((line) => (
            <li key={line.itemId}>
              <Form method="post" className="button-row">
                <Words line={line} />
                <input type="hidden" name="itemId" value={line.itemId} />
                <button className="button quiet small no-print" name="state" value="ended">
                  {props.ended}
                  <span className="visually-hidden">: {line.text}</span>
                </button>
                <button className="button quiet small no-print" name="state" value="entered-in-error">
                  Entered in error<span className="visually-hidden">: {line.text}</span>
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      {past.length > 0 && (
        <details className="no-print">
          <summary>Earlier ({past.length})</summary>
          <ul className="chart-list">
            {past.map((line) => (
              <li key={line.itemId}>
                <Form method="post" className="button-row">
                  <Words line={line} />
                  <span className="badge">{line.state === "ended" ? props.ended.toLowerCase() : "in error"}</span>
                  <input type="hidden" name="itemId" value={line.itemId} />
                  <button className="button quiet small" name="state" value="active">
                    Take back<span className="visually-hidden">: {line.text}</span>
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </details>
      )}
      {props.children}
    </section>
  );
}

function Words({ line }: { readonly line: Line }) {
  return (
    <span>
      <strong>{line.text}</strong>
      {line.more !== "" && `, ${line.more}`} <span className="soft small">{line.signed}</span>
    </span>
  );
}

function AddForm(props: {
  readonly kind: string;
  readonly label: string;
  readonly form: ChartFormState;
  readonly children: ReactNode;
}) {
  return (
    <details className="no-print" open={props.form.values.kind === props.kind}>
      <summary>{props.label}</summary>
      <Form method="post" className="filter-bar">
        <input type="hidden" name="kind" value={props.kind} />
        {props.children}
        <button className="button quiet">Add</button>
      </Form>
    </details>
  );
}

function Field({
  id,
  label,
  form,
  list,
}: {
  readonly id: string;
  readonly label: string;
  readonly form: ChartFormState;
  readonly list?: string;
}) {
  return (
    <TextField
      id={id}
      label={label}
      error={form.faultOf(id)}
      defaultValue={form.values[id]}
      maxLength={200}
      autoComplete="off"
      list={list}
    />
  );
}
