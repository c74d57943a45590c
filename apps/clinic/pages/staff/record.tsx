import { isBySide } from "@plumbline/clinical-model";
import type { CaseFile } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Link, data, redirect, useLoaderData } from "react-router";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { PrintButton } from "../../ui/print-button.tsx";
import { sendMyLink } from "../my/send-my-link.ts";
import { whenText } from "../time.ts";
import { answerPiles } from "./answer-piles.ts";
import { Piles } from "./answer-pile-lists.tsx";
import { currentAssessments } from "./current-assessment.ts";
import { entryWords } from "./finding-words.ts";
import { RecordKeeping } from "./record-keeping.tsx";
import { openContactRecord } from "./open-record.ts";
import type { OpenRecord } from "./open-record.ts";
import { answerWords, percentText } from "./result-words.ts";
import { splitConditions } from "./result-view.ts";
import { doneWords, OwnPages, UnverifiedAnswers } from "./record-contact.tsx";
import type { ContactDone } from "./record-contact.tsx";
import { may } from "./staff-policy.ts";
import { walksOfPatient } from "./walk-open.ts";

const AUDIT_LINES = 50;

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `${loaderData?.head.name ?? "Record"} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openContactRecord(args, "read record");
  const { clinic, patient, head, timeZone, staff } = record;
  const isClinical = may(staff.role, "see clinical");
  const mayHold = may(staff.role, "manage clinic");
  const [visits, unverified, links, merges, hold] = await Promise.all([
    clinic.store.visitsOf(clinic.db, patient.id),
    unverifiedOf(record, isClinical),
    clinic.store.countPatientLinks(clinic.db, patient.id, clinic.now()),
    clinic.store.mergesInto(clinic.db, patient.id),
    mayHold ? clinic.store.activeHold(clinic.db, patient.id) : null,
  ]);
  return {
    head,
    done: doneWords(args.url.searchParams.get("done")),
    links,
    hold: mayHold
      ? { now: hold === null ? null : { reason: hold.reason, by: hold.by, at: whenText(hold.atMs, timeZone) } }
      : null,
    merges: merges.map(({ id, by, atMs }) => ({ id, by, at: whenText(atMs, timeZone) })),
    unverified: unverified.map((interview) => ({
      id: interview.id,
      isRefused: interview.claim === "refused",
      at: whenText(interview.updatedAtMs, timeZone),
      piles: interview.piles,
    })),
    visits: visits.map((visit) => ({
      id: visit.id,
      when: whenText(visit.startMs, visit.timeZone),
      service: visit.serviceName,
      office: visit.officeName,
      clinician: visit.clinicianName,
      status: visit.status,
    })),
    clinical: isClinical ? await clinicalPart(record, timeZone) : null,
  };
}

/** What was said is for those who treat, even while it is not known whose it is; others only ask whose it is. */
async function unverifiedOf({ clinic, patient }: OpenRecord, isClinical: boolean) {
  const { store, db, evidence } = clinic;
  if (!isClinical) return (await store.waitingClaimsOf(db, patient.id)).map((claim) => ({ ...claim, piles: null }));
  return (await store.unverifiedInterviewsOf(db, patient.id)).map((interview) => ({
    id: interview.id,
    claim: interview.claim,
    updatedAtMs: interview.updatedAtMs,
    piles: answerPiles(interview.caseFile, interview.answers, evidence),
  }));
}

export async function action(args: ActionFunctionArgs) {
  const record = await openContactRecord(args, null);
  const { clinic, patient, staff, actor } = record;
  const form = await args.request.formData();
  const deed = String(form.get("deed") ?? "");
  const nowMs = clinic.now();
  const done = (what: ContactDone) => redirect(`/staff/patients/${patient.id}?done=${what}`);
  if (deed === "send link") {
    // A day's worth of presses sends one letter a minute at most.
    const key = `link:${Math.floor(nowMs / 60_000)}`;
    return done((await sendMyLink(clinic, { patient, news: "link", key, actor })) ? "link-sent" : "no-address");
  }
  if (deed === "withdraw links") {
    await clinic.store.withdrawPatientLinks(clinic.db, { patientId: patient.id, actor, nowMs });
    return done("links-withdrawn");
  }
  if (deed === "hold" || deed === "lift hold") {
    if (!may(staff.role, "manage clinic")) throw data("Only a manager sets a legal hold.", { status: 403 });
    const reason =
      deed === "hold"
        ? String(form.get("reason") ?? "")
            .trim()
            .slice(0, 200)
        : null;
    if (reason === "")
      throw data("Say why the record must not be removed. Go back and write the reason.", { status: 400 });
    const entry = { action: deed, resource: `patient/${patient.id}`, patientId: patient.id };
    await record.audited(entry, (db) =>
      clinic.store.setLegalHold(db, { patientId: patient.id, reason, by: staff.name, nowMs }),
    );
    return done(deed === "hold" ? "held" : "hold-lifted");
  }
  if (deed !== "verified" && deed !== "refused" && deed !== "waiting") {
    throw data("This button is not known. Open the record again and press it there.", { status: 400 });
  }
  const interviewId = String(form.get("interviewId") ?? "");
  const isSettled = await clinic.store.settleClaim(clinic.db, {
    interviewId,
    patientId: patient.id,
    to: deed,
    by: staff.name,
    actor,
    nowMs,
  });
  if (!isSettled) throw data("These answers are not in this record. Open the record again.", { status: 409 });
  return done(deed);
}

async function clinicalPart(record: OpenRecord, timeZone: string) {
  const { clinic, patient } = record;
  const { db, store, evidence } = clinic;
  const [newest] = await currentAssessments(record);
  const [interview, recordings, walks, examination, audit] = await Promise.all([
    store.latestInterviewOf(db, patient.id),
    store.recordingsOf(db, patient.id),
    walksOfPatient(record),
    store.examinationOf(db, patient.id),
    store.auditOf(db, patient.id, AUDIT_LINES),
  ]);
  const { assessment } = newest;
  return {
    interview:
      interview === null
        ? null
        : {
            started: whenText(interview.startedAtMs, timeZone),
            finished: interview.finishedAtMs === null ? null : whenText(interview.finishedAtMs, timeZone),
            piles: answerPiles(interview.caseFile, interview.answers, evidence),
          },
    result: {
      made: whenText(newest.createdAtMs, timeZone),
      level: assessment.triage.level,
      flags: assessment.triage.flags.map(({ name, level }) => ({ name, level })),
      answer: answerWords(assessment.direction),
      conditions: splitConditions(assessment)
        .shown.slice(0, 5)
        .map(({ id, name, prior, posterior }) => ({
          id,
          name,
          prior: percentText(prior, evidence.parameters.neverDisplayAbove),
          probability: percentText(posterior, evidence.parameters.neverDisplayAbove),
        })),
    },
    recordings: recordings
      .filter(({ withdrawnAtMs }) => withdrawnAtMs === null)
      .map(({ id, fileName, side, uploadedAtMs }) => ({ id, fileName, side, at: whenText(uploadedAtMs, timeZone) })),
    walks: walks
      .filter(({ withdrawnAtMs }) => withdrawnAtMs === null)
      .map(({ id, report, uploadedAtMs }) => ({ id, name: report.name, at: whenText(uploadedAtMs, timeZone) })),
    examination: examinationLines(examination, evidence),
    audit: audit.map((line) => ({ ...line, at: whenText(line.atMs, timeZone) })),
  };
}

function examinationLines(
  entries: readonly {
    findingId: string;
    side: "left" | "right" | null;
    value: boolean | number | string | null;
    recordedBy: string;
  }[],
  evidence: EvidenceBase,
) {
  const byFinding: Record<string, CaseFile["findings"][string]> = {};
  const by: Record<string, string> = {};
  for (const { findingId, side, value, recordedBy } of entries) {
    if (value === null) continue;
    const known = byFinding[findingId];
    byFinding[findingId] =
      side === null ? value : known !== undefined && isBySide(known) ? { ...known, [side]: value } : { [side]: value };
    by[findingId] = recordedBy;
  }
  return Object.entries(byFinding).flatMap(([id, entry]) => {
    const finding = evidence.findings.get(id);
    return finding === undefined
      ? []
      : [{ id, name: finding.clinicianWording, found: entryWords(finding, entry), by: by[id] ?? "" }];
  });
}

export default function RecordPage() {
  const { head, visits, clinical, done, unverified, links, merges, hold } = useLoaderData<typeof loader>();
  return (
    <RecordFrame head={head} isClinical={clinical !== null}>
      {done !== null && <output className="notice good no-print">{done}</output>}
      {unverified.map((interview) => (
        <UnverifiedAnswers key={interview.id} interview={interview} patientName={head.name} />
      ))}
      <section>
        <div className="page-head">
          <h2>Visits</h2>
          <div className="button-row">
            <Link className="button quiet small no-print" to={`/staff/book?patient=${head.id}`}>
              Book a visit
            </Link>
            <PrintButton isSmall label="Print the record" />
          </div>
        </div>
        {visits.length === 0 ? (
          <p>None.</p>
        ) : (
          <table className="stack-table">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Service</th>
                <th scope="col">Office</th>
                <th scope="col">Clinician</th>
                <th scope="col">Status</th>
              </tr>
            </thead>
            <tbody>
              {visits.map((visit) => (
                <tr key={visit.id}>
                  <td data-label="When">
                    <Link to={`/staff/visits/${visit.id}`}>{visit.when}</Link>
                  </td>
                  <td data-label="Service">{visit.service}</td>
                  <td data-label="Office">{visit.office}</td>
                  <td data-label="Clinician">{visit.clinician}</td>
                  <td data-label="Status">{visit.status.replace("-", " ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {clinical !== null && <Clinical patientId={head.id} clinical={clinical} />}
      <OwnPages hasAddress={head.email !== null} links={links} />
      <RecordKeeping patientId={head.id} merges={merges} hold={hold} mayExport={clinical !== null} />
    </RecordFrame>
  );
}

type ClinicalPart = Awaited<ReturnType<typeof clinicalPart>>;

function Clinical({ patientId, clinical }: { readonly patientId: string; readonly clinical: ClinicalPart }) {
  const base = `/staff/patients/${patientId}`;
  const { result, interview } = clinical;
  return (
    <>
      <section>
        <h2>Result in short</h2>
        {result.flags.map((flag) => (
          <p
            key={flag.name}
            className={flag.level === "emergency" || flag.level === "urgent" ? "notice danger" : "notice caution"}
          >
            <strong>{flag.level}:</strong> {flag.name}
          </p>
        ))}
        <p className="answer-line">{result.answer}</p>
        {result.conditions.length > 0 && (
          <ul>
            {result.conditions.map((condition) => (
              <li key={condition.id}>
                {condition.name}: <strong>{condition.probability}</strong>{" "}
                <span className="soft">(before any finding {condition.prior})</span>
              </li>
            ))}
          </ul>
        )}
        <p className="inline-links no-print">
          <Link to={`${base}/result`}>Whole result, and what it rests on</Link>
          <Link to={`${base}/plan`}>Plan of care</Link>
          <Link to={`${base}/referral`}>Write a referral</Link>
        </p>
        <p className="small soft">As of {result.made}. The evidence base has not been clinically validated.</p>
      </section>
      <section>
        <h2>What the patient told</h2>
        {interview === null ? (
          <p>No interview is tied to this patient.</p>
        ) : (
          <>
            <p className="soft">
              {interview.finished === null
                ? `Begun ${interview.started}, not finished: the answers do not count in the result yet.`
                : `Finished ${interview.finished}.`}
            </p>
            <Piles piles={interview.piles} />
          </>
        )}
      </section>
      <section>
        <h2>Examination</h2>
        {clinical.examination.length === 0 ? (
          <p>
            Nothing recorded yet. <Link to={`${base}/examination`}>Record findings</Link>
          </p>
        ) : (
          <table className="stack-table">
            <thead>
              <tr>
                <th scope="col">Test</th>
                <th scope="col">Found</th>
                <th scope="col">By</th>
              </tr>
            </thead>
            <tbody>
              {clinical.examination.map((line) => (
                <tr key={line.id}>
                  <th scope="row">{line.name}</th>
                  <td data-label="Found">{line.found}</td>
                  <td data-label="By">{line.by}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section>
        <h2>Pressure recordings</h2>
        {clinical.recordings.length === 0 ? (
          <p>
            None yet. <Link to={`${base}/recordings`}>Add a recording</Link>
          </p>
        ) : (
          <ul>
            {clinical.recordings.map((recording) => (
              <li key={recording.id}>
                <Link to={`${base}/recordings/${recording.id}`}>{recording.fileName}</Link>,{" "}
                {recording.side ?? "side not known"}, {recording.at}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2>Walks</h2>
        {clinical.walks.length === 0 ? (
          <p>
            None yet. <Link to={`${base}/walks`}>Add a walk</Link>
          </p>
        ) : (
          <ul>
            {clinical.walks.map((walk) => (
              <li key={walk.id}>
                <Link to={`${base}/walks/${walk.id}`}>{walk.name}</Link>, {walk.at}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="no-print">
        <h2>Who looked</h2>
        <details>
          <summary>The last {clinical.audit.length} entries of the audit</summary>
          <table className="stack-table">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">Outcome</th>
              </tr>
            </thead>
            <tbody>
              {clinical.audit.map((line, index) => (
                <tr key={index}>
                  <td data-label="When">{line.at}</td>
                  <td data-label="Who">
                    {line.actor}
                    {line.role !== null && `, ${line.role.replace("-", " ")}`}
                  </td>
                  <td data-label="What">{line.action}</td>
                  <td data-label="Outcome">{line.outcome}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </section>
    </>
  );
}
