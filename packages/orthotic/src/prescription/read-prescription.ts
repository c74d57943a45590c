import { SIDES, nearestWord, notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result, Side } from "@plumbline/clinical-model";
import { DEVICE_LENGTHS, ELEMENTS } from "./elements.ts";
import type { DeviceLength } from "./elements.ts";
import { guardDevice } from "./guard-rules.ts";
import type { DevicePrescription, FootMeasures, OrthoticPrescription } from "./prescription.ts";
import { usualDevice } from "./propose.ts";

/** Range of each measure of an adult foot, mm: wide, to catch inches and slips (guesses around published sizes). */
const MEASURES: Readonly<Record<keyof FootMeasures, readonly [number, number]>> = {
  lengthMm: [180, 340],
  ballWidthMm: [65, 140],
  heelWidthMm: [40, 100],
  archHeightMm: [0, 45],
};
const TOP = ["bodyWeightKg", "reason", "note", "left", "right", "feet"] as const;
const WEIGHT_KG = [20, 300] as const;

/**
 * Reads a prescription from JSON that was parsed. What is left out is the usual; what is wrong is told with its path,
 * all of it at once, and so is what does not go together (code `orthotic/guard`).
 */
export function readPrescription(json: unknown): Result<OrthoticPrescription> {
  const problems: Problem[] = [];
  if (!isRecord(json)) return notOk(wrong("", "A prescription is a JSON object.", "See examples/orthotic."));
  unknownKeys(json, TOP, "", problems);
  const bodyWeightKg =
    json.bodyWeightKg === undefined || json.bodyWeightKg === null
      ? null
      : numberIn(json.bodyWeightKg, WEIGHT_KG, "bodyWeightKg", "kg", problems);
  const reason = Array.isArray(json.reason) ? json.reason.map(String) : [];
  const feet = readFeet(json.feet, problems);
  const devices: Partial<Record<Side, DevicePrescription>> = {};
  for (const side of SIDES) {
    if (json[side] === undefined || json[side] === null) continue;
    const device = readDevice(json[side], side, bodyWeightKg, problems);
    if (device === null) continue;
    devices[side] = device;
    for (const guard of guardDevice(device, { bodyWeightKg, reason })) {
      if (guard.action === "warn") continue;
      problems.push({
        code: "orthotic/guard",
        path: `${side}.${guard.element}`,
        message: guard.message,
        hint: guard.hint,
      });
    }
  }
  if (problems.length === 0 && Object.keys(devices).length === 0) {
    problems.push(
      wrong("", "No device is ordered.", 'Write "left": {} or "right": {}, with what differs from the usual.'),
    );
  }
  if (problems.length > 0) return { ok: false, problems };
  return ok({ bodyWeightKg, reason, note: typeof json.note === "string" ? json.note : "", feet, devices });
}

function readDevice(
  value: unknown,
  side: Side,
  bodyWeightKg: number | null,
  problems: Problem[],
): DevicePrescription | null {
  if (!isRecord(value)) {
    problems.push(wrong(side, "A device is a JSON object.", "Write {} for the usual one."));
    return null;
  }
  const usual = usualDevice(bodyWeightKg);
  unknownKeys(value, Object.keys(usual), `${side}.`, problems);
  const numbers = Object.entries(ELEMENTS).map(([name, { from, to, unit }]) => {
    const given = value[name];
    const path = `${side}.${name}`;
    const read =
      given === undefined ? usual[name as keyof typeof ELEMENTS] : numberIn(given, [from, to], path, unit, problems);
    return [name, read] as const;
  });
  const length = value.length === undefined ? usual.length : DEVICE_LENGTHS.find((each) => each === value.length);
  if (length === undefined) {
    problems.push(
      wrong(`${side}.length`, `“${String(value.length)}” is not a length.`, `Write ${DEVICE_LENGTHS.join(", ")}.`),
    );
  }
  return {
    ...(Object.fromEntries(numbers) as Record<keyof typeof ELEMENTS, number>),
    length: length ?? ("three-quarter" satisfies DeviceLength),
    hasRearfootPost: booleanOf(value, "hasRearfootPost", usual.hasRearfootPost, side, problems),
    hasFirstRayCutout: booleanOf(value, "hasFirstRayCutout", usual.hasFirstRayCutout, side, problems),
  };
}

function readFeet(value: unknown, problems: Problem[]): Partial<Record<Side, FootMeasures>> {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) {
    problems.push(wrong("feet", "Feet are a JSON object.", 'Write {"left": {"lengthMm": …}}.'));
    return {};
  }
  unknownKeys(value, SIDES, "feet.", problems);
  const feet: Partial<Record<Side, FootMeasures>> = {};
  for (const side of SIDES) {
    const foot = value[side];
    if (foot === undefined) continue;
    if (!isRecord(foot)) {
      problems.push(
        wrong(`feet.${side}`, "A foot is a JSON object.", "Give lengthMm, ballWidthMm, heelWidthMm, archHeightMm."),
      );
      continue;
    }
    unknownKeys(foot, Object.keys(MEASURES), `feet.${side}.`, problems);
    const measures = Object.entries(MEASURES).map(([name, range]) => [
      name,
      numberIn(foot[name], range, `feet.${side}.${name}`, "mm", problems),
    ]);
    feet[side] = Object.fromEntries(measures) as unknown as FootMeasures;
  }
  return feet;
}

function numberIn(
  value: unknown,
  [from, to]: readonly [number, number],
  path: string,
  unit: string,
  problems: Problem[],
): number {
  if (typeof value === "number" && value >= from && value <= to) return value;
  const shown = value === undefined ? "It is missing" : `${JSON.stringify(value)} will not do`;
  problems.push(
    wrong(path, `${shown}: it must be a number from ${from} to ${to} ${unit}.`, "Measure again, or mind the unit."),
  );
  return from;
}

function booleanOf(
  value: Record<string, unknown>,
  name: string,
  usual: boolean,
  side: Side,
  problems: Problem[],
): boolean {
  const given = value[name];
  if (given === undefined) return usual;
  if (typeof given === "boolean") return given;
  problems.push(wrong(`${side}.${name}`, `${JSON.stringify(given)} will not do.`, "Write true or false."));
  return usual;
}

function unknownKeys(
  value: Record<string, unknown>,
  known: readonly string[],
  prefix: string,
  problems: Problem[],
): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const nearest = nearestWord(key, known);
    problems.push(
      wrong(
        `${prefix}${key}`,
        "There is no such element.",
        nearest === undefined ? `Known are ${known.join(", ")}.` : `Did you mean ${nearest}?`,
      ),
    );
  }
}

function wrong(path: string, message: string, hint: string): Problem {
  return { code: "orthotic/bad-prescription", path, message, hint };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
