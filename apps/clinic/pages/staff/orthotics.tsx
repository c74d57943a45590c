import { problemText } from "@plumbline/clinical-model";
import { DEVICE_LENGTHS, ELEMENTS, proposeDevice } from "@plumbline/orthotic";
import type { ElementName } from "@plumbline/orthotic";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData, useNavigation } from "react-router";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import type { FieldError } from "../../ui/error-summary.tsx";
import { OrthoticPreview } from "../../ui/orthotic-preview.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { sentValues } from "../sent-values.ts";
import { whenText } from "../time.ts";
import { currentAssessments } from "./current-assessment.ts";
import { openClinicalRecord } from "./open-record.ts";
import type { OpenRecord } from "./open-record.ts";
import { footCheckBefore } from "./foot-check-before.ts";
import { FOOT_FIELDS, draftedOrder, sentOrder } from "./orthotic-form.ts";
import { eventWords, lengthWords } from "./orthotic-words.ts";

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Orthotics, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read orthotics");
  const { clinic, patient, head, timeZone } = record;
  const orders = await clinic.store.orthoticOrdersOf(clinic.db, patient.id);
  const lives = await Promise.all(orders.map(({ id }) => clinic.store.orthoticEventsOf(clinic.db, id)));
  const { device, because } = proposeDevice(await reasonsOf(record), null);
  const [check, chart] = await Promise.all([footCheckBefore(record), clinic.store.chartOf(clinic.db, patient.id)]);
  return {
    head,
    check: { words: check.words, against: check.against },
    allergies: chart.flatMap((item) =>
      item.kind === "allergy" && item.state === "active"
        ? [item.content.substance + (item.content.reaction === "" ? "" : ` (${item.content.reaction})`)]
        : [],
    ),
    proposed: device,
    because: because.map(({ why, source, conditionId }) => ({ why, source, conditionId })),
    orders: orders.map((order, at) => ({
      id: order.id,
      side: order.side,
      ordered: `${whenText(order.orderedAtMs, timeZone)}, ${order.orderedBy}`,
      state: eventWords(lives[at]!.at(-1)?.kind ?? "ordered"),
      isOff: lives[at]!.at(-1)?.kind === "withdrawn",
    })),
  };
}

/** Conditions that the newest assessment reports, likeliest first. */
async function reasonsOf(record: OpenRecord): Promise<readonly string[]> {
  const [{ assessment }] = await currentAssessments(record);
  return assessment.conditions.filter(({ reported }) => reported).map(({ id }) => id);
}

export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, null);
  const { clinic, patient, staff } = record;
  const form = await args.request.formData();
  const sent = form.get("scan");
  const scan =
    sent instanceof File && sent.name !== ""
      ? { fileName: sent.name, bytes: new Uint8Array(await sent.arrayBuffer()) }
      : null;
  const values = sentValues(form);
  const refused = (errors: readonly FieldError[]) => data({ errors, values }, { status: 422 });
  const check = await footCheckBefore(record);
  const order = sentOrder(form, scan !== null, await reasonsOf(record), check.against);
  if ("errors" in order) return refused(order.errors);
  const { side, device, measures, warnings } = order.order;
  if (warnings.length > 0 && form.get("warningsRead") !== "yes") {
    return refused([
      ...warnings.map(({ element, message, hint, source }) => ({
        fieldId: element,
        message: `${message} ${hint} (${source})`,
      })),
      { fieldId: "warningsRead", message: "If it shall be made so all the same, tick that you have read this." },
    ]);
  }
  const built = await clinic.buildOrthotic({ side, device, foot: scan ?? measures! });
  if (!built.ok) return refused(built.problems.map((problem) => ({ fieldId: "scan", message: problemText(problem) })));
  const { foot, report, outline, threeMf, stl, png } = built.value;
  if (!report.isSound) {
    const unmet = report.checks.filter(({ isMet }) => !isMet).map(({ name }) => name);
    return refused([{ fieldId: "side", message: `The solid is not sound and was not kept: ${unmet.join(", ")}.` }]);
  }
  const put = async (bytes: Uint8Array) => (await clinic.recordings.put(bytes)).sha256;
  const files = {
    threeMf: await put(threeMf),
    stl: await put(stl),
    png: await put(png),
    scan: scan === null ? null : await put(scan.bytes),
  };
  const { id } = await record.audited(
    ({ id }: { readonly id: string }) => ({
      action: "order orthotic",
      resource: `orthotic/${id}`,
      patientId: patient.id,
    }),
    (db) =>
      clinic.store.addOrthoticOrder(db, {
        patientId: patient.id,
        side,
        device,
        foot: { ...foot, outline, lookedAt: check.words },
        report,
        files,
        by: staff.name,
        nowMs: clinic.now(),
      }),
  );
  return redirect(`/staff/patients/${patient.id}/orthotics/${id}`);
}

