/** Bits of doubt about something that is so with this probability. */
export function binaryEntropy(probability: number): number {
  return entropyPart(probability) + entropyPart(1 - probability);
}

/** What one outcome adds to an entropy, bits. */
export function entropyPart(probability: number): number {
  return probability <= 0 ? 0 : -probability * Math.log2(probability);
}
