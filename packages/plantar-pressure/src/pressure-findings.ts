import { NOT_TESTABLE } from "@plumbline/clinical-model";
import type { BySide, FindingEntry, FindingValue, Side } from "@plumbline/clinical-model";
import type { Figure, Figures } from "./figure.ts";
import { ARCH_CUT_OFFS, CPEI_PRONATED, doubtOf } from "./foot-type.ts";
import type { CombinedReport } from "./combine-reports.ts";
import type { FootReport, PressureReport } from "./pressure-report.ts";
import type { DeviceClass } from "./recording.ts";
import type { Asymmetry, SymmetryReport } from "./symmetry.ts";

/** Percent at which the evidence base draws the line. */
const LOAD_ASYMMETRY = 10;
const STANCE_ASYMMETRY = 5;

/**
 * What one or several recordings say, as findings of the evidence base. Only what was measured: a figure that is not there
 * gives no entry. By side where the side is known, otherwise for the whole person.
 *
 * States of arch and CPEI follow the cut-offs of the device and are `"not-testable"` within their doubt. The numbers
 * themselves are not entered: the base would hold them against the cut-offs of ink footprints.
 *
 * @example
 * pressureFindings(report); // { m_ai_low_arch: { right: "not-testable" }, m_heel_peak_kpa: { right: 355 }, … }
 */
export function pressureFindings(report: PressureReport | CombinedReport): Readonly<Record<string, FindingEntry>> {
  const findings: Record<string, FindingEntry> = {};
  for (const foot of report.sides) {
    for (const [id, value] of Object.entries(findingsOfFoot(foot, report.deviceClass))) {
      if (foot.side === null) {
        findings[id] ??= value;
        continue;
      }
      const earlier = findings[id];
      const sides: BySide<FindingValue> = typeof earlier === "object" ? earlier : {};
      findings[id] = { ...sides, [foot.side]: value };
    }
  }
  return { ...findings, ...asymmetries(report.symmetry) };
}

interface MeasuredFoot {
  readonly side: Side | null;
  readonly figures: Figures;
  readonly footType: FootReport["footType"];
  readonly regions?: FootReport["regions"];
}

function findingsOfFoot(
  { figures, footType, regions }: MeasuredFoot,
  deviceClass: DeviceClass,
): Record<string, FindingValue> {
  const findings: Record<string, FindingValue> = {};
  const { archIndex, cpeiPercent, medialLoadShare } = figures;
  if (archIndex !== undefined && footType.cutOffs !== null) {
    findings.m_ai_low_arch = isAbove(archIndex, ARCH_CUT_OFFS.plateWalking.planusAbove);
    findings.m_ai_high_arch = isBelow(archIndex, ARCH_CUT_OFFS.plateWalking.cavusBelow);
  }
  if (cpeiPercent !== undefined && deviceClass === "plate")
    findings.m_cpei_pronated = isBelow(cpeiPercent, CPEI_PRONATED);
  if (medialLoadShare !== undefined) findings.m_medial_load = medialLoadShare.value;
  const heelPeak = figures.heelPeakKpa?.value ?? regions?.heel?.peakPressureKpa ?? null;
  if (heelPeak !== null) findings.m_heel_peak_kpa = heelPeak;
  const forefootPeak = figures.forefootPeakKpa?.value ?? regions?.forefoot?.peakPressureKpa ?? null;
  if (forefootPeak !== null) findings.m_forefoot_peak_kpa = forefootPeak;
  return findings;
}

function isAbove(figure: Figure, cutOff: number): FindingValue {
  const doubt = doubtOf(figure) ?? Infinity;
  if (figure.value > cutOff + doubt) return true;
  return figure.value < cutOff - doubt ? false : NOT_TESTABLE;
}

function isBelow(figure: Figure, cutOff: number): FindingValue {
  const above = isAbove(figure, cutOff);
  return typeof above === "boolean" ? !above : above;
}

function asymmetries(symmetry: SymmetryReport | null): Record<string, FindingValue> {
  const findings: Record<string, FindingValue> = {};
  const load = symmetry?.measures.impulseNs;
  if (load !== undefined) findings.m_load_asym_10 = isAsymmetric(load, LOAD_ASYMMETRY);
  const stance = symmetry?.measures.contactTimeS;
  if (stance !== undefined) findings.m_stance_asym_5 = isAsymmetric(stance, STANCE_ASYMMETRY);
  return findings;
}

/** Present only when it also lies beyond what is usual in healthy people. */
function isAsymmetric({ indexPercent, doubtPercent, usualPercent }: Asymmetry, cutOff: number): FindingValue {
  if (doubtPercent === null) return NOT_TESTABLE;
  if (indexPercent > cutOff + doubtPercent && indexPercent > (usualPercent ?? 0)) return true;
  return indexPercent < cutOff - doubtPercent ? false : NOT_TESTABLE;
}
