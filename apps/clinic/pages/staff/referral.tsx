import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, data, useActionData, useLoaderData } from "react-router";
import type { ChartItem } from "../../store/index.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { PrintButton } from "../../ui/print-button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { dayText } from "../time.ts";
import { currentAssessments } from "./current-assessment.ts";
import { entryWords, pileOf } from "./finding-words.ts";
import { openClinicalRecord } from "./open-record.ts";
import type { OpenRecord } from "./open-record.ts";
import { flagView, splitConditions } from "./result-view.ts";
import { answerWords, percentText } from "./result-words.ts";

const LONGEST_TO = 200;
const LONGEST_QUESTION = 2000;
const CONDITIONS_SHOWN = 5;

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Referral, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read referral");
  const { clinic, patient, head, timeZone, staff } = record;
  const { store, db, evidence } = clinic;
  const [[newest], chart, [office], clinicians] = await Promise.all([
    currentAssessments(record),
    store.chartOf(db, patient.id),
    store.listOffices(db),
    store.listClinicians(db),
  ]);
  const { assessment, caseFile } = newest;
  const active = chart.filter(({ state }) => state === "active");
  const present = Object.entries(caseFile.findings).flatMap(([id, entry]) => {
    const finding = evidence.findings.get(id);
    if (finding === undefined || pileOf(finding, entry) !== "yes") return [];
    const words = { id, name: finding.clinicianWording, found: entryWords(finding, entry) };
    return [{ ...words, isTold: finding.askedOf === "patient" }];
  });
  return {
    head,
    today: dayText(clinic.now(), timeZone),
    from: {
      name: staff.name,
      profession: clinicians.find(({ userId }) => userId === staff.userId)?.profession ?? null,
      office: office === undefined ? null : { name: office.name, lines: office.addressLines, phone: office.phone },
    },
    flags: assessment.triage.flags.map((flag) => {
      const { name, level, because } = flagView(flag, caseFile, evidence);
      return { name, level, because };
    }),
    told: present.filter(({ isTold }) => isTold),
    examined: present.filter(({ isTold }) => !isTold),
    problems: linesOf(active, "problem"),
    medications: linesOf(active, "medication"),
    allergies: linesOf(active, "allergy"),
    answer: answerWords(assessment.direction),
    conditions: splitConditions(assessment)
      .shown.slice(0, CONDITIONS_SHOWN)
      .map(({ id, name, posterior }) => ({
        id,
        name,
        probability: percentText(posterior, evidence.parameters.neverDisplayAbove),
      })),
    evidenceVersion: assessment.evidenceVersion,
  };
}

function linesOf(items: readonly ChartItem[], kind: "problem" | "medication" | "allergy"): string[] {
  return items.flatMap((item) => {
    if (item.kind !== kind) return [];
    if (item.kind === "problem") return [[item.content.text, item.content.icd10].filter(Boolean).join(", ")];
    if (item.kind === "medication") return [[item.content.text, item.content.dose].filter(Boolean).join(", ")];
    return item.kind === "allergy" ? [[item.content.substance, item.content.reaction].filter(Boolean).join(", ")] : [];
  });
}

interface Written {
  readonly to: string;
  readonly question: string;
  readonly errors: readonly { readonly fieldId: string; readonly message: string }[];
}

/** That somebody was referred, to whom and with what question, is a signed note of the chart; the letter is its print. */
export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, null);
  const form = await args.request.formData();
  const text = (name: string, longest: number) =>
    String(form.get(name) ?? "")
      .trim()
      .slice(0, longest);
  const [to, question] = [text("to", LONGEST_TO), text("question", LONGEST_QUESTION)];
  const errors = [
    ...(to === "" ? [{ fieldId: "to", message: "Say to whom the letter goes." }] : []),
    ...(question === "" ? [{ fieldId: "question", message: "Say what you ask of them." }] : []),
  ];
  if (errors.length > 0) return data<Written>({ to, question, errors }, { status: 422 });
  await addNote(record, `Referred to ${to}: ${question}`);
  return data<Written>({ to, question, errors });
}

async function addNote(record: OpenRecord, text: string): Promise<void> {
  const { clinic, patient, staff } = record;
  const [newest] = await currentAssessments(record);
  await record.audited(
    (added: { readonly itemId: string }) => ({
      action: "write referral",
      resource: `chart/${added.itemId}`,
      patientId: patient.id,
    }),
    (db) =>
      clinic.store.addChartItem(db, {
        patientId: patient.id,
        by: staff.name,
        nowMs: clinic.now(),
        kind: "note",
        content: { direction: null, text, assessmentId: newest.id, addendumTo: null },
      }),
  );
}

