import type { PlanGoal } from "@plumbline/care-plan";
import type { PlanLine } from "@plumbline/clinical-model";
import { Form } from "react-router";
import { EvidenceMark } from "../../ui/evidence-mark.tsx";
import { EvidenceSources } from "../../ui/evidence-sources.tsx";
import type { CitedSource } from "../../ui/evidence-sources.tsx";
import { RECOMMENDATION_WORDS } from "./result-words.ts";

export interface DecisionWords {
  readonly decision: "accepted" | "altered" | "rejected" | "undecided";
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

export interface DecidedLine extends PlanLine {
  /** The condition in the patient's words. */
  readonly patientName: string;
  readonly sources: readonly CitedSource[];
  readonly goal: PlanGoal;
  readonly decided: DecisionWords | null;
  /** Decided on an earlier result, and not since. */
  readonly decidedBefore: DecisionWords | null;
}

export function PlanLineCard(props: {
  readonly line: DecidedLine;
  readonly assessmentId: string;
  readonly failed: { readonly note: string; readonly message: string } | null;
}) {
  const { line, failed } = props;
  const noteId = `note-${line.treatmentId}`;
  return (
    <article className={`plan-line no-print ${line.decided?.decision ?? ""}`} id={`line-${line.treatmentId}`}>
      <h3>
        {line.intervention} <span className="badge">{RECOMMENDATION_WORDS[line.recommendation]}</span>
      </h3>
      <div className="plan-facts">
        <dl className="definition">
          <Entry name="Why" text={line.because} />
          <Entry name="Effect" text={line.effect} />
          <Entry name="Certainty" text={line.certainty} />
          <Entry name="Guidelines" text={line.guideline} isAgainst={speaksAgainst(line)} />
        </dl>
        <dl className="definition">
          <Entry name="Dose" text={line.dose} />
          <Entry name="Goal" text={line.goal.goal} />
          <Entry name="Review" text={line.goal.reviewWeeks === null ? "" : `after ${line.goal.reviewWeeks} weeks`} />
          <Entry name="Stop" text={line.goal.stopRule} />
          <Entry name="Not when" text={line.contraindications} />
          <dt>Rests on</dt>
          <dd>
            <EvidenceMark mark={line.mark} /> <EvidenceSources sources={line.sources} />
          </dd>
        </dl>
      </div>
      {line.decided === null ? (
        <>
          {line.decidedBefore !== null && (
            <p className="soft">
              On an earlier result: {line.decidedBefore.decision} {byWhom(line.decidedBefore)}
            </p>
          )}
          <Form className="decision-form no-print" method="post" preventScrollReset>
            <input type="hidden" name="treatmentId" value={line.treatmentId} />
            <input type="hidden" name="assessmentId" value={props.assessmentId} />
            <div>
              <label htmlFor={noteId}>Note, or what you change</label>
              <span id={`${noteId}-error`} className="error-text">
                {failed?.message}
              </span>
              <input
                id={noteId}
                name="note"
                autoComplete="off"
                defaultValue={failed?.note ?? line.decidedBefore?.note ?? ""}
                aria-describedby={`${noteId}-error`}
              />
            </div>
            <div className="button-row">
              <Decide decision="accepted" label="Accept" about={line.intervention} />
              <Decide decision="altered" label="Alter" about={line.intervention} />
              <Decide decision="rejected" label="Reject" about={line.intervention} />
            </div>
          </Form>
        </>
      ) : (
        <Form className="undo" method="post" preventScrollReset>
          <p>
            <span className={line.decided.decision === "rejected" ? "badge" : "badge good"}>
              {line.decided.decision}
            </span>{" "}
            {byWhom(line.decided)}
          </p>
          <input type="hidden" name="treatmentId" value={line.treatmentId} />
          <input type="hidden" name="assessmentId" value={props.assessmentId} />
          <button
            className="button quiet small no-print"
            name="decision"
            value="undecided"
            aria-label={`Undo: ${line.intervention}`}
          >
            Undo
          </button>
        </Form>
      )}
    </article>
  );
}

function Entry(props: { readonly name: string; readonly text: string; readonly isAgainst?: boolean }) {
  if (props.text === "") return null;
  return (
    <>
      <dt>{props.name}</dt>
      <dd className={props.isAgainst === true ? "against" : undefined}>{props.text}</dd>
    </>
  );
}

/** Marks what a guideline advises against, so that it is not read over. */
function speaksAgainst({ guideline, recommendation }: PlanLine): boolean {
  return recommendation === "do_not_routinely" || /do not|not recommended|against|not offer/i.test(guideline);
}

function Decide(props: {
  readonly decision: "accepted" | "altered" | "rejected";
  readonly label: string;
  readonly about: string;
}) {
  return (
    <button
      className={props.decision === "accepted" ? "button" : "button quiet"}
      name="decision"
      value={props.decision}
      aria-label={`${props.label}: ${props.about}`}
    >
      {props.label}
    </button>
  );
}

/** `"by Dr. Ada, Tue 3 March 2026, …: twice a week"`. */
export function byWhom({ note, by, at }: DecisionWords): string {
  return `by ${by}, ${at}${note === "" ? "" : `: ${note}`}`;
}
