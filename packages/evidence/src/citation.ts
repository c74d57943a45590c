import type { Source } from "./model.ts";

/**
 * A source as a reader can look it up: `"Suri et al. 2010, JAMA, doi:10.1001/jama.2010.1833"`.
 *
 * The DOI, else the PMID; never the address where an excerpt was seen, which is often a mirror.
 */
export function citationText(source: Source): string {
  const id = source.doi !== "" ? `doi:${source.doi}` : source.pmid !== "" ? `PMID ${source.pmid}` : "";
  return [`${source.authors} ${source.year}`.trim(), source.journal, id].filter((part) => part !== "").join(", ");
}
