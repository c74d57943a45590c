import type { Source } from "../model.ts";
import type { RowReader } from "../row-reader.ts";

export const SOURCE_COLUMNS = [
  "key",
  "authors",
  "year",
  "title",
  "journal",
  "doi",
  "pmid",
  "url_seen",
  "design",
  "mark",
] as const;

export function readSource(row: RowReader): Source {
  const doi = row.text("doi");
  if (doi !== "" && !/^10\.\d{4,9}\/\S+$/.test(doi)) {
    row.report("doi", "evidence/doi", `"${doi}" is not a DOI.`, "Write it from the 10. on, without the address.");
  }
  const pmid = row.text("pmid");
  if (!/^\d*$/.test(pmid)) row.report("pmid", "evidence/pmid", `"${pmid}" is not a PMID, which is digits only.`);
  return {
    key: row.id("key"),
    authors: row.requiredText("authors"),
    year: row.text("year"),
    title: row.requiredText("title"),
    journal: row.text("journal"),
    doi,
    pmid,
    urlSeen: row.text("url_seen"),
    design: row.text("design"),
    mark: row.mark("mark"),
  };
}
