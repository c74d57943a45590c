import type { ReactNode } from "react";

export interface WaterfallRow {
  readonly id: string;
  readonly label: string;
  /** Probabilities between which the row's bar runs; alike for a row that only marks a place. */
  readonly from: number;
  readonly to: number;
  /** The step in words: `"odds × 2.4"`. */
  readonly step: string;
  /** Where it stands after the row: `"63%"`. */
  readonly place: string;
  readonly basis?: ReactNode;
}

/**
 * A waterfall as a table: each row draws its step as a bar on one scale, and says it in figures beside. The scale is that
 * of the odds, on which steps add up; a step up is filled, a step down an outline.
 *
 * @param caption - Says what is explained; read aloud first.
 */
export function WaterfallTable({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly WaterfallRow[];
}) {
  return (
    <table className="stack-table waterfall">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Finding</th>
          <th scope="col">
            <span className="visually-hidden">Drawn</span>
            <Scale />
          </th>
          <th scope="col">Step → stands at</th>
          <th scope="col">Mark and source</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.label}</th>
            <td>
              <Bar from={row.from} to={row.to} />
            </td>
            <td className="arrow">
              {row.step !== "" && `${row.step} → `}
              <strong>{row.place}</strong>
            </td>
            <td>{row.basis}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const TICKS = [0.01, 0.1, 0.5, 0.9];
const LOWEST = logit(0.001);
const HIGHEST = logit(0.97);

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** 0 at the left end of the scale, 100 at the right. */
function place(probability: number): number {
  const held = Math.min(Math.max(logit(Math.max(probability, 1e-9)), LOWEST), HIGHEST);
  return (100 * (held - LOWEST)) / (HIGHEST - LOWEST);
}

function Scale() {
  return (
    <span className="waterfall-scale" aria-hidden="true">
      {TICKS.map((tick) => (
        <span key={tick} style={{ left: `${place(tick)}%` }}>
          {tick * 100}%
        </span>
      ))}
    </span>
  );
}

function Bar({ from, to }: { readonly from: number; readonly to: number }) {
  const [low, high] = [Math.min(place(from), place(to)), Math.max(place(from), place(to))];
  const kind = from === to ? "mark" : to > from ? "up" : "down";
  return (
    <svg className="waterfall-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      {TICKS.map((tick) => (
        <path key={tick} className="tick" d={`M${place(tick)} 0v8`} />
      ))}
      <rect className={kind} x={kind === "mark" ? low - 0.6 : low} y="1" width={Math.max(high - low, 1.2)} height="6" />
    </svg>
  );
}
