import type { ConditionStructure } from "./condition-structure.ts";

/** What is known of one person in the numbers of a {@link ConditionStructure}. */
export interface KnownEvidence {
  /** Findings with a state, ascending: the order in which they were learned leaves no trace. */
  readonly known: Int32Array;
  /** By finding: 0 unknown, 1 absent, 2 present. */
  readonly state: Uint8Array;
}

export const UNKNOWN = 0;
const ABSENT = 1;
export const PRESENT = 2;

/** Findings that speak about no condition are passed over. */
export function knownEvidence(states: ReadonlyMap<string, boolean>, structure: ConditionStructure): KnownEvidence {
  const state = new Uint8Array(structure.rowStart.length - 1);
  let count = 0;
  for (const [id, isPresent] of states) {
    const finding = structure.findingIndex.get(id);
    if (finding === undefined) continue;
    state[finding] = isPresent ? PRESENT : ABSENT;
    count++;
  }
  const known = new Int32Array(count);
  for (let finding = 0, at = 0; at < count; finding++) if (state[finding] !== UNKNOWN) known[at++] = finding;
  return { known, state };
}

/** The same with one finding known, or known otherwise. */
export function withFinding({ known, state }: KnownEvidence, finding: number, isPresent: boolean): KnownEvidence {
  const changed = state.slice();
  changed[finding] = isPresent ? PRESENT : ABSENT;
  if (state[finding] !== UNKNOWN) return { known, state: changed };
  return { known: Int32Array.from([...known, finding]).sort(), state: changed };
}

/** Nothing known has said the same: the row counts. */
const HEARD = -1;
/** So many have said it that leaving one out changes nothing. */
const SAID_OFTEN = -2;

/** The known finding that silences a row; {@link isSilent} reads it. */
export function silencerOf(row: number, { silencerStart, silencer }: ConditionStructure, state: Uint8Array): number {
  let only = HEARD;
  for (let at = silencerStart[row]!; at < silencerStart[row + 1]!; at++) {
    if (state[silencer[at]!] === UNKNOWN || silencer[at] === only) continue;
    if (only !== HEARD) return SAID_OFTEN;
    only = silencer[at]!;
  }
  return only;
}

/** @param without - The finding that is taken as unknown; -1 for none. */
export function isSilent(silencer: number, without: number): boolean {
  return silencer !== HEARD && silencer !== without;
}
