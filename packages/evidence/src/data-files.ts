/** The files of `data/` that make up the base, in the order in which its hash is taken. */
export const DATA_FILES = [
  "cluster_results.csv",
  "competition_groups.csv",
  "conditions.csv",
  "coupling.csv",
  "engine_params.json",
  "examination_methods.csv",
  "findings.csv",
  "likelihoods.csv",
  "links.csv",
  "mechanisms.csv",
  "outcomes.csv",
  "redflags.csv",
  "sources.csv",
  "treatments.csv",
] as const;
export type DataFile = (typeof DATA_FILES)[number];

/** What only the caller, who read the bytes, can tell about a file. */
export interface FileFacts {
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * The text whose SHA-256 is the hash of the base: what `sha256sum` prints for {@link DATA_FILES} in their order, so that
 * anyone can check it with `sha256sum FILES | sha256sum`.
 *
 * @throws RangeError when a file has no facts.
 */
export function hashInput(facts: Readonly<Record<string, FileFacts>>): string {
  return DATA_FILES.map((file) => {
    const fact = facts[file];
    if (fact === undefined) throw new RangeError(`Every data file needs its SHA-256; ${file} has none.`);
    return `${fact.sha256}  ${file}\n`;
  }).join("");
}
