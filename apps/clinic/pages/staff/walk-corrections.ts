import { FOOT_NAMES, GAIT_EVENT_KINDS } from "@plumbline/imu-gait";
import type { GaitCorrection } from "@plumbline/imu-gait";

/** More nobody corrects by hand in one walk. */
const MOST_CORRECTIONS = 5000;

/**
 * Corrections as the page sent them, as JSON in `corrections`.
 *
 * @returns Null when it is no list of corrections; nothing is guessed from a broken one.
 */
export function sentCorrections(form: FormData): readonly GaitCorrection[] | null {
  let list: unknown;
  try {
    list = JSON.parse(String(form.get("corrections") ?? ""));
  } catch {
    return null;
  }
  if (!Array.isArray(list) || list.length > MOST_CORRECTIONS) return null;
  const corrections = list.map(correctionIn);
  return corrections.includes(null) ? null : corrections.filter((each) => each !== null);
}

function correctionIn(value: unknown): GaitCorrection | null {
  const { foot, event, sample, kind, to } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const name = FOOT_NAMES.find((each) => each === foot);
  const eventKind = GAIT_EVENT_KINDS.find((each) => each === event);
  if (name === undefined || eventKind === undefined || !isSample(sample)) return null;
  const about = { foot: name, event: eventKind, sample };
  if (kind === "move") return isSample(to) ? { ...about, kind, to } : null;
  return kind === "add" || kind === "remove" ? { ...about, kind } : null;
}

function isSample(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
