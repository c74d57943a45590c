import { footwearAdvice, planGoal } from "@plumbline/care-plan";
import { isBySide } from "@plumbline/clinical-model";
import type { CaseFile } from "@plumbline/clinical-model";
import { doseText, EXERCISES } from "@plumbline/exercises";
import { dayOf } from "@plumbline/scheduling";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Link, data, redirect, useActionData, useLoaderData } from "react-router";
import type { GivenPlanContent, PlanDecision } from "../../store/index.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { EvidenceMarkKey } from "../../ui/evidence-mark.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { PrintButton } from "../../ui/print-button.tsx";
import { sendMyLink } from "../my/send-my-link.ts";
import { dayText, longDayText, whenText } from "../time.ts";
import { cite } from "./citation.ts";
import { currentAssessments } from "./current-assessment.ts";
import { doseFieldId, doseFields, readDoses } from "./exercise-dose-form.ts";
import { givenPlanContent } from "./given-plan-content.ts";
import { openClinicalRecord } from "./open-record.ts";
import type { OpenRecord } from "./open-record.ts";
import { PatientPlan } from "./plan-for-patient.tsx";
import { PlanPrint } from "./plan-print.tsx";
import { planGroups } from "./plan-groups.ts";
import { PlanLineCard } from "./plan-line.tsx";
import type { DecidedLine } from "./plan-line.tsx";
import { answerWords } from "./result-words.ts";

/** Decisions on results before this many are not looked for. */
const EARLIER_RESULTS = 6;
const DECISIONS: readonly string[] = [
  "accepted",
  "altered",
  "rejected",
  "undecided",
] satisfies readonly PlanDecision["decision"][];

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Plan of care, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read plan");
  const { clinic, patient, head, timeZone, staff } = record;
  const { newest, lines, urgent, content } = await decidedPlan(record);
  const given = await clinic.store.givenPlansOf(clinic.db, patient.id);
  const isForPatient = args.url.searchParams.get("for") === "patient";
  return {
    head,
    isForPatient,
    wasGiven: args.url.searchParams.get("done") === "given",
    today: dayText(clinic.now(), timeZone),
    staffName: staff.name,
    made: whenText(newest.createdAtMs, timeZone),
    assessmentId: newest.id,
    answer: answerWords(newest.assessment.direction),
    flags: urgent,
    lines,
    content,
    exercises: isForPatient ? exerciseChoices(content, given[0]?.content.exerciseDoses) : [],
    shoes: footwearAdvice(yesFindings(newest.caseFile)).map(({ id, title, advice }) => ({ id, title, advice })),
    dayWords: content.lines.map(({ reviewDay }) => (reviewDay === null ? null : longDayText(reviewDay))),
    given: given.map(({ version, by, atMs }) => ({ version, when: `${whenText(atMs, timeZone)}, ${by}` })),
  };
}

/** The library to choose from. What was changed of a dose in the last plan stays changed. */
function exerciseChoices(proposed: GivenPlanContent, lastDoses: GivenPlanContent["exerciseDoses"]) {
  return EXERCISES.map((exercise) => {
    const { id, title } = exercise;
    const dose = lastDoses?.[id] ?? exercise.dose;
    return {
      id,
      title,
      dose: doseText(dose),
      isProposed: proposed.exerciseIds?.includes(id) ?? false,
      fields: doseFields(exercise).map(({ part, label, least, most, scale }) => ({
        id: doseFieldId(id, part),
        label,
        hint: `${least} to ${most}`,
        value: String(dose[part] / scale),
      })),
    };
  });
}

/** Findings that are there, on either side. */
function yesFindings({ findings }: CaseFile): ReadonlyMap<string, boolean> {
  return new Map(
    Object.entries(findings).map(([id, entry]) => [
      id,
      isBySide(entry) ? entry.left === true || entry.right === true : entry === true,
    ]),
  );
}

