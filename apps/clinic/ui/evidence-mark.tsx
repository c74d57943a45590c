import type { ProvenanceMark } from "@plumbline/clinical-model";

const MEANING: Readonly<Record<ProvenanceMark, string>> = {
  seen: "read in the source",
  recalled: "from memory of the literature, not read again",
  "expert estimate": "no source: a judgement to start from",
};

/** How a figure came about, always in words; the tooltip repeats what the word means. */
export function EvidenceMark({ mark }: { readonly mark: ProvenanceMark }) {
  return (
    <span className={`mark ${mark.replace(" ", "-")}`} title={MEANING[mark]}>
      {mark}
    </span>
  );
}

/** The three marks and what they mean, once a page. */
export function EvidenceMarkKey() {
  return (
    <p className="small soft mark-key">
      {(Object.keys(MEANING) as ProvenanceMark[]).map((mark) => (
        <span key={mark}>
          <EvidenceMark mark={mark} /> {MEANING[mark]}
        </span>
      ))}
    </p>
  );
}
