/** A finding in the state that makes a phrase of the base true for this person. */
interface Match {
  readonly phrase: RegExp;
  readonly findingIds: readonly string[];
  /** The state of the finding that counts; present unless said otherwise. */
  readonly whenAbsent?: true;
}

/**
 * Phrases of `treatments.csv`, column `contraindications`, and the findings that state the same thing. Only what can be
 * matched without guessing is here; every other phrase is shown for the clinician to judge.
 */
const MATCHES: readonly Match[] = [
  { phrase: /insensate foot|\bneuropathy\b/, findingIds: ["f_stocking_numb", "e_monofilament"] },
  { phrase: /acute ulcer|active ulcer/, findingIds: ["r_open_sore", "f_deep_sore"] },
  { phrase: /\bPAD\b|poor circulation|critical ischaemia/, findingIds: ["e_abi_low", "e_tbi_low", "r_rest_pain_hang"] },
  { phrase: /\banticoagulant\b/, findingIds: ["h_anticoagulant"] },
  { phrase: /\bdiabetes\b/, findingIds: ["h_diabetes"] },
  { phrase: /\bosteoporosis\b/, findingIds: ["h_osteoporosis"] },
  { phrase: /immune weakness/, findingIds: ["h_immunosupp"] },
  {
    phrase: /progressive (weakness|deficit|quadriceps weakness)|worsening deficit|acute severe deficit/,
    findingIds: ["r_progressive_weak"],
  },
  { phrase: /balance problems|\bfalls\b/, findingIds: ["f_trips", "s_unsteady"] },
  { phrase: /\bgout\b/, findingIds: ["e_gout_8", "f_big_toe_attack"] },
  { phrase: /asymptomatic feet/, findingIds: ["f_foot_pain"], whenAbsent: true },
];

/** Phrases that say how to go about it, or what would be wrong to do, rather than whom not to treat. */
const ADVICE = /:|\bcaution\b|^no\b|^never\b|^avoid\b|\bexcluded\b/i;

export interface Contraindication {
  /** The phrase as the base writes it. */
  readonly phrase: string;
  readonly findingId: string;
}

/**
 * The first contraindication of a treatment that this case states, or null. Unknown findings rule nothing out.
 *
 * @param text - The column of the base, phrases between semicolons.
 */
export function statedContraindication(text: string, states: ReadonlyMap<string, boolean>): Contraindication | null {
  for (const phrase of text.split(";").map((part) => part.trim())) {
    if (ADVICE.test(phrase)) continue;
    for (const match of MATCHES) {
      if (!match.phrase.test(phrase)) continue;
      const findingId = match.findingIds.find((id) => states.get(id) === (match.whenAbsent === undefined));
      if (findingId !== undefined) return { phrase, findingId };
    }
  }
  return null;
}
