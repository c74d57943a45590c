import { ELEMENTS } from "@plumbline/orthotic";
import type { ElementName } from "@plumbline/orthotic";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData } from "react-router";
import { ORTHOTIC_EVENTS } from "../../store/orthotic-events.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { OutlineSheet } from "../../ui/outline-sheet.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { PrintButton } from "../../ui/print-button.tsx";
import { whenText } from "../time.ts";
import { openClinicalRecord } from "./open-record.ts";
import { orderOf } from "./orthotic-open.ts";
import { eventWords, lengthWords } from "./orthotic-words.ts";

const LONGEST_NOTE = 1000;

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [
    { title: `${loaderData?.side === "right" ? "Right" : "Left"} device, ${loaderData?.head.name ?? ""} – Plumbline` },
  ];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read orthotic");
  const { clinic, head, timeZone } = record;
  const order = await orderOf(record, args.params.orderId ?? "");
  const events = await clinic.store.orthoticEventsOf(clinic.db, order.id);
  const { device, foot, report } = order;
  return {
    head,
    id: order.id,
    side: order.side,
    ordered: `${whenText(order.orderedAtMs, timeZone)}, ${order.orderedBy}`,
    sha256: order.files.threeMf,
    hasScan: order.files.scan !== null,
    foot: `${foot.lengthMm.toFixed(0)} mm long, ball ${foot.ballWidthMm.toFixed(0)} mm, heel ${foot.heelWidthMm.toFixed(0)} mm, arch ${foot.archHeightMm.toFixed(0)} mm`,
    outline: foot.outline,
    lookedAt: foot.lookedAt,
    elements: [
      { name: "Length", value: lengthWords(device.length) },
      ...(Object.keys(ELEMENTS) as ElementName[])
        .filter((name) => device[name] !== 0)
        .map((name) => ({
          name: ELEMENTS[name].name,
          value: `${device[name]} ${ELEMENTS[name].unit === "mm" ? "mm" : "°"}`,
        })),
      { name: "Rearfoot post", value: device.hasRearfootPost ? "yes" : "no" },
      { name: "First-ray cut-out", value: device.hasFirstRayCutout ? "yes" : "no" },
    ],
    checks: report.checks.map(({ id, name, unit, measured, isMet }) => ({
      id,
      name,
      measured: `${measured.toFixed(2)} ${unit}`.trim(),
      isMet,
    })),
    events: events.map(({ id, kind, note, by, atMs }) => ({
      id,
      what: eventWords(kind),
      note,
      when: `${whenText(atMs, timeZone)}, ${by}`,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, null);
  const { clinic, patient, staff } = record;
  const order = await orderOf(record, args.params.orderId ?? "");
  const form = await args.request.formData();
  const kind = ORTHOTIC_EVENTS.find((each) => each === form.get("kind"));
  const note = String(form.get("note") ?? "").trim();
  if (kind === undefined)
    return data({ errors: [{ fieldId: "kind", message: "Choose what happened." }] }, { status: 422 });
  if (kind === "made" && note === "") {
    return data(
      { errors: [{ fieldId: "note", message: "Say of which material and batch it was made." }] },
      { status: 422 },
    );
  }
  const deed = { action: `orthotic ${kind}`, resource: `orthotic/${order.id}`, patientId: patient.id };
  await record.audited(deed, (db) =>
    clinic.store.addOrthoticEvent(db, {
      orderId: order.id,
      kind,
      note: note.slice(0, LONGEST_NOTE),
      by: staff.name,
      nowMs: clinic.now(),
    }),
  );
  return redirect(`/staff/patients/${patient.id}/orthotics/${order.id}`);
}

export default function Orthotic() {
  const order = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { head } = order;
  const base = `/staff/patients/${head.id}/orthotics`;
  return (
    <RecordFrame head={head} isClinical>
      <ErrorSummary errors={failed?.errors ?? []} />
      <p className="no-print">
        <Link to={base}>← All devices</Link>
      </p>
      <h2>{order.side === "left" ? "Left" : "Right"} device</h2>
      <p>
        Ordered {order.ordered}. Foot: {order.foot}, {order.hasScan ? "from a scan" : "from measures"}.
      </p>
      <p>Foot check before the order: {order.lookedAt.join("; ")}.</p>
      <img
        src={`${base}/${order.id}/view.png`}
        alt={`The ${order.side} device seen from obliquely above`}
        width={640}
        style={{ maxWidth: "100%", height: "auto" }}
      />
      <div className="row no-print" style={{ marginBlock: "var(--space-4)" }}>
        <a className="button" href={`${base}/${order.id}/device.3mf`}>
          Download 3MF
        </a>
        <a className="button quiet" href={`${base}/${order.id}/device.stl`}>
          Download STL
        </a>
        <PrintButton isSmall />
      </div>
      <p className="small soft">
        SHA-256 of the 3MF file: <code style={{ overflowWrap: "anywhere" }}>{order.sha256}</code>
      </p>
      <div className="grid">
        <section>
          <h3>Prescription</h3>
          <dl className="pairs">
            {order.elements.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3>Checked on the solid</h3>
          <p>One closed solid; no facet crosses another.</p>
          <dl className="pairs">
            {order.checks.map(({ id, name, measured, isMet }) => (
              <div key={id}>
                <dt>{name}</dt>
                <dd>
                  {measured} {isMet ? "" : "(not met)"}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <section>
        <h3>What became of it</h3>
        {order.events.length === 0 ? (
          <p>Not made yet.</p>
        ) : (
          <ol>
            {order.events.map((event) => (
              <li key={event.id}>
                <strong>{event.what}</strong>, {event.when}
                {event.note !== "" && <>: {event.note}</>}
              </li>
            ))}
          </ol>
        )}
        <Form className="card no-print" method="post">
          <div className="filter-bar">
            <div>
              <label htmlFor="kind">What happened</label>
              <select id="kind" name="kind" defaultValue="made">
                {ORTHOTIC_EVENTS.map((kind) => (
                  <option key={kind} value={kind}>
                    {eventWords(kind)}
                  </option>
                ))}
              </select>
            </div>
            <div>
              <label htmlFor="note">Note: material and batch, what was changed, what hurts</label>
              <input id="note" name="note" maxLength={LONGEST_NOTE} />
            </div>
            <button className="button">Add</button>
          </div>
        </Form>
        <p>
          Break-in: one hour on the first day, an hour more each day. Look at the skin each evening; a mark that stays
          for half an hour is a spot to change.
        </p>
      </section>
      <OutlineSheet outline={order.outline} />
    </RecordFrame>
  );
}
