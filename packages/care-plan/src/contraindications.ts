import type { CaseFile, FindingEntry } from "@plumbline/clinical-model";
import { isBySide } from "@plumbline/clinical-model";
import type { FindingId, Treatment } from "@plumbline/evidence";

/**
 * Contraindications as the treatment table words them, and the findings that state them outright. What is not in this
 * table is shown beside the treatment and left to the clinician: a wrong match would hide care that helps.
 */
const STATED_BY: readonly { readonly phrase: RegExp; readonly findingIds: readonly FindingId[] }[] = [
  { phrase: /\binsensate foot\b|^neuropathy$/i, findingIds: ["e_monofilament", "f_stocking_numb"] },
  { phrase: /\b(?:acute|active) ulcer\b/i, findingIds: ["r_open_sore"] },
  {
    phrase: /^poor circulation$|^PAD$|^critical ischaemia$/i,
    findingIds: ["e_abi_low", "e_tbi_low", "r_rest_pain_hang"],
  },
  { phrase: /^diabetes\b(?!.*caution)/i, findingIds: ["h_diabetes"] },
  { phrase: /^osteoporosis\b/i, findingIds: ["h_osteoporosis"] },
  { phrase: /^anticoagulant$/i, findingIds: ["h_anticoagulant"] },
  {
    phrase: /^(?:progressive (?:weakness|deficit|quadriceps weakness)|acute severe deficit)$/i,
    findingIds: ["r_progressive_weak"],
  },
  { phrase: /^(?:acute rupture|suspected rupture)$/i, findingIds: ["e_thompson"] },
  { phrase: /^cancer$/i, findingIds: ["h_cancer_ever"] },
];

/**
 * The first contraindication of a treatment that the case states as present; null when none is. A phrase with a colon is
 * an instruction ("PAD or neuropathy: podiatrist only"), not a ban, and never counts.
 */
export function statedContraindication(
  treatment: Treatment,
  caseFile: CaseFile,
): { readonly phrase: string; readonly findingId: string } | null {
  for (const part of treatment.contraindications.split(";")) {
    if (part.includes(":")) continue;
    for (const phrase of part.split(",").map((piece) => piece.trim())) {
      for (const { phrase: pattern, findingIds } of STATED_BY) {
        if (!pattern.test(phrase)) continue;
        const findingId = findingIds.find((id) => isPresent(caseFile.findings[id]));
        if (findingId !== undefined) return { phrase, findingId };
      }
    }
  }
  return null;
}

/** Said to be there, on either side. Numbers are left to the reasoning: here only a plain "yes" counts. */
function isPresent(entry: FindingEntry | undefined): boolean {
  if (entry === undefined) return false;
  return isBySide(entry) ? entry.left === true || entry.right === true : entry === true;
}
