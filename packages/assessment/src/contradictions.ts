import { isBySide } from "@plumbline/clinical-model";
import type { CaseFile, FindingEntry, Problem } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { knownFindings } from "@plumbline/reasoning";
import type { KnownFindings } from "@plumbline/reasoning";
import { POSSIBLE_NUMBERS } from "./possible-numbers.ts";

/** Results that something beside the listed items can make true; so can every summary ("any weak muscle"). */
const HAS_OTHER_ITEMS: ReadonlySet<string> = new Set([
  "e_wells2",
  "e_step_radicular",
  "e_slanss12",
  "e_dn_questionnaire",
  "e_cook_any",
]);

/** Findings of which only one can be present. */
const EXCLUSIVE: readonly (readonly [string, string])[] = [
  ["e_gout_8", "e_gout_4"],
  ["m_ai_low_arch", "m_ai_high_arch"],
  ["e_fpi_pronated", "e_fpi_supinated"],
  ["h_foot_before_back", "h_back_before_foot"],
  ["h_dur_under6w", "h_dur_over3m"],
  ["f_flat_both_always", "f_high_arch"],
  ["e_sij_3plus_nocentral", "e_centralise"],
];

/** The first is a case of the second: it cannot be there without it. */
const PART_OF: readonly (readonly [part: string, whole: string])[] = [
  ["s_back_pain_3m", "s_back_pain"],
  ["s_leg_below_knee", "s_leg_pain"],
  ["f_big_toe_attack", "f_sudden_toe_attack"],
  ["h_cancer_active", "h_cancer_ever"],
  ["e_sij_3plus_nocentral", "e_sij_3plus"],
];

/** Findings that a person who was male at birth cannot have. */
const FEMALE_ONLY: readonly string[] = ["h_pregnant", "r_late_period_bleed", "s_period_back"];

export interface SettledCase {
  /** Without the entries that were set aside; the same object when there was nothing to set aside. */
  readonly caseFile: CaseFile;
  /** One for each contradiction, naming its findings. */
  readonly notices: readonly Problem[];
}

/**
 * Finds entries that cannot all be true and sets them aside for everything that is probable: a contradiction is said,
 * never averaged away. Triage does not use this; there a flag stands as long as any entry raises it.
 *
 * - `assessment/impossible-number`: a number that nothing can have. It is set aside.
 * - `assessment/contradiction`: a result against its items, two findings that exclude each other, sides of something
 *   that has no sides, pregnancy in a man: all of them are set aside. A state against the age, sex or number it follows
 *   from, or a whole denied while a part of it is there: the age, sex, number or part wins.
 */
export function settleContradictions(
  caseFile: CaseFile,
  evidence: EvidenceBase,
  known: KnownFindings = knownFindings(caseFile, evidence),
): SettledCase {
  const finder = new Finder(caseFile, known, evidence);
  finder.numbers();
  finder.sides();
  finder.derived();
  finder.results();
  finder.pairs();
  finder.sex();
  return finder.settled();
}

class Finder {
  readonly #caseFile: CaseFile;
  readonly #evidence: EvidenceBase;
  readonly #states: ReadonlyMap<string, boolean>;
  readonly #aside = new Set<string>();
  readonly #notices: Problem[] = [];

  constructor(caseFile: CaseFile, { states }: KnownFindings, evidence: EvidenceBase) {
    this.#caseFile = caseFile;
    this.#evidence = evidence;
    this.#states = states;
  }

