import { gaitChanges } from "@plumbline/imu-gait";
import type { GaitFigures } from "@plumbline/imu-gait";
import { whenText } from "../time.ts";
import type { OpenRecord } from "./open-record.ts";
import type { WalkComparison } from "./walk-comparison.tsx";
import { walksOfPatient } from "./walk-open.ts";
import type { WalkRow } from "./walk-open.ts";

/** The rest of the patient's walks that count, newest first. */
export async function otherWalks(record: OpenRecord, walk: WalkRow): Promise<WalkRow[]> {
  const walks = await walksOfPatient(record);
  return walks.filter(({ id, withdrawnAtMs }) => id !== walk.id && withdrawnAtMs === null);
}

/** The walk that was added earlier is “before”. */
export function comparedWalks(one: WalkRow, other: WalkRow, timeZone: string): WalkComparison {
  const [before, after] = other.uploadedAtMs > one.uploadedAtMs ? [one, other] : [other, one];
  const groupOf = (title: string, figuresOf: (walk: WalkRow) => GaitFigures | undefined) => ({
    title,
    changes: gaitChanges(figuresOf(before) ?? {}, figuresOf(after) ?? {}),
  });
  return {
    before: walkLabel(before, timeZone),
    after: walkLabel(after, timeZone),
    groups: [
      groupOf("The whole walk", ({ report }) => report.summary.both),
      groupOf("Left foot", ({ report }) => report.summary.left),
      groupOf("Right foot", ({ report }) => report.summary.right),
    ],
  };
}

export function walkLabel({ report, uploadedAtMs }: WalkRow, timeZone: string): string {
  return `${report.name}, ${whenText(uploadedAtMs, timeZone)}`;
}
