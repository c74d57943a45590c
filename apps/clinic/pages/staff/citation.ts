import type { EvidenceBase } from "@plumbline/evidence";
import type { CitedSource } from "../../ui/evidence-sources.tsx";

/** Authors' own judgement of the base is not a source. */
const NO_SOURCE = new Set(["", "expert"]);

/** Sources by key, each once, as a page cites them. A key the base does not know is left out. */
export function cite(evidence: EvidenceBase, keys: readonly string[]): CitedSource[] {
  return [...new Set(keys)].flatMap((key) => {
    const source = evidence.sources.get(key);
    if (source === undefined || NO_SOURCE.has(key)) return [];
    const where = [source.authors, source.year, source.title, source.journal].filter((part) => part !== "");
    return [{ key, text: `${where.join(". ")}.`.replaceAll("..", "."), doi: source.doi, design: source.design }];
  });
}
