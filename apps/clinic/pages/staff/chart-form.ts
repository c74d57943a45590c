import { DIRECTION_ANSWERS, SIDES } from "@plumbline/clinical-model";
import type { FootCheckSide } from "@plumbline/orthotic";
import type { ChartContent, ChartKind } from "../../store/index.ts";
import type { FieldError } from "../../ui/error-summary.tsx";

/** What is looked at on each foot, in the order of the form. */
export const FOOT_CHECK_ROWS: readonly { readonly id: keyof FootCheckSide; readonly label: string }[] = [
  { id: "openSore", label: "Open sore" },
  { id: "formerUlcer", label: "Ulcer before" },
  { id: "amputation", label: "Part missing" },
  { id: "lostSensation", label: "Monofilament not felt" },
  { id: "noPulses", label: "No pulse felt" },
  { id: "deformity", label: "Deformity, or stiff ankle or toes" },
];

/** Cover and shell materials that people react to, offered while typing; any other substance can be written. */
export const DEVICE_MATERIALS: readonly string[] = [
  "Leather (chromium tanned)",
  "Neoprene",
  "Latex",
  "EVA foam",
  "Polyurethane foam",
  "Contact adhesive (PTBP formaldehyde resin)",
  "Polyamide (PA12)",
];

const LONGEST = { line: 200, note: 10_000 } as const;

type Sent = { readonly [Kind in ChartKind]: { readonly kind: Kind; readonly content: ChartContent[Kind] } }[ChartKind];

/**
 * A form of the chart as what it adds, or everything that has to be put right.
 *
 * @param assessmentId - The newest, for a note to stand beside.
 */
export function readChartForm(
  form: FormData,
  assessmentId: string | null,
): { readonly sent: Sent } | { readonly faults: readonly FieldError[] } {
  const text = (name: string, longest: number = LONGEST.line) =>
    String(form.get(name) ?? "")
      .trim()
      .slice(0, longest);
  const needed = (fieldId: string, message: string) => ({ faults: [{ fieldId, message }] });
  switch (form.get("kind")) {
    case "problem": {
      const content = { text: text("problem"), icd10: text("icd10").toUpperCase() };
      if (content.text === "") return needed("problem", "Write what the problem is.");
      if (content.icd10 !== "" && !/^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/.test(content.icd10)) {
        return needed("icd10", `“${content.icd10}” is not an ICD-10-CM code; one looks like M72.2.`);
      }
      return { sent: { kind: "problem", content } };
    }
    case "medication": {
      const content = { text: text("medication"), dose: text("dose") };
      if (content.text === "") return needed("medication", "Write which medication it is.");
      return { sent: { kind: "medication", content } };
    }
    case "allergy": {
      const content = { substance: text("substance"), reaction: text("reaction") };
      if (content.substance === "") return needed("substance", "Write what the person reacts to.");
      return { sent: { kind: "allergy", content } };
    }
    case "foot-check":
      return readFootCheck(form, text("footNote"));
    default: {
      const direction = DIRECTION_ANSWERS.find((answer) => answer === form.get("direction")) ?? null;
      const addendumTo = text("addendumTo");
      const fieldId = addendumTo === "" ? "note" : `note-${addendumTo}`;
      const content = {
        direction,
        text: text("note", LONGEST.note),
        assessmentId,
        addendumTo: addendumTo === "" ? null : addendumTo,
      };
      if (content.text === "") return needed(fieldId, "Write the note before you sign it.");
      return { sent: { kind: "note", content } };
    }
  }
}

/** Every field must be answered: what nobody looked at is not "no". */
function readFootCheck(form: FormData, note: string): { readonly sent: Sent } | { readonly faults: FieldError[] } {
  const faults: FieldError[] = [];
  const yes = (fieldId: string, words: string): boolean => {
    const answer = form.get(fieldId);
    if (answer !== "yes" && answer !== "no") faults.push({ fieldId, message: `Say yes or no: ${words}.` });
    return answer === "yes";
  };
  const [left, right] = SIDES.map((side) =>
    Object.fromEntries(
      FOOT_CHECK_ROWS.map(({ id, label }) => [id, yes(`${side}-${id}`, `${label.toLowerCase()}, ${side} foot`)]),
    ),
  ) as unknown as [FootCheckSide, FootCheckSide];
  const endStageKidneyDisease = yes("endStageKidneyDisease", "dialysis or end-stage kidney disease");
  if (faults.length > 0) return { faults };
  return { sent: { kind: "foot-check", content: { feet: { left, right }, endStageKidneyDisease, note } } };
}
