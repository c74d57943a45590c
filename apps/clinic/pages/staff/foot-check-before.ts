import type { Side } from "@plumbline/clinical-model";
import { againstDevice, FOOT_CHECK_GOOD_DAYS, FOOT_RISK, footRisk } from "@plumbline/orthotic";
import { whenText } from "../time.ts";
import type { OpenRecord } from "./open-record.ts";

interface FootCheckBefore {
  /** The check in words, to be kept with the order; empty without one. */
  readonly words: readonly string[];
  /** What speaks against a device, by foot. */
  readonly against: Readonly<Record<Side, readonly string[]>>;
}

/** The check of the feet that a device ordered now would rest on. Without a fresh one, nothing may be ordered. */
export async function footCheckBefore({ clinic, patient, timeZone }: OpenRecord): Promise<FootCheckBefore> {
  const check = await clinic.store.latestFootCheck(clinic.db, patient.id);
  const oldestMs = clinic.now() - FOOT_CHECK_GOOD_DAYS * 24 * 3_600_000;
  if (check === null || check.firstAtMs < oldestMs) {
    const message =
      check === null
        ? "Check both feet first, and sign it in the chart: skin, sensation, pulses."
        : `The last foot check is older than ${FOOT_CHECK_GOOD_DAYS} days. Check both feet again and sign it in the chart.`;
    return { words: [], against: { left: [message], right: [message] } };
  }
  const category = footRisk(check.content);
  return {
    words: [`${whenText(check.firstAtMs, timeZone)}, ${check.by}`, `risk of an ulcer: ${FOOT_RISK[category]!.name}`],
    against: { left: againstDevice(check.content, "left"), right: againstDevice(check.content, "right") },
  };
}