  numbers(): void {
    for (const [id, [lowest, highest]] of Object.entries(POSSIBLE_NUMBERS)) {
      const entry = this.#caseFile.findings[id];
      const wrong = valuesOf(entry).find(
        (value) => typeof value === "number" && !(value >= lowest && value <= highest),
      );
      if (wrong === undefined) continue;
      this.#notices.push({
        code: "assessment/impossible-number",
        path: `findings.${id}`,
        message: `${this.#name(id)} is ${wrong}; it lies between ${lowest} and ${highest}. It is set aside.`,
      });
      this.#aside.add(id);
    }
  }

  sides(): void {
    const differing = new Set<string>();
    for (const [id, entry] of Object.entries(this.#caseFile.findings)) {
      if (!isBySide(entry) || entry.left === undefined || entry.right === undefined) continue;
      if (entry.left !== entry.right && this.#evidence.findings.get(id)?.sideSpecific === false) differing.add(id);
    }
    if (differing.size === 0) return;
    for (const id of this.#evidence.findings.keys()) {
      if (!differing.has(id)) continue;
      this.#contradiction([id], [id], `${this.#name(id)} has no sides, but differs between left and right`);
    }
  }

  /** An entered state against what follows from the age, the sex, an answer or a number. */
  derived(): void {
    const sources = Object.entries(this.#caseFile.findings).filter(([id]) => {
      const finding = this.#evidence.findings.get(id);
      return finding !== undefined && finding.answerType !== "yes/no" && finding.derivedFrom === null;
    });
    const without = knownFindings({ ...this.#caseFile, findings: Object.fromEntries(sources) }, this.#evidence);
    for (const id of without.derived) {
      const entered = this.#states.get(id);
      const follows = without.states.get(id);
      if (entered === undefined || follows === undefined || entered === follows) continue;
      const said = `${this.#name(id)} is entered as ${word(entered)}, but follows as ${word(follows)} from the age, the sex, an answer or a number of this case`;
      this.#contradiction([id], [id], said);
    }
  }

  results(): void {
    for (const { resultId: result, kind, itemIds: items, itemsNeeded } of this.#evidence.clusterResults) {
      const state = this.#states.get(result);
      // Made of another result: see the pairs.
      if (state === undefined || result === "e_sij_3plus_nocentral") continue;
      const present = items.filter((id) => this.#states.get(id) === true);
      const absent = items.filter((id) => this.#states.get(id) === false);
      const isClosed = kind === "result" && !HAS_OTHER_ITEMS.has(result);
      const cannotHold = isClosed && absent.length > items.length - (itemsNeeded ?? 1);
      const mustHold = present.length >= (itemsNeeded ?? items.length);
      if (state ? !cannotHold : !mustHold) continue;
      const against = state ? absent : present;
      const said = `${this.#name(result)} is ${word(state)}, but its items are ${word(!state)}: ${against.map((id) => this.#name(id)).join(", ")}`;
      this.#contradiction([result, ...against], [result, ...against], said);
    }
  }

  pairs(): void {
    for (const [a, b] of EXCLUSIVE) {
      if (this.#states.get(a) !== true || this.#states.get(b) !== true) continue;
      // Each may be there on its own side.
      if (this.#isOneSided(a) && this.#isOneSided(b)) continue;
      this.#contradiction([a, b], [a, b], `${this.#name(a)} and ${this.#name(b)} cannot both be present`);
    }
    for (const [part, whole] of PART_OF) {
      if (this.#states.get(part) !== true || this.#states.get(whole) !== false) continue;
      this.#contradiction([part, whole], [whole], `${this.#name(part)} is present, but ${this.#name(whole)} is denied`);
    }
  }

  sex(): void {
    if (this.#caseFile.sex !== "male") return;
    for (const id of FEMALE_ONLY) {
      if (this.#states.get(id) !== true) continue;
      this.#contradiction([id], [id], `${this.#name(id)} is present, but the sex is male`);
    }
  }

  settled(): SettledCase {
    if (this.#aside.size === 0) return { caseFile: this.#caseFile, notices: this.#notices };
    const findings = Object.fromEntries(Object.entries(this.#caseFile.findings).filter(([id]) => !this.#aside.has(id)));
    return { caseFile: { ...this.#caseFile, findings }, notices: this.#notices };
  }

  #contradiction(involved: readonly string[], aside: readonly string[], said: string): void {
    const isAll = aside.length === involved.length;
    const names = aside.filter((id) => this.#caseFile.findings[id] !== undefined);
    for (const id of names) this.#aside.add(id);
    this.#notices.push({
      code: "assessment/contradiction",
      path: `findings.${involved[0]}`,
      message: `${said}. ${isAll ? "What was entered of this is set aside." : `The second is set aside.`}`,
      hint: `Look again at ${involved.join(", ")}.`,
    });
  }

  #isOneSided(id: string): boolean {
    const entry = this.#caseFile.findings[id];
    return entry !== undefined && isBySide(entry);
  }

  #name(id: string): string {
    return `"${this.#evidence.findings.get(id)?.clinicianWording ?? id}"`;
  }
}

function valuesOf(entry: FindingEntry | undefined): readonly unknown[] {
  if (entry === undefined) return [];
  return isBySide(entry) ? [entry.left, entry.right] : [entry];
}

function word(state: boolean): string {
  return state ? "present" : "absent";
}