export default function Orthotics() {
  const { head, orders, because } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  return (
    <RecordFrame head={head} isClinical>
      <ErrorSummary errors={failed?.errors ?? []} />
      <h2>Orthotics</h2>
      {orders.length > 0 && (
        <table className="stack-table">
          <caption>Newest first.</caption>
          <thead>
            <tr>
              <th scope="col">Device</th>
              <th scope="col">Ordered</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.id} className={order.isOff ? "is-off" : ""}>
                <th scope="row">
                  <Link to={`/staff/patients/${head.id}/orthotics/${order.id}`}>
                    {order.side === "left" ? "Left" : "Right"} device
                  </Link>
                </th>
                <td data-label="Ordered">{order.ordered}</td>
                <td data-label="Now">{order.state}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2>Order a device</h2>
      <p className="notice">
        Custom devices did no better than ready-made ones in trials on heel pain, and guidelines say not to offer them
        for low back pain. Order one as a trial, with a date to look at it again.
      </p>
      {because.length > 0 && (
        <details>
          <summary>Why these figures are proposed</summary>
          <ul>
            {because.map(({ why, source, conditionId }) => (
              <li key={conditionId}>
                {why} <span className="soft">({source})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <BeforeOrder />
      <OrderForm errors={failed?.errors ?? []} values={failed?.values ?? {}} />
    </RecordFrame>
  );
}

/** What must be known of the person before a device is ordered. */
function BeforeOrder() {
  const { head, check, allergies } = useLoaderData<typeof loader>();
  const refusals = [...new Set([...check.against.left, ...check.against.right])];
  return (
    <>
      {check.words.length > 0 && <p>Foot check: {check.words.join("; ")}.</p>}
      {refusals.length > 0 && (
        <div className="notice caution">
          {(["left", "right"] as const).map((side) => (
            <p key={side}>
              <strong>{side === "left" ? "Left" : "Right"}:</strong>{" "}
              {check.against[side].length === 0 ? "nothing against a device." : check.against[side].join(" ")}
            </p>
          ))}
          <p>
            <Link to={`/staff/patients/${head.id}/chart#foot-check`}>Foot check in the chart</Link>
          </p>
        </div>
      )}
      {allergies.length > 0 && (
        <p className="notice caution">
          <strong>Reacts to:</strong> {allergies.join(", ")}. Choose covers and glue accordingly.
        </p>
      )}
    </>
  );
}

const ORDER_FORM = "order-device";

/** Rules that only warn do not hinder a look at the device, and those of conditions are told when it is sent. */
function draftToShow(form: FormData, hasScan: boolean) {
  const draft = draftedOrder(form, hasScan, []);
  return "errors" in draft ? { problems: draft.errors.map(({ message }) => message) } : draft.order;
}

function OrderForm({
  errors,
  values,
}: {
  readonly errors: readonly FieldError[];
  readonly values: Readonly<Record<string, string>>;
}) {
  const { proposed } = useLoaderData<typeof loader>();
  const isSending = useNavigation().formData !== undefined;
  const isFirst = Object.keys(values).length === 0;
  const errorOf = (id: string) => errors.find(({ fieldId }) => fieldId === id)?.message;
  const isTicked = (id: string, usual: boolean) => (isFirst ? usual : values[id] === "yes");
  const needsReading = errors.some(({ fieldId }) => fieldId === "warningsRead");
  return (
    <Form id={ORDER_FORM} className="card" method="post" encType="multipart/form-data">
      <fieldset id="side">
        <legend>Which foot?</legend>
        <div className="row">
          {(["left", "right"] as const).map((side) => (
            <label key={side}>
              <input type="radio" name="side" value={side} defaultChecked={values.side === side} required /> {side}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>The foot</legend>
        <p className="hint">
          A scan (STL, OBJ, PLY; any unit, turned any way), or four measures of the foot under load.
        </p>
        <div className="field">
          <label htmlFor="scan">3D scan</label>
          <input id="scan" name="scan" type="file" accept=".stl,.obj,.ply" />
        </div>
        <div className="filter-bar">
          {FOOT_FIELDS.map(({ id, label }) => (
            <NumberField key={id} id={id} label={label} value={values[id]} error={errorOf(id)} />
          ))}
          <NumberField
            id="bodyWeightKg"
            label="Body weight, kg"
            value={values.bodyWeightKg}
            error={errorOf("bodyWeightKg")}
          />
        </div>
      </fieldset>
      <fieldset>
        <legend>The device</legend>
        <div className="filter-bar">
          <div>
            <label htmlFor="length">Length</label>
            <select id="length" name="length" defaultValue={values.length ?? proposed.length}>
              {DEVICE_LENGTHS.map((length) => (
                <option key={length} value={length}>
                  {lengthWords(length)}
                </option>
              ))}
            </select>
          </div>
          {(Object.keys(ELEMENTS) as ElementName[]).map((name) => {
            const { name: words, unit, from, to } = ELEMENTS[name];
            // The thickness follows the weight when it is left empty.
            const usual = name === "shellThicknessMm" ? "" : String(proposed[name]);
            return (
              <NumberField
                key={name}
                id={name}
                label={`${words}, ${unit === "mm" ? "mm" : "°"}`}
                hint={name === "shellThicknessMm" ? "empty: by weight" : `${from} to ${to}`}
                value={values[name] ?? usual}
                error={errorOf(name)}
              />
            );
          })}
        </div>
        <Tick
          id="hasRearfootPost"
          label="Rearfoot post"
          isTicked={isTicked("hasRearfootPost", proposed.hasRearfootPost)}
        />
        <Tick
          id="hasFirstRayCutout"
          label="First-ray cut-out"
          isTicked={isTicked("hasFirstRayCutout", proposed.hasFirstRayCutout)}
        />
      </fieldset>
      <OrthoticPreview formId={ORDER_FORM} read={draftToShow} />
      {needsReading && <Tick id="warningsRead" label="I have read the warnings above" isTicked={false} />}
      <button className="button">{isSending ? "Building…" : "Build and order"}</button>
    </Form>
  );
}

function NumberField({
  id,
  label,
  hint,
  value,
  error,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
}) {
  return (
    <TextField id={id} label={label} hint={hint} error={error} defaultValue={value} inputMode="decimal" size={8} />
  );
}

function Tick({ id, label, isTicked }: { readonly id: string; readonly label: string; readonly isTicked: boolean }) {
  return (
    <label className="tick">
      <input id={id} name={id} type="checkbox" value="yes" defaultChecked={isTicked} /> {label}
    </label>
  );
}