export default function Referral() {
  const page = useLoaderData<typeof loader>();
  const written = useActionData<typeof action>();
  const errors = written?.errors ?? [];
  const isWritten = written !== undefined && errors.length === 0;
  const errorOf = (id: string) => errors.find(({ fieldId }) => fieldId === id)?.message;
  return (
    <RecordFrame head={page.head} isClinical>
      <ErrorSummary errors={errors} />
      <div className="page-head">
        <h2>Referral</h2>
        {isWritten && <PrintButton label="Print the letter" />}
      </div>
      {isWritten ? (
        <output className="notice good no-print">
          The referral is a signed note in the chart. Print the letter now.
        </output>
      ) : (
        <Form method="post" className="narrow no-print">
          <TextField
            id="to"
            label="To"
            hint="A name and an office: a spine surgeon, a vascular clinic, the emergency department, a colleague here."
            maxLength={LONGEST_TO}
            defaultValue={written?.to}
            error={errorOf("to")}
          />
          <div className={errorOf("question") === undefined ? "field" : "field wrong"}>
            <label htmlFor="question">What you ask of them, and how urgent it is</label>
            {errorOf("question") !== undefined && (
              <p className="error-text" id="question-error">
                <span className="visually-hidden">Error: </span>
                {errorOf("question")}
              </p>
            )}
            <textarea
              id="question"
              name="question"
              rows={4}
              maxLength={LONGEST_QUESTION}
              defaultValue={written?.question}
              aria-invalid={errorOf("question") === undefined ? undefined : true}
              aria-describedby={errorOf("question") === undefined ? undefined : "question-error"}
            />
          </div>
          <button className="button">Sign it, and make the letter</button>
          <p className="soft">Below is what the letter will say.</p>
        </Form>
      )}
      <article className="letter">
        <p>
          {page.from.office !== null && (
            <>
              <strong>Plumbline {page.from.office.name}</strong>
              <br />
              {page.from.office.lines.join(", ")} · {page.from.office.phone}
              <br />
            </>
          )}
          {page.today}
        </p>
        <p>
          To: <strong>{isWritten ? written.to : "…"}</strong>
          <br />
          About: <strong>{page.head.name}</strong>, born {page.head.birthDate}, phone {page.head.phone}
        </p>
        <p className="letter-question">{isWritten ? written.question : "…"}</p>
        {page.flags.length > 0 && (
          <section>
            <h3>Warning signs</h3>
            <ul>
              {page.flags.map(({ name, level, because }) => (
                <li key={name}>
                  <strong>{level}:</strong> {name} <span className="soft">({because.join("; ")})</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Found title="What the patient tells" findings={page.told} />
        <Found title="Found on examination and measurement" findings={page.examined} />
        <Listed title="Problems" lines={page.problems} />
        <Listed title="Medications" lines={page.medications} />
        <Listed title="Allergies" lines={page.allergies} />
        <section>
          <h3>What the findings point to</h3>
          <p>{page.answer}.</p>
          {page.conditions.length > 0 && (
            <p>
              {page.conditions.map(({ id, name, probability }, at) => (
                <span key={id}>
                  {at > 0 && "; "}
                  {name} {probability}
                </span>
              ))}
            </p>
          )}
          <p className="small">
            Computed from published evidence (version {page.evidenceVersion}) to support a clinician’s judgment. It is
            not a diagnosis, and the base has not been clinically validated.
          </p>
        </section>
        <p>
          {page.from.name}
          {page.from.profession !== null && `, ${page.from.profession}`}
        </p>
      </article>
    </RecordFrame>
  );
}

function Found({
  title,
  findings,
}: {
  readonly title: string;
  readonly findings: readonly { readonly id: string; readonly name: string; readonly found: string }[];
}) {
  return (
    <section>
      <h3>{title}</h3>
      {findings.length === 0 ? (
        <p>Nothing recorded.</p>
      ) : (
        <ul className="letter-findings">
          {findings.map(({ id, name, found }) => (
            <li key={id}>
              {name}
              {found === "yes" || found === "present" ? "" : `: ${found}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Listed({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <p>
      <strong>{title}:</strong> {lines.length === 0 ? "none recorded" : lines.join("; ")}
    </p>
  );
}