/** The plan of the newest result with what was decided on it, and the part of it a patient is given. */
async function decidedPlan(record: OpenRecord) {
  const { clinic, timeZone, staff } = record;
  const { evidence } = clinic;
  const [newest, ...earlier] = await currentAssessments(record);
  const { assessment } = newest;
  const [decisions, before] = await Promise.all([
    clinic.store.planDecisionsOf(clinic.db, newest.id),
    earlierDecisions(
      record,
      earlier.slice(0, EARLIER_RESULTS).map(({ id }) => id),
    ),
  ]);
  const words = ({ decision, note, by, atMs }: PlanDecision) => ({ decision, note, by, at: whenText(atMs, timeZone) });
  const lines: DecidedLine[] = assessment.plan.map((line) => {
    const decided = decisions.find(({ treatmentId }) => treatmentId === line.treatmentId);
    const decidedBefore = decided === undefined ? before.get(line.treatmentId) : undefined;
    return {
      ...line,
      patientName: evidence.conditions.get(line.conditionId)?.patientName ?? line.conditionName,
      sources: cite(evidence, line.sourceKeys),
      goal: planGoal(line.treatmentId, evidence),
      decided: decided === undefined || decided.decision === "undecided" ? null : words(decided),
      decidedBefore:
        decidedBefore === undefined || decidedBefore.decision === "undecided" ? null : words(decidedBefore),
    };
  });
  const urgent = assessment.triage.flags.map(({ id, name, urgency, patientMessage }) => ({
    id,
    name,
    urgency,
    patientMessage,
  }));
  const content = givenPlanContent(lines, {
    urgent: urgent.map(({ patientMessage }) => patientMessage),
    clinician: staff.name,
    today: dayOf(clinic.now(), timeZone),
  });
  return { newest, lines, urgent, content };
}

/** Keeps the plan as it stands, and tells the patient that there is something new. */
async function giveToPatient(record: OpenRecord, form: FormData) {
  const { clinic, patient, staff, actor } = record;
  const { newest, content } = await decidedPlan(record);
  if (form.get("assessmentId") !== newest.id || content.lines.length === 0) {
    throw data("The result changed since you opened this page, or nothing is agreed. Open the plan again.", {
      status: 409,
    });
  }
  const chosen = new Set(form.getAll("exercise"));
  const exerciseIds = EXERCISES.map(({ id }) => id).filter((id) => chosen.has(id));
  const { doses, errors } = readDoses(form, exerciseIds);
  if (errors.length > 0) {
    const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
    return data({ notGiven: { errors, typed, exerciseIds } }, { status: 422 });
  }
  const { id } = await record.audited(
    (given: { readonly id: string }) => ({
      action: "give plan",
      resource: `given-plan/${given.id}`,
      patientId: patient.id,
    }),
    (db) =>
      clinic.store.givePlan(db, {
        patientId: patient.id,
        assessmentId: newest.id,
        // What the clinician left ticked, not what was proposed.
        content: { ...content, exerciseIds, exerciseDoses: doses },
        by: staff.name,
        nowMs: clinic.now(),
      }),
  );
  await sendMyLink(clinic, { patient, news: "something-new", key: `plan:${id}`, actor });
  return redirect(`/staff/patients/${patient.id}/plan?for=patient&done=given`);
}

/** The newest decision on each treatment, over earlier results. */
async function earlierDecisions({ clinic }: OpenRecord, assessmentIds: readonly string[]) {
  const lists = await Promise.all(assessmentIds.map((id) => clinic.store.planDecisionsOf(clinic.db, id)));
  const newest = new Map<string, PlanDecision>();
  for (const decision of lists.flat()) {
    const known = newest.get(decision.treatmentId);
    if (known === undefined || decision.atMs > known.atMs) newest.set(decision.treatmentId, decision);
  }
  return newest;
}

