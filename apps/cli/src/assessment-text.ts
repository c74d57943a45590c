import { SIDES, isBySide, shownProbability } from "@plumbline/clinical-model";
import type {
  Assessment,
  CaseFile,
  ComplaintResult,
  ConditionResult,
  Contribution,
  Direction,
  DirectionAnswer,
  FindingEntry,
  FindingValue,
  FiredFlag,
  LinkResult,
  PlanLine,
  Problem,
  ProvenanceMark,
  Recommendation,
  TurningPoint,
} from "@plumbline/clinical-model";
import { testOutlook } from "@plumbline/assessment";
import type { TestOutcome } from "@plumbline/assessment";
import { NOT_VALIDATED, citationText } from "@plumbline/evidence";
import type { EvidenceBase } from "@plumbline/evidence";
import { paragraph } from "./paragraph.ts";
import type { Terminal } from "./terminal.ts";

const ANSWER_WORDS: Readonly<Record<DirectionAnswer, string>> = {
  "foot-drives-back": "the feet feed the back pain",
  "spine-drives-foot": "the spine causes the foot symptoms",
  both: "both: feet feed the back, and the spine the feet",
  local: "each complaint comes from where it is felt",
  none: "neither: vascular, systemic, visceral, infective or malignant",
  "cannot-tell": "what is known does not decide",
};

const RECOMMENDATION_WORDS: Readonly<Record<Recommendation, string>> = {
  first_line: "First",
  second_line: "Second",
  consider: "Consider",
  consider_if_linked: "Consider, as a trial with a stop rule",
  do_not_routinely: "Do not routinely",
  refer: "Refer",
  refer_emergency: "Refer now",
};

/** What is less than this fills the screen and moves nobody; `--json` has all. */
const LEAST_SHARE = 0.03;
const LEAST_LINK = 0.1;
const MOST_LINKS = 6;
const MOST_REASONS = 10;
const MOST_QUESTIONS = 5;

/**
 * An assessment for a clinician at a terminal, 80 columns wide. Ends with a line feed.
 *
 * @param caseFile - What was assessed, so that a reason can say what was found.
 */
