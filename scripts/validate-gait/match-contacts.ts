import type { Side } from "@plumbline/clinical-model";
import type { LumbarContact } from "@plumbline/imu-gait";

export interface MarkedContact {
  readonly sample: number;
  readonly side: Side;
}

export type ContactPair = readonly [marked: MarkedContact, found: LumbarContact];

/** The nearest pairs first, each moment in one. */
export function matchContacts(
  marked: readonly MarkedContact[],
  found: readonly LumbarContact[],
  toleranceSamples: number,
): readonly ContactPair[] {
  const near = marked
    .flatMap((mark) => found.map((contact) => ({ mark, contact, apart: Math.abs(mark.sample - contact.sample) })))
    .filter(({ apart }) => apart <= toleranceSamples)
    .sort((a, b) => a.apart - b.apart);
  const taken = new Set<object>();
  return near.flatMap(({ mark, contact }): ContactPair[] => {
    if (taken.has(mark) || taken.has(contact)) return [];
    taken.add(mark).add(contact);
    return [[mark, contact]];
  });
}

/** Pairs and what they were taken from. */
export interface ContactMatch {
  readonly marked: number;
  readonly found: number;
  readonly pairs: readonly ContactPair[];
}

export function fOf(matches: readonly ContactMatch[]): number {
  const sum = (pick: (match: ContactMatch) => number) => matches.reduce((all, match) => all + pick(match), 0);
  return (2 * sum(({ pairs }) => pairs.length)) / (sum(({ marked }) => marked) + sum(({ found }) => found));
}

/** "89 of 102": of the pairs whose side was told, how many rightly. */
export function sidesText(matches: readonly ContactMatch[]): string {
  const told = matches.flatMap(({ pairs }) => pairs.filter(([, { side }]) => side !== null));
  return `${told.filter(([marked, { side }]) => marked.side === side).length} of ${told.length}`;
}
