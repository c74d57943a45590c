import { againstDevice, FOOT_RISK, footRisk } from "@plumbline/orthotic";
import { SIDES } from "@plumbline/clinical-model";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { data, redirect, useActionData, useLoaderData } from "react-router";
import type { ChartItem, ChartKind, ChartState } from "../../store/index.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { PrintButton } from "../../ui/print-button.tsx";
import { sentValues } from "../sent-values.ts";
import { whenText } from "../time.ts";
import { ChartFeet } from "./chart-feet.tsx";
import { FOOT_CHECK_ROWS, readChartForm } from "./chart-form.ts";
import { ChartAllergies, ChartMedications, ChartProblems } from "./chart-lists.tsx";
import { ChartNotes } from "./chart-notes.tsx";
import { currentAssessments } from "./current-assessment.ts";
import { openClinicalRecord } from "./open-record.ts";
import { answerWords, DIRECTION_WORDS } from "./result-words.ts";

const STATES: readonly ChartState[] = ["active", "ended", "entered-in-error"];

/** Where an item stands on the page. */
const SECTION: Readonly<Record<ChartKind, string>> = {
  problem: "problems",
  medication: "medications",
  allergy: "allergies",
  "foot-check": "foot-check",
  note: "notes",
};

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Chart, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read chart");
  const { clinic, patient, head, timeZone, staff } = record;
  const [items, assessments] = await Promise.all([
    clinic.store.chartOf(clinic.db, patient.id),
    currentAssessments(record),
  ]);
  const signed = (item: ChartItem) => `${whenText(item.atMs, timeZone)}, ${item.by}`;
  const of = <Kind extends ChartItem["kind"]>(kind: Kind) =>
    items
      .filter((item): item is Extract<ChartItem, { kind: Kind }> => item.kind === kind)
      .toSorted((a, b) => b.firstAtMs - a.firstAtMs);
  const line = (item: ChartItem, text: string, more: string) => ({
    itemId: item.itemId,
    state: item.state,
    text,
    more,
    signed: signed(item),
  });
  return {
    head,
    staffName: staff.name,
    engine: answerWords(assessments[0].assessment.direction),
    problems: of("problem").map((item) => line(item, item.content.text, item.content.icd10)),
    medications: of("medication").map((item) => line(item, item.content.text, item.content.dose)),
    allergies: of("allergy").map((item) => line(item, item.content.substance, item.content.reaction)),
    checks: of("foot-check")
      .filter(({ state }) => state === "active")
      .map((item) => {
        const category = footRisk(item.content);
        return {
          itemId: item.itemId,
          signed: signed(item),
          category,
          risk: FOOT_RISK[category]!,
          note: item.content.note,
          rows: FOOT_CHECK_ROWS.map(({ id, label }) => ({
            label,
            left: item.content.feet.left[id],
            right: item.content.feet.right[id],
          })),
          endStageKidneyDisease: item.content.endStageKidneyDisease,
          against: SIDES.map((side) => ({ side, reasons: againstDevice(item.content, side) })),
        };
      }),
    notes: of("note").map((item) => ({
      itemId: item.itemId,
      state: item.state,
      signed: signed(item),
      isMine: item.by === staff.name,
      text: item.content.text,
      direction: item.content.direction === null ? null : DIRECTION_WORDS[item.content.direction],
      // The engine's answer of that day, as it stood when the note was signed.
      engine: ((then) => (then === undefined ? null : answerWords(then.assessment.direction)))(
        assessments.find(({ id }) => id === item.content.assessmentId),
      ),
      addendumTo: item.content.addendumTo,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, null);
  const { clinic, patient, staff } = record;
  const form = await args.request.formData();
  const entered = { patientId: patient.id, by: staff.name, nowMs: clinic.now() };
  const itemId = String(form.get("itemId") ?? "");
  if (itemId !== "") {
    const state = STATES.find((each) => each === form.get("state"));
    if (state === undefined) throw data("This button is not known. Open the chart again.", { status: 400 });
    const deed = { action: `chart item ${state}`, resource: `chart/${itemId}`, patientId: patient.id };
    const isSet = await record.audited(
      (wasSet: boolean) => ({ ...deed, outcome: wasSet ? "ok" : "refused" }),
      (db) => clinic.store.setChartState(db, { ...entered, itemId, state }),
    );
    if (isSet) return redirect(`/staff/patients/${patient.id}/chart`);
    throw data(
      "This is not in the chart, or it is a note that somebody else has signed. Add a note beside it instead.",
      {
        status: 409,
      },
    );
  }
  const [newest] = await currentAssessments(record);
  const read = readChartForm(form, newest.id);
  if ("faults" in read) {
    const values = sentValues(form);
    return data({ faults: read.faults, values }, { status: 422 });
  }
  const { sent } = read;
  if (sent.kind === "note" && sent.content.addendumTo !== null) {
    const items = await clinic.store.chartOf(clinic.db, patient.id);
    if (!items.some(({ kind, itemId: id }) => kind === "note" && id === sent.content.addendumTo)) {
      throw data("The note this adds to is not in this chart. Open the chart again.", { status: 409 });
    }
  }
  await record.audited(
    (added: { readonly itemId: string }) => ({
      action: `add ${sent.kind}`,
      resource: `chart/${added.itemId}`,
      patientId: patient.id,
    }),
    (db) => clinic.store.addChartItem(db, { ...entered, ...sent }),
  );
  return redirect(`/staff/patients/${patient.id}/chart#${SECTION[sent.kind]}`);
}

export default function Chart() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const faults = failed?.faults ?? [];
  const values: Readonly<Record<string, string>> = failed?.values ?? {};
  const form = { values, faultOf: (id: string) => faults.find(({ fieldId }) => fieldId === id)?.message };
  return (
    <RecordFrame head={page.head} isClinical>
      <ErrorSummary errors={faults} />
      <div className="page-head">
        <h2>Chart</h2>
        <PrintButton isSmall label="Print the chart" />
      </div>
      {/* The keys close and empty a form once what it held is in the chart. */}
      <ChartAllergies key={`allergies ${page.allergies.length}`} lines={page.allergies} form={form} />
      <ChartFeet key={`feet ${page.checks.length}`} checks={page.checks} form={form} />
      <ChartProblems key={`problems ${page.problems.length}`} lines={page.problems} form={form} />
      <ChartMedications key={`medications ${page.medications.length}`} lines={page.medications} form={form} />
      <ChartNotes key={`notes ${page.notes.length}`} notes={page.notes} engine={page.engine} form={form} />
    </RecordFrame>
  );
}
