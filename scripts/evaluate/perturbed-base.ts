import type { EvidenceBase, Likelihood } from "@plumbline/evidence";
import type { Random } from "@plumbline/simulated-patients";

/**
 * The base with every figure that the engine reads shifted by normal noise on its log odds: P(finding | condition), leaks,
 * priors, strengths, link priors and coupling clues (these on their log). Structure stays: no row appears or goes. A row
 * keeps P(finding | not condition); it moves with its own noise on P(finding | condition).
 *
 * @param deviation - Standard deviation of the noise.
 */
export function perturbedBase(base: EvidenceBase, deviation: number, random: Random): EvidenceBase {
  const noise = (): number => deviation * normal(random);
  const moved = (probability: number): number => shifted(probability, noise());
  const orNull = (probability: number | null): number | null => (probability === null ? null : moved(probability));
  return {
    ...base,
    conditions: new Map(
      [...base.conditions].map(([id, condition]) => {
        const shift = noise();
        const { combined, podiatry, spine } = condition.prior;
        return [
          id,
          {
            ...condition,
            // One doubt: how common it is, whichever the clinic.
            prior: {
              combined: shifted(combined, shift),
              podiatry: shifted(podiatry, shift),
              spine: shifted(spine, shift),
            },
            pBackPainGiven: orNull(condition.pBackPainGiven),
            pFootSymptomGiven: orNull(condition.pFootSymptomGiven),
            pLegSymptomGiven: orNull(condition.pLegSymptomGiven),
          },
        ];
      }),
    ),
    findings: new Map([...base.findings].map(([id, finding]) => [id, { ...finding, leakP: orNull(finding.leakP) }])),
    likelihoods: base.likelihoods.map((row) => movedRow(row, noise())),
    links: base.links.map((link) => ({ ...link, linkPrior: moved(link.linkPrior) })),
    couplings: base.couplings.map((clue) => ({
      ...clue,
      lrIfYes: clue.lrIfYes * Math.exp(noise()),
      lrIfNo: clue.lrIfNo * Math.exp(noise()),
    })),
  };
}

function movedRow(row: Likelihood, shift: number): Likelihood {
  const { engineLrPos: pos, engineLrNeg: neg } = row;
  if (pos === null || neg === null || pos === neg) return row;
  const without = (1 - neg) / (pos - neg);
  // Capping may leave a pair of ratios that no two probabilities have; then the ratio itself moves.
  if (!(without > 0 && without < 1)) return { ...row, engineLrPos: pos * Math.exp(shift) };
  const given = shifted(pos * without, shift);
  return { ...row, engineLrPos: given / without, engineLrNeg: (1 - given) / (1 - without) };
}

function shifted(probability: number, shift: number): number {
  if (probability <= 0 || probability >= 1) return probability;
  const odds = (probability / (1 - probability)) * Math.exp(shift);
  return odds / (1 + odds);
}

/** A standard normal number (Box and Muller). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
