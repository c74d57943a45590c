import type { ReactNode } from "react";

/** A table of numbers: names in the first column, the rest to the right. Wider than the page, it scrolls by itself. */
export function NumberTable(props: {
  readonly caption: string;
  readonly head: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={props.caption} style={{ marginTop: "var(--space-4)" }}>
      <table>
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            {props.head.map((title, column) => (
              <th scope="col" key={column} className={column === 0 ? undefined : "number"}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </section>
  );
}
