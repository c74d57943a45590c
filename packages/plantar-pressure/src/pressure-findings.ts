import { NOT_TESTABLE } from "@plumbline/clinical-model";
import type { BySide, FindingEntry, FindingValue } from "@plumbline/clinical-model";
import type { FootReport, PressureReport } from "./pressure-report.ts";

/**
 * Arch index on a dynamic plate: below is cavus, above is planus (Buldt 2018, J Foot Ankle Res 11:3, seen). Between 0.11 and
 * the base's 0.21, which comes from ink footprints, a plate does not decide: two thirds of normal feet read below 0.21 there.
 */
const HIGH_ARCH_ON_PLATE = 0.11;
const HIGH_ARCH_ON_INK = 0.21;
const LOW_ARCH = 0.26;

/**
 * What the recording says, as findings of the evidence base. Only what was measured: a value that is null in the report
 * gives no entry. By side where the side is known, otherwise for the whole person.
 *
 * @example
 * pressureFindings(report); // { m_arch_index: { right: 0.2253 }, m_heel_peak_kpa: { right: 355 }, … }
 */
export function pressureFindings(report: PressureReport): Readonly<Record<string, FindingEntry>> {
  const findings: Record<string, FindingEntry> = {};
  for (const foot of report.sides) {
    for (const [id, value] of Object.entries(findingsOfFoot(foot))) {
      if (foot.side === null) {
        findings[id] ??= value;
        continue;
      }
      const earlier = findings[id];
      const sides: BySide<FindingValue> = typeof earlier === "object" ? earlier : {};
      findings[id] = { ...sides, [foot.side]: value };
    }
  }
  return findings;
}

function findingsOfFoot({ totals, regions }: FootReport): Record<string, FindingValue> {
  const findings: Record<string, FindingValue> = {};
  if (totals.archIndex !== null) {
    findings.m_arch_index = totals.archIndex;
    findings.m_ai_low_arch = totals.archIndex >= LOW_ARCH;
    findings.m_ai_high_arch = isHighArch(totals.archIndex);
  }
  if (totals.cpeiPercent !== null) findings.m_cpei = totals.cpeiPercent;
  if (totals.medialLoadShare !== null) findings.m_medial_load = totals.medialLoadShare;
  const heelPeak = regions?.heel?.peakPressureKpa ?? null;
  if (heelPeak !== null) findings.m_heel_peak_kpa = heelPeak;
  const forefootPeak = regions?.forefoot?.peakPressureKpa ?? null;
  if (forefootPeak !== null) findings.m_forefoot_peak_kpa = forefootPeak;
  return findings;
}

function isHighArch(archIndex: number): FindingValue {
  if (archIndex < HIGH_ARCH_ON_PLATE) return true;
  return archIndex > HIGH_ARCH_ON_INK ? false : NOT_TESTABLE;
}
