import { PROVENANCE_MARKS } from "@plumbline/clinical-model";
import type { Assessment, Direction, Problem } from "@plumbline/clinical-model";
import type { LoaderFunctionArgs } from "react-router";
import { Form, Link, useLoaderData } from "react-router";
import type { Clinic } from "../../server/clinic.ts";
import { EvidenceMarkKey } from "../../ui/evidence-mark.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { PrintButton } from "../../ui/print-button.tsx";
import { whenText } from "../time.ts";
import { changeBetween } from "./change-between.ts";
import { currentAssessments } from "./current-assessment.ts";
import type { SavedAssessment } from "./current-assessment.ts";
import { openClinicalRecord } from "./open-record.ts";
import { ResultAnswer } from "./result-answer.tsx";
import { ResultChange } from "./result-change.tsx";
import { ResultConditions } from "./result-conditions.tsx";
import { ResultLinks } from "./result-links.tsx";
import { RangesState, useRanges } from "./result-ranges.tsx";
import type { Ranges } from "./result-ranges.tsx";
import { ResultTurningPoints } from "./result-turning-points.tsx";
import { complaintView, conditionEvidence, flagView, linkEvidence, splitConditions } from "./result-view.ts";
import { waterfall } from "./waterfall.ts";

/** Links less probable than this are left to the folded list. */
const LINK_SHOWN_FROM = 0.1;

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Result, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read result");
  const { clinic, head, timeZone } = record;
  const { evidence } = clinic;
  const all = await currentAssessments(record);
  const asked = args.url.searchParams.get("version");
  const index = Math.max(
    0,
    all.findIndex(({ id }) => id === asked),
  );
  const chosen = all[index] ?? all[0];
  const previous = all[index + 1] ?? null;
  const { assessment, caseFile } = chosen;
  const { shown, rest } = splitConditions(assessment);
  const { answer, probabilities } = assessment.direction;
  const explainedDirection = answer === "cannot-tell" ? leading(probabilities) : answer;
  return {
    head,
    neverAbove: evidence.parameters.neverDisplayAbove,
    versions: all.map(({ id, createdAtMs, createdBy }, position) => ({
      id,
      words: `${whenText(createdAtMs, timeZone)}, ${createdBy === "interview" ? "from the interview" : createdBy}${position === 0 ? " (newest)" : ""}`,
    })),
    chosenId: chosen.id,
    ranges: await rangesOf(chosen, args.url.searchParams.get("ranges") === "1", clinic),
    isNewest: chosen.id === all[0].id,
    evidenceVersion: assessment.evidenceVersion,
    flags: assessment.triage.flags.map((flag) => flagView(flag, caseFile, evidence)),
    overrides: assessment.triage.overrides,
    direction: assessment.direction,
    directionNotices: assessment.notices.filter(isBesideDirection),
    explainedDirection,
    directionWaterfall: waterfall(
      UNDECIDED,
      assessment.direction.probabilities[explainedDirection],
      contributionsTo(`direction:${explainedDirection}`, assessment),
      evidence,
    ),
    fit: assessment.fit,
    turningPoints: assessment.turningPoints,
    conditions: shown.map((condition) => {
      const contributions = contributionsTo(condition.id, assessment);
      return {
        ...condition,
        evidence: conditionEvidence(condition.id, caseFile, evidence),
        waterfall:
          contributions.length === 0 ? null : waterfall(condition.prior, condition.posterior, contributions, evidence),
      };
    }),
    furtherConditions: rest.map(({ id, name, prior, posterior, certainty }) => ({
      id,
      name,
      prior,
      posterior,
      certainty,
    })),
    complaints: assessment.complaints.map(complaintView),
    links: assessment.links
      .filter(({ probability }) => probability >= LINK_SHOWN_FROM)
      .map((link) => ({ ...link, evidence: linkEvidence(link, caseFile, evidence) })),
    furtherLinks: assessment.links
      .filter(({ probability }) => probability < LINK_SHOWN_FROM)
      .map(({ id, conditionName, effect, probability }) => ({ id, conditionName, effect, probability })),
    previousWords: previous === null ? null : whenText(previous.createdAtMs, timeZone),
    change: previous === null ? null : changeBetween(previous, chosen, evidence),
    next: assessment.nextQuestions.map((question) => ({
      ...question,
      wording: evidence.findings.get(question.findingId)?.clinicianWording ?? question.text,
    })),
    notices: assessment.notices.filter((notice) => !isBesideDirection(notice)),
    baseMarks: PROVENANCE_MARKS.map((mark) => ({
      mark,
      count: evidence.likelihoods.filter((row) => row.preferred && row.mark === mark).length,
    })),
  };
}

