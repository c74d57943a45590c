import { SIDES } from "@plumbline/clinical-model";
import type { Problem, Side } from "@plumbline/clinical-model";
import { DEVICE_LENGTHS, ELEMENTS, guardDevice, readPrescription } from "@plumbline/orthotic";
import type { DevicePrescription, ElementName, FootMeasures, Guard } from "@plumbline/orthotic";
import type { FieldError } from "../../ui/error-summary.tsx";

/** The four measures of a foot, as the form asks for them. */
export const FOOT_FIELDS: readonly { readonly id: keyof FootMeasures; readonly label: string }[] = [
  { id: "lengthMm", label: "Foot length, mm" },
  { id: "ballWidthMm", label: "Ball width, mm" },
  { id: "heelWidthMm", label: "Heel width, mm" },
  { id: "archHeightMm", label: "Arch height, mm" },
];

export interface SentOrder {
  readonly side: Side;
  readonly device: DevicePrescription;
  readonly measures: FootMeasures | null;
  readonly warnings: readonly Guard[];
}

/**
 * A form as it was sent, as an order.
 *
 * @param hasScan - With a scan, measures are not needed.
 * @param reason - Conditions of this person, for the rules.
 * @param against - What speaks against a device, by foot; an insensate foot gets a sore from a hard edge.
 */
export function sentOrder(
  form: FormData,
  hasScan: boolean,
  reason: readonly string[],
  against: Readonly<Record<Side, readonly string[]>>,
): { readonly order: SentOrder } | { readonly errors: readonly FieldError[] } {
  const side = SIDES.find((each) => each === form.get("side"));
  const refusals = (side === undefined ? [] : against[side]).map((message) => ({ fieldId: "side", message }));
  const drafted = draftedOrder(form, hasScan, reason);
  if (refusals.length === 0) return drafted;
  return { errors: [...refusals, ...("errors" in drafted ? drafted.errors : [])] };
}

/** As {@link sentOrder}, but nobody need have looked at the foot yet: to be shown, not made. */
export function draftedOrder(
  form: FormData,
  hasScan: boolean,
  reason: readonly string[],
): { readonly order: SentOrder } | { readonly errors: readonly FieldError[] } {
  const textOf = (name: string): string => String(form.get(name) ?? "").trim();
  const side = SIDES.find((each) => each === textOf("side"));
  const errors: FieldError[] = [];
  if (side === undefined) errors.push({ fieldId: "side", message: "Choose left or right." });
  const numbers = (names: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(names.filter((name) => textOf(name) !== "").map((name) => [name, numberOf(textOf(name))]));
  const weight = textOf("bodyWeightKg");
  const of = side ?? "left";
  const read = readPrescription({
    ...(weight !== "" && { bodyWeightKg: numberOf(weight) }),
    reason,
    [of]: {
      ...numbers(Object.keys(ELEMENTS)),
      length: DEVICE_LENGTHS.find((each) => each === textOf("length")) ?? "three-quarter",
      hasRearfootPost: form.get("hasRearfootPost") === "yes",
      hasFirstRayCutout: form.get("hasFirstRayCutout") === "yes",
    },
    ...(!hasScan && { feet: { [of]: numbers(FOOT_FIELDS.map(({ id }) => id)) } }),
  });
  if (!read.ok) errors.push(...read.problems.map(faultOf));
  if (errors.length > 0 || !read.ok || side === undefined) return { errors };
  const device = read.value.devices[side]!;
  return {
    order: {
      side,
      device,
      measures: read.value.feet[side] ?? null,
      warnings: guardDevice(device, { bodyWeightKg: read.value.bodyWeightKg, reason }),
    },
  };
}

/** What is no number stays as it was typed, so that the fault shows it. */
function numberOf(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

/** The last part of a path is the id of its field: `feet.left.lengthMm`. */
function faultOf({ path, message, hint }: Problem): FieldError {
  const fieldId = path.split(".").at(-1) ?? path;
  const label =
    ELEMENTS[fieldId as ElementName]?.name ?? FOOT_FIELDS.find(({ id }) => id === fieldId)?.label.replace(", mm", "");
  return {
    fieldId,
    message: `${label === undefined ? "" : `${label}: `}${message}${hint === undefined ? "" : ` ${hint}`}`,
  };
}
