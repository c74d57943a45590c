import type { Assessment, Direction, Interval } from "@plumbline/clinical-model";

/** The intervals of an assessment without the rest of it: what a page that has the figures still lacks. */
export interface AssessmentIntervals {
  readonly direction: Readonly<Record<Direction, Interval>> | null;
  /** By condition id. */
  readonly conditions: Readonly<Record<string, Interval>>;
  /** By link id. */
  readonly links: Readonly<Record<string, Interval>>;
  /** By complaint id; the shares by condition id. */
  readonly complaints: Readonly<Record<string, ComplaintIntervals>>;
}

interface ComplaintIntervals {
  readonly causes: Readonly<Record<string, Interval>>;
  readonly unexplained: Interval | null;
}

/** @param assessment - As `withIntervals` gives it. */
export function intervalsOf({ direction, conditions, links, complaints }: Assessment): AssessmentIntervals {
  return {
    direction: direction.intervals,
    conditions: known(conditions.map(({ id, interval }) => [id, interval])),
    links: known(links.map(({ id, interval }) => [id, interval])),
    complaints: Object.fromEntries(
      complaints.map(({ id, causes, unexplainedInterval }) => [
        id,
        {
          causes: known(causes.map(({ conditionId, interval }) => [conditionId, interval])),
          unexplained: unexplainedInterval,
        },
      ]),
    ),
  };
}

function known(entries: readonly (readonly [string, Interval | null])[]): Readonly<Record<string, Interval>> {
  return Object.fromEntries(entries.filter((entry): entry is [string, Interval] => entry[1] !== null));
}
