/** A source as a page cites it. */
export interface CitedSource {
  readonly key: string;
  readonly text: string;
  /** Empty when the base holds none. */
  readonly doi: string;
  readonly design: string;
}

/** Sources with their DOI; says so when a figure rests on none. */
export function EvidenceSources({ sources }: { readonly sources: readonly CitedSource[] }) {
  if (sources.length === 0) return <span className="soft">No published source.</span>;
  return (
    <ul className="plain-list sources">
      {sources.map((source) => (
        <li key={source.key}>
          {source.text}
          {source.design !== "" && <span className="soft"> ({source.design})</span>}
          {source.doi !== "" && (
            <>
              {" "}
              <a href={`https://doi.org/${source.doi}`}>doi:{source.doi}</a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