/** Waited for only when the reader asks: a page with script fetches them once it stands. */
async function rangesOf(chosen: SavedAssessment, isAsked: boolean, clinic: Clinic): Promise<Ranges> {
  if (chosen.evidenceHash !== clinic.evidence.hash) return "other-base";
  if (!isAsked) return "not-asked";
  try {
    return await clinic.intervals.of(chosen);
  } catch (error) {
    clinic.logError("intervals", error);
    return "failed";
  }
}

/** Before anything is known of a person, the five directions are alike. */
const UNDECIDED = 0.2;

function contributionsTo(target: string, { contributions }: Assessment) {
  return contributions.filter((contribution) => contribution.target === target);
}

/** What must be read together with the direction: why none is named, and what speaks against it. */
function isBesideDirection({ code }: Problem): boolean {
  return code === "assessment/poor-fit" || code.startsWith("assessment/foot-to-back-");
}

function leading(probabilities: Assessment["direction"]["probabilities"]): Direction {
  const [first] = (Object.keys(probabilities) as Direction[]).toSorted((a, b) => probabilities[b] - probabilities[a]);
  return first ?? "local";
}

export type ResultPage = Awaited<ReturnType<typeof loader>>;

export default function Result() {
  const page = useLoaderData<typeof loader>();
  const ranges = useRanges(page);
  const base = `/staff/patients/${page.head.id}`;
  return (
    <RecordFrame head={page.head} isClinical>
      <div className="page-head">
        <h2>Result</h2>
        <PrintButton isSmall />
      </div>
      <Versions page={page} />
      <RangesState page={page} ranges={ranges} />
      <ResultAnswer page={page} ranges={ranges} />
      <ResultChange page={page} />
      <ResultConditions page={page} ranges={ranges} />
      <ResultLinks page={page} ranges={ranges} />
      <ResultTurningPoints page={page} />
      <section>
        <h2>What to ask or test next</h2>
        {page.next.length === 0 ? (
          <p>Nothing that would move the answer is left open.</p>
        ) : (
          <>
            <ol>
              {page.next.map((question) => (
                <li key={question.findingId}>
                  <strong>{question.wording}</strong> <span className="soft">({question.askedOf})</span>: {question.why}
                </li>
              ))}
            </ol>
            <p className="no-print">
              <Link to={`${base}/examination`}>Record findings</Link>
            </p>
          </>
        )}
      </section>
      <section>
        <h2>What limits this answer</h2>
        <p className="notice caution">
          <strong>The evidence base (version {page.evidenceVersion}) has not been clinically validated.</strong> Of its{" "}
          {page.baseMarks.reduce((sum, { count }) => sum + count, 0).toLocaleString("en-US")} figures in use,{" "}
          {page.baseMarks.map(({ mark, count }) => `${count.toLocaleString("en-US")} are ${mark}`).join(", ")}. This
          page supports a clinician’s judgement; it is not a diagnosis.
        </p>
        {page.notices.length > 0 && (
          <ul>
            {page.notices.map((notice, index) => (
              <li key={index}>
                {notice.message} {notice.hint}
              </li>
            ))}
          </ul>
        )}
        <EvidenceMarkKey />
      </section>
      <p className="no-print">
        <Link className="button" to={`${base}/plan`}>
          Go on to the plan of care
        </Link>
      </p>
    </RecordFrame>
  );
}

function Versions({ page }: { readonly page: ResultPage }) {
  return (
    <>
      <Form className="filter-bar no-print" method="get" key={page.chosenId}>
        <div>
          <label htmlFor="version">As worked out on</label>
          <select id="version" name="version" defaultValue={page.chosenId}>
            {page.versions.map(({ id, words }) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <button className="button quiet">Show</button>
      </Form>
      <p className="print-only">{page.versions.find(({ id }) => id === page.chosenId)?.words}</p>
      {!page.isNewest && (
        <p className="notice caution">
          This is an earlier result, kept as it was.{" "}
          <Link to={`/staff/patients/${page.head.id}/result`}>Show the newest</Link>
        </p>
      )}
    </>
  );
}
