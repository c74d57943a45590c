import type { TriageLevel } from "@plumbline/clinical-model";

/** One item of a checklist. Its id is a finding of the base, or a place of the body (`place_…`). */
export interface PageItem {
  readonly id: string;
  readonly label: string;
  /** Heading above the first item of a group: `"Foot"`. */
  readonly group?: string;
}

interface PageWords {
  /** Stable, safe in an address. */
  readonly id: string;
  /** The heading of the page. */
  readonly question: string;
  readonly hint?: string;
  /** Why we ask, in one or two plain sentences. */
  readonly why: string;
}

export interface ChecklistPage extends PageWords {
  readonly kind: "checklist";
  readonly items: readonly PageItem[];
}

export interface ChoicePage extends PageWords {
  readonly kind: "choice";
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface NumberPage extends PageWords {
  readonly kind: "number";
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

/** 0 to 10, one button each. */
export interface ScalePage extends PageWords {
  readonly kind: "scale";
  readonly lowWord: string;
  readonly highWord: string;
}

/**
 * A red flag's own question, before the flag counts: a slip of the thumb, or an old and harmless sign, must not send
 * anyone to an emergency room. Only a plain no lifts the flag; "I don't know" and an empty form count as yes.
 */
export interface ConfirmPage extends PageWords {
  readonly kind: "confirm";
  readonly level: TriageLevel;
  /** What the person ticked that raised the flag, in the words they met. */
  readonly said: readonly string[];
  readonly options: ChoicePage["options"];
}

export type InterviewPage = ChecklistPage | ChoicePage | NumberPage | ScalePage | ConfirmPage;
