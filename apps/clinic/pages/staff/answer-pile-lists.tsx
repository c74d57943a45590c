import type { AnswerPiles } from "./answer-piles.ts";

/** What a person answered, in three lists: yes, does not know, no. */
export function Piles({ piles }: { readonly piles: AnswerPiles }) {
  return (
    <div className="piles">
      <Pile className="yes" title="Yes, or told" groups={piles.yes} none="Nothing." isAskedShown />
      <Pile className="unknown" title="Does not know" groups={piles.unknown} none="Nothing left open." />
      <Pile className="no" title="No" groups={piles.no} none="Nothing." />
    </div>
  );
}

function Pile(props: {
  readonly className: string;
  readonly title: string;
  readonly groups: AnswerPiles["yes"];
  readonly none: string;
  /** Also the words the person read. */
  readonly isAskedShown?: boolean;
}) {
  const count = props.groups.reduce((sum, { lines }) => sum + lines.length, 0);
  return (
    <div className={`pile ${props.className}`}>
      <h3>
        {props.title} ({count})
      </h3>
      {count === 0 && <p className="soft">{props.none}</p>}
      {props.groups.map((group) => (
        <div key={group.title}>
          <h4>{group.title}</h4>
          <ul>
            {group.lines.map((line) => (
              <li key={line.id}>
                {line.wording}
                {line.answer !== null && (
                  <>
                    : <strong>{line.answer}</strong>
                  </>
                )}
                {props.isAskedShown && line.asked !== null && <span className="asked">{line.asked}</span>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
