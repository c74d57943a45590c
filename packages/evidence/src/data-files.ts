/** The files of `data/` that make up the base, in the order in which its hash is taken. */
export const DATA_FILES = [
  "competition_groups.csv",
  "conditions.csv",
  "coupling.csv",
  "engine_params.json",
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