export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, null);
  const { clinic, patient, staff } = record;
  const form = await args.request.formData();
  if (form.get("deed") === "give") return giveToPatient(record, form);
  const treatmentId = String(form.get("treatmentId") ?? "");
  const decision = String(form.get("decision") ?? "");
  const note = String(form.get("note") ?? "").trim();
  const [newest] = await currentAssessments(record);
  if (!isDecision(decision) || !newest.assessment.plan.some((line) => line.treatmentId === treatmentId)) {
    throw data("This line is not in the plan any more. Open the plan again and decide there.", { status: 409 });
  }
  if (form.get("assessmentId") !== newest.id) {
    const message = "The result changed since you opened this page. Look at the line again, then decide.";
    return data({ treatmentId, note, message }, { status: 409 });
  }
  if (decision === "altered" && note === "") {
    return data({ treatmentId, note, message: "Write what you change, then press “Alter” again." }, { status: 422 });
  }
  const deed = {
    action: `decide plan line: ${decision}`,
    resource: `assessment/${newest.id}/${treatmentId}`,
    patientId: patient.id,
  };
  await record.audited(deed, (db) =>
    clinic.store.decidePlanLine(db, {
      patientId: patient.id,
      assessmentId: newest.id,
      treatmentId,
      decision,
      note,
      by: staff.name,
      nowMs: clinic.now(),
    }),
  );
  return redirect(`/staff/patients/${patient.id}/plan#line-${treatmentId}`);
}

export default function Plan() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const notGiven = answer !== undefined && "notGiven" in answer ? answer.notGiven : null;
  const failed = answer !== undefined && "message" in answer ? answer : undefined;
  const base = `/staff/patients/${page.head.id}`;
  const open = page.lines.filter(({ decided }) => decided === null).length;
  if (page.isForPatient) {
    return (
      <RecordFrame head={page.head} isClinical>
        <ErrorSummary errors={notGiven?.errors ?? []} />
        <PatientPlan
          notGiven={notGiven}
          name={page.head.name}
          day={page.today}
          content={page.content}
          exercises={page.exercises}
          dayWords={page.dayWords}
          assessmentId={page.assessmentId}
          given={page.given}
          wasGiven={page.wasGiven}
          hasAddress={page.head.email !== null}
          backTo={`${base}/plan`}
        />
      </RecordFrame>
    );
  }
  return (
    <RecordFrame head={page.head} isClinical>
      <ErrorSummary
        errors={failed === undefined ? [] : [{ fieldId: `note-${failed.treatmentId}`, message: failed.message }]}
      />
      <div className="page-head">
        <h2>Plan of care</h2>
        <div className="inline-links no-print">
          <Link to={`${base}/plan?for=patient`}>The patient’s copy</Link>
          <PrintButton isSmall />
        </div>
      </div>
      <p>
        Proposed from the result of {page.made}. {page.answer}.{" "}
        <span className="no-print">
          You decide line by line; what you decide is kept with your name.{" "}
          {open === 0 ? "Every line is decided." : `${open} of ${page.lines.length} still open.`}
        </span>
      </p>
      {page.flags.map((flag) => (
        <p key={flag.id} className="notice danger">
          <strong>{flag.name}</strong>, {flag.urgency}. This comes before the plan.
        </p>
      ))}
      {page.lines.length === 0 && (
        <p className="notice">
          Nothing to propose: no condition stands out enough.{" "}
          <Link to={`${base}/examination`}>Record examination findings</Link> to sharpen the result.
        </p>
      )}
      {planGroups(page.lines).map((group) => (
        <section key={group.title} className="no-print">
          <h2>
            {group.title} <span className="soft">({group.lines.length})</span>
          </h2>
          {group.lines.map((line) => (
            <PlanLineCard
              key={line.treatmentId}
              line={line}
              assessmentId={page.assessmentId}
              failed={failed?.treatmentId === line.treatmentId ? failed : null}
            />
          ))}
        </section>
      ))}
      {page.shoes.length > 0 && (
        <section>
          <h2>Shoes</h2>
          <ul>
            {page.shoes.map(({ id, title, advice }) => (
              <li key={id}>
                <strong>{title}:</strong> {advice}
              </li>
            ))}
          </ul>
          <p className="no-print">
            For the patient to do at home: <Link to="/shoes">check list of shoes</Link>
          </p>
        </section>
      )}
      <PlanPrint lines={page.lines} />
      <EvidenceMarkKey />
      <p className="notice caution">
        Drawn from an evidence base that has not been clinically validated. The clinician decides. Printed {page.today}{" "}
        by {page.staffName}.
      </p>
    </RecordFrame>
  );
}

function isDecision(text: string): text is PlanDecision["decision"] {
  return DECISIONS.includes(text);
}
