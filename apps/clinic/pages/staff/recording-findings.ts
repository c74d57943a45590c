import type { FindingEntry } from "@plumbline/clinical-model";
import { combineReports, pressureFindings } from "@plumbline/plantar-pressure";
import type { PressureReport } from "@plumbline/plantar-pressure";

interface Recorded {
  /** Local day on which it was added. */
  readonly day: string;
  readonly report: PressureReport;
}

/**
 * What a patient's recordings say, oldest first, each later entry over the earlier ones. Recordings of one day and one kind
 * of device are one session: their steps are put together, since a single step leaves most questions open. Recordings of
 * another day stand by themselves, as an insole or a treatment may lie between.
 *
 * @param recordings - Oldest first.
 */
export function recordingFindings(recordings: readonly Recorded[]): readonly Readonly<Record<string, FindingEntry>>[] {
  const sessions = Map.groupBy(recordings, ({ day, report }) => `${day} ${report.deviceClass}`);
  return [...sessions.values()].flatMap((session) => {
    const reports = session.map(({ report }) => report);
    const together = combineReports(reports);
    return [...reports.map(pressureFindings), ...(together.ok ? [pressureFindings(together.value)] : [])];
  });
}
