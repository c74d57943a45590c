import type { ReactNode } from "react";
import { roundTicks } from "./plot-ticks.ts";

const LEFT = 44;
const BOTTOM = 34;
const TOP = 8;
const RIGHT = 10;

export type Range = readonly [from: number, to: number];

/** Where values lie in the drawing. */
export interface PlotScale {
  x(value: number): number;
  y(value: number): number;
  /** Points of a polyline: `ys` at even distances over the whole width, or at `xs`. */
  line(ys: readonly number[], xs?: readonly number[]): string;
  readonly top: number;
  readonly bottom: number;
}

/** A drawing with two axes that needs no script. What is drawn gets the scale; its numbers belong in a table beside it. */
export function Plot(props: {
  readonly x: Range;
  readonly y: Range;
  readonly xTitle: string;
  /** Told to screen readers: what is seen, and where its numbers are. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
  readonly children: (scale: PlotScale) => ReactNode;
}) {
  const { x, y, xTitle, label, width = 360, height = 165, children } = props;
  const bottom = height - BOTTOM;
  const along = (value: number): number => LEFT + ((value - x[0]) / (x[1] - x[0])) * (width - LEFT - RIGHT);
  const up = (value: number): number => bottom - ((value - y[0]) / (y[1] - y[0])) * (bottom - TOP);
  const scale: PlotScale = {
    x: along,
    y: up,
    line: (ys, xs) =>
      ys
        .map((value, at) => {
          const place = xs?.[at] ?? x[0] + (at / (ys.length - 1)) * (x[1] - x[0]);
          return `${along(place).toFixed(1)},${up(value).toFixed(1)}`;
        })
        .join(" "),
    top: TOP,
    bottom,
  };
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing with its own contents cannot be an img tag
    <svg className="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {roundTicks(y, 4).map((value) => (
        <g key={value}>
          <path
            className={value === 0 ? "grid zero" : "grid"}
            d={`M${LEFT} ${up(value).toFixed(1)}H${width - RIGHT}`}
          />
          <text x={LEFT - 5} y={up(value) + 4} textAnchor="end">
            {tickText(value)}
          </text>
        </g>
      ))}
      {roundTicks(x, Math.max(3, Math.round(width / 110))).map((value) => (
        <g key={value}>
          <path className="grid" d={`M${along(value).toFixed(1)} ${bottom}v4`} />
          <text x={along(value)} y={bottom + 16} textAnchor="middle">
            {tickText(value)}
          </text>
        </g>
      ))}
      <text x={(LEFT + width - RIGHT) / 2} y={height - 4} textAnchor="middle">
        {xTitle}
      </text>
      {children(scale)}
    </svg>
  );
}

function tickText(value: number): string {
  return String(Number(value.toFixed(6))).replace("-", "−");
}