export function assessmentText(
  assessment: Assessment,
  caseFile: CaseFile,
  { evidence, terminal }: { readonly evidence: EvidenceBase; readonly terminal: Terminal },
): string {
  const view = new AssessmentView(assessment, caseFile, evidence, terminal);
  return `${view
    .sections()
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

class AssessmentView {
  readonly #assessment: Assessment;
  readonly #caseFile: CaseFile;
  readonly #evidence: EvidenceBase;
  readonly #terminal: Terminal;

  constructor(assessment: Assessment, caseFile: CaseFile, evidence: EvidenceBase, terminal: Terminal) {
    this.#assessment = assessment;
    this.#caseFile = caseFile;
    this.#evidence = evidence;
    this.#terminal = terminal;
  }

  sections(): string[][] {
    return [
      this.#triage(),
      this.#direction(),
      this.#conditions(),
      ...this.#assessment.complaints.map((complaint) => this.#complaint(complaint)),
      this.#links(),
      this.#reasons(),
      this.#turningPoints(),
      this.#nextQuestions(),
      this.#plan(),
      this.#limits(),
    ];
  }

  #triage(): string[] {
    const { level, flags, overrides } = this.#assessment.triage;
    const lifted = overrides.flatMap(({ name, question, answer }) => [
      "",
      paragraph(`${name}: lifted by the person's answer.`, "- "),
      paragraph(`"${question}" ${answer}.`, "  Asked: ", "    "),
    ]);
    if (flags.length === 0) return [this.#title(`Triage: ${level}, no red flag`), ...lifted];
    const isLoud = level === "emergency" || level === "urgent";
    const title = `TRIAGE: ${level.toUpperCase()}`;
    return [
      isLoud ? this.#terminal.emphasize("alarm", title) : this.#title(title),
      ...(level === "emergency" ? ["Act on this first; read the rest later."] : []),
      ...flags.flatMap((flag) => this.#flag(flag)),
      ...lifted,
    ];
  }

  #flag(flag: FiredFlag): string[] {
    const name = paragraph(`${flag.name}: ${flag.urgency}`, "! ");
    return [
      "",
      flag.level === "emergency" ? this.#terminal.emphasize("alarm", name) : this.#terminal.emphasize("bold", name),
      paragraph(flag.action, "  Do: "),
      paragraph(`"${flag.patientMessage}"`, "  Tell the person: ", "    "),
      paragraph(flag.findingIds.map((id) => this.#findingName(id)).join("; "), "  Because of: ", "    "),
      paragraph(this.#basis(flag), "  Rests on: ", "    "),
    ];
  }

  #direction(): string[] {
    const { answer, certainty, probabilities } = this.#assessment.direction;
    const how = answer === "cannot-tell" ? "" : `, ${certainty}`;
    const shares = Object.entries(probabilities) as [Direction, number][];
    return [
      this.#title(`Direction: ${answer}${how}`),
      paragraph(capital(`${ANSWER_WORDS[answer]}.`), "  "),
      ...shares
        .toSorted(([, a], [, b]) => b - a)
        .map(([direction, share]) => `  ${this.#percent(share)}  ${direction.padEnd(17)}  ${bar(share)}`.trimEnd()),
      ...this.#assessment.notices.filter(isBesideDirection).map(noticeLine),
    ];
  }

  #conditions(): string[] {
    const reported = this.#assessment.conditions
      .filter((condition) => condition.reported)
      .toSorted((a, b) => a.rank - b.rank);
    const title = this.#title(
      this.#assessment.fit.isPoor ? "What fits best, but weakly: not to be relied on" : "What is likely",
    );
    if (reported.length === 0) return [title, "  Nothing stands out yet."];
    return [title, ...reported.flatMap((condition) => this.#condition(condition))];
  }

  #condition(condition: ConditionResult): string[] {
    const { seen, recalled, "expert estimate": estimated } = condition.evidenceMarks;
    const interval =
      condition.interval === null
        ? ""
        : `, interval ${this.#percent(condition.interval.low).trim()} to ${this.#percent(condition.interval.high).trim()}`;
    return [
      paragraph(`${condition.name} (${condition.certainty})`, `  ${this.#percent(condition.posterior)}  `),
      paragraph(
        `${this.#percent(condition.prior).trim()} before the findings${interval}; evidence used: ${seen} seen, ` +
          `${recalled} recalled, ${estimated} estimated`,
        "         ",
      ),
    ];
  }

  #complaint({ name, causes, unexplained }: ComplaintResult): string[] {
    const shown = causes.filter((cause) => cause.share >= LEAST_SHARE);
    const rest = causes.slice(shown.length).reduce((sum, cause) => sum + cause.share, 0);
    return [
      this.#title(`What explains: ${name}`),
      ...shown.map((cause) => paragraph(`${cause.name} (${cause.direction})`, `  ${this.#percent(cause.share)}  `)),
      ...(rest >= 0.005 ? [`  ${this.#percent(rest)}  other causes`] : []),
      `  ${this.#percent(unexplained)}  something the base does not know`,
    ];
  }

  #links(): string[] {
    const links = this.#assessment.links.filter((link) => link.probability >= LEAST_LINK).slice(0, MOST_LINKS);
    if (links.length === 0) return [];
    const line = (link: LinkResult) =>
      paragraph(
        `${link.conditionName} drives ${effectWords(link.effect)} (evidence: ${link.verdict}, ` +
          `${link.mark}; at most ${this.#percent(link.cap).trim()} can be claimed)`,
        `  ${this.#percent(link.probability)}  `,
      );
    return [this.#title("From one end to the other"), ...links.map(line)];
  }

  /** What moved the answer most, the direction before the conditions. */
  #reasons(): string[] {
    const moving = this.#assessment.contributions;
    if (moving.length === 0) return [];
    const isDirection = ({ target }: Contribution) => target.startsWith("direction:");
    const directions = moving.filter(isDirection).slice(0, MOST_REASONS / 2);
    const conditions = moving
      .filter((contribution) => !isDirection(contribution))
      .slice(0, MOST_REASONS - directions.length);
    const rest = moving.length - directions.length - conditions.length;
    return [
      this.#title("Why"),
      ...[...directions, ...conditions].map((contribution) => this.#reason(contribution)),
      ...(rest > 0 ? [`  … and ${rest} more (--json has all)`] : []),
    ];
  }

  #reason({ findingId, findingName, target, with: now, without, logOddsStep, mark, sourceKeys }: Contribution): string {
    const entry = this.#caseFile.findings[findingId];
    const found = entry === undefined ? findingName : `${findingName} (${entryText(entry)})`;
    const isUp = logOddsStep >= 0;
    const moved = isUp ? "raises" : "lowers";
    const [before, after] = [this.#percent(without).trim(), this.#percent(now).trim()];
    // Near certainty the shown figures are alike; the odds still tell.
    const odds = Math.exp(Math.abs(logOddsStep)).toFixed(1);
    const change = before === after ? `(odds ${isUp ? "times" : "divided by"} ${odds})` : `from ${before} to ${after}`;
    const what = target.startsWith("direction:") ? target.slice("direction:".length) : this.#conditionName(target);
    return paragraph(`${found} ${moved} ${what} ${change} [${this.#basis({ mark, sourceKeys })}]`, "  - ");
  }

  #turningPoints(): string[] {
    const { turningPoints } = this.#assessment;
    if (turningPoints.length === 0) return [];
    return [
      this.#title("What single finding would change it"),
      ...turningPoints.map((point) => this.#turningPoint(point)),
    ];
  }

  #turningPoint({ findingName, value, isReversal, plausibility, of, becomes }: TurningPoint): string {
    const state = value ? "present" : "absent";
    const known = isReversal ? `${state} after all` : `${state}, not known yet`;
    const conclusion = of === "triage" ? `urgency ${becomes}` : `direction ${becomes}`;
    return paragraph(`${findingName}: if ${known} (${this.#percent(plausibility).trim()}), ${conclusion}`, "  - ");
  }

  #nextQuestions(): string[] {
    const { nextQuestions } = this.#assessment;
    if (nextQuestions.length === 0) return [];
    return [
      this.#title("What to ask or test next"),
      ...nextQuestions
        .slice(0, MOST_QUESTIONS)
        .flatMap(({ findingId, text, why, askedOf }) => [
          paragraph(`${text} (${askedOf}, ${findingId})`, "  - "),
          ...(why === "" ? [] : [paragraph(why, "    ")]),
          ...(askedOf === "clinician" ? this.#test(findingId) : []),
        ]),
    ];
  }

  /** How a test is done and what either result would mean. */
  #test(findingId: string): string[] {
    const method = this.#evidence.examinationMethods.get(findingId);
    const { moved, ifPresent, ifAbsent } = testOutlook(this.#caseFile, findingId, this.#evidence);
    const words = (probability: number, { direction, leading }: TestOutcome): string =>
      `${moved.name} ${this.#percent(probability)}; ${ANSWER_WORDS[direction]}; first ${leading.name}`;
    return [
      ...(method === undefined ? [] : [paragraph(`How: ${method.howTo} (${method.mark})`, "    ")]),
      paragraph(`If present: ${words(moved.ifPresent, ifPresent)}.`, "    "),
      paragraph(`If absent: ${words(moved.ifAbsent, ifAbsent)}.`, "    "),
    ];
  }

  #plan(): string[] {
    const { plan } = this.#assessment;
    if (plan.length === 0) return [];
    return [
      this.#title("Plan to weigh, with its grade"),
      ...plan.flatMap((line, index) => [...(index === 0 ? [] : [""]), ...this.#planLine(line)]),
    ];
  }

  #planLine(line: PlanLine): string[] {
    const detail = (label: string, text: string) => (text === "" ? [] : [paragraph(text, `    ${label}: `, "      ")]);
    return [
      paragraph(
        `${RECOMMENDATION_WORDS[line.recommendation]}: ${line.intervention}, for ${line.conditionName}`,
        "  - ",
      ),
      ...detail("Why", line.because),
      ...detail("Effect", line.effect),
      ...detail("Certainty", [line.certainty, this.#basis(line)].filter((part) => part !== "").join("; ")),
      ...detail("Guideline", line.guideline),
      ...detail("Dose", line.dose),
      ...detail("Not if", line.contraindications),
    ];
  }

  #limits(): string[] {
    const { evidenceVersion, setting } = this.#assessment;
    const version = `Evidence base ${evidenceVersion}, setting ${setting}.`;
    return [
      this.#title("Limits"),
      ...this.#assessment.notices.filter((notice) => !isBesideDirection(notice)).map(noticeLine),
      paragraph(`${version} ${NOT_VALIDATED}`, "  - "),
    ];
  }

  #title(text: string): string {
    return this.#terminal.emphasize("bold", text);
  }

  /** Never above what the base allows to be shown; four characters wide. */
  #percent(probability: number): string {
    const shown = shownProbability(probability, this.#evidence.parameters.neverDisplayAbove) * 100;
    const text = shown > 0 && shown < 1 ? "<1" : shown.toFixed(0);
    return `${text}%`.padStart(4);
  }

  /** The mark, and where it is more than an estimate, the sources. */
  #basis({ mark, sourceKeys }: { readonly mark: ProvenanceMark; readonly sourceKeys: readonly string[] }): string {
    if (mark === "expert estimate") return mark;
    const sources = sourceKeys.flatMap((key) => {
      const source = this.#evidence.sources.get(key);
      return source === undefined ? [] : [citationText(source)];
    });
    return [mark, ...sources].join("; ");
  }

  #findingName(id: string): string {
    return this.#evidence.findings.get(id)?.clinicianWording ?? id;
  }

  #conditionName(id: string): string {
    return this.#evidence.conditions.get(id)?.name ?? id;
  }
}

/** What must be read together with the direction, not at the end. */
function isBesideDirection({ code }: Problem): boolean {
  return code === "assessment/poor-fit" || code.startsWith("assessment/foot-to-back-");
}

function noticeLine({ message, hint }: Problem): string {
  return paragraph(hint === undefined ? message : `${message} ${hint}`, "  - ");
}

/** `"back_pain+foot_symptom"` in words. */
function effectWords(effect: string): string {
  return effect.replaceAll("_", " ").replaceAll("+", " and ");
}

function entryText(entry: FindingEntry): string {
  if (!isBySide(entry)) return valueText(entry);
  return SIDES.filter((side) => entry[side] !== undefined)
    .map((side) => `${side} ${valueText(entry[side]!)}`)
    .join(", ");
}

function valueText(value: FindingValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function bar(share: number): string {
  return "#".repeat(Math.round(share * 40));
}
