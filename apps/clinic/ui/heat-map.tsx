import { useState } from "react";
import type { PointerEvent, ReactNode } from "react";
import type { Side } from "@plumbline/clinical-model";
import { PRESSURE_BANDS, bandOf } from "./foot-pressure-scale.ts";
import { PressureLegend } from "./pressure-legend.tsx";

/** Highest pressure of each cell over one recording, toes towards row 0, and where the load's center went. */
export interface HeatMapPrint {
  readonly rows: number;
  readonly columns: number;
  readonly cellWidthMm: number;
  readonly cellHeightMm: number;
  /** `rows × columns`, row by row. */
  readonly peakKpa: readonly number[];
  /** Center of pressure, frame after frame; millimeters right of the left edge and up from the lower edge. */
  readonly path: readonly { readonly xMm: number; readonly yMm: number }[];
}

/** One frame in place of the highest pressures. */
export interface Moment {
  readonly text: string;
  /** Center of pressure; null while nothing touches. */
  readonly center: { readonly xMm: number; readonly yMm: number } | null;
}

const MARGIN_MM = 14;
const SCALE_MM = 50;

/**
 * A footprint as a drawing that needs no script: one path a color step, the center-of-pressure path over it, a scale,
 * the legend in kPa. With script the pressure under the pointer is told as well. The same numbers stand in
 * {@link PressureTable}.
 */
export function HeatMap({
  print,
  side,
  moment = null,
  children,
}: {
  readonly print: HeatMapPrint;
  readonly side: Side | null;
  /** When the pressures are those of one frame. */
  readonly moment?: Moment | null;
  /** Drawn over the print, in millimeters from its upper left corner. */
  readonly children?: ReactNode;
}) {
  const [pointed, setPointed] = useState<string | null>(null);
  const widthMm = print.columns * print.cellWidthMm;
  const heightMm = print.rows * print.cellHeightMm;
  const highest = Math.max(0, ...print.peakKpa);

  function tellPressure(event: PointerEvent<SVGRectElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * print.columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * print.rows);
    const pressureKpa = print.peakKpa[row * print.columns + column];
    setPointed(
      pressureKpa === undefined || pressureKpa === 0
        ? "no pressure here"
        : `${Math.round(pressureKpa)} kPa in row ${row + 1}, column ${column + 1}`,
    );
  }

  return (
    <figure className="heat-map">
      <svg
        viewBox={`${-MARGIN_MM} ${-MARGIN_MM} ${widthMm + 2 * MARGIN_MM} ${heightMm + 2 * MARGIN_MM + 12}`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing with its own contents cannot be an img tag
        role="img"
        aria-label={`Footprint${side === null ? "" : ` of the ${side} foot`}, toes at the top${moment === null ? "" : `, at ${moment.text}`}. Highest pressure ${Math.round(highest)} kilopascal. The numbers are in the tables below.`}
      >
        <rect className="ground" x={0} y={0} width={widthMm} height={heightMm} />
        {PRESSURE_BANDS.map((band, index) => (
          <path key={band.fromKpa} d={cellsOfBand(print, index)} fill={band.color} stroke={band.color} />
        ))}
        <CenterOfPressurePath print={print} heightMm={heightMm} />
        <MomentMark moment={moment} heightMm={heightMm} />
        <text x={widthMm / 2} y={-5} textAnchor="middle">
          toes
        </text>
        <text x={widthMm / 2} y={heightMm + 9} textAnchor="middle">
          heel
        </text>
        {side !== null && (
          <>
            <EdgeLabel
              x={-5}
              heightMm={heightMm}
              text={side === "left" ? "lateral (outer edge)" : "medial (inner edge)"}
            />
            <EdgeLabel
              x={widthMm + 9}
              heightMm={heightMm}
              text={side === "left" ? "medial (inner edge)" : "lateral (outer edge)"}
            />
          </>
        )}
        <path className="scale" d={`M0 ${heightMm + 15}h${SCALE_MM}m0 -2v4m${-SCALE_MM} 0v-4`} />
        <text x={SCALE_MM + 3} y={heightMm + 17}>
          5 cm
        </text>
        <rect
          className="pointer-ground"
          x={0}
          y={0}
          width={widthMm}
          height={heightMm}
          onPointerMove={tellPressure}
          onPointerLeave={() => setPointed(null)}
        />
        {children}
      </svg>
      <figcaption>
        <p className="legend-title">
          {moment === null ? "Highest pressure of each cell, kPa" : "Pressure of each cell in this frame, kPa"}
          {pointed !== null && <span className="no-print soft"> (here: {pointed})</span>}
        </p>
        <PressureLegend />
        <p className="small soft">
          {print.path.length > 1
            ? "Line: path of the center of pressure, from the ring (first contact) to the dot (last contact). "
            : ""}
          {side === null
            ? "The side is not known, so medial and lateral cannot be marked."
            : `${side === "left" ? "Left" : "Right"} foot, seen from above.`}{" "}
          One cell is {print.cellWidthMm} by {print.cellHeightMm} mm.
        </p>
      </figcaption>
    </figure>
  );
}

/** What the drawing shows, as numbers: rows from toes to heel. */
export function PressureTable({ print }: { readonly print: HeatMapPrint }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label="Highest pressure of each cell">
      <table className="pressure-table">
        <caption>Highest pressure of each cell in kPa, toes at the top; “·” carried nothing</caption>
        <thead>
          <tr>
            <th scope="col">Row</th>
            {Array.from({ length: print.columns }, (_, column) => (
              <th scope="col" key={column}>
                {column + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: print.rows }, (_, row) => (
            <tr key={row}>
              <th scope="row">{row + 1}</th>
              {print.peakKpa.slice(row * print.columns, (row + 1) * print.columns).map((pressureKpa, column) => (
                <td key={column}>{pressureKpa > 0 ? Math.round(pressureKpa) : "·"}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Neighboring cells of a row become one rectangle: a whole print stays a few kilobytes. */
function cellsOfBand(print: HeatMapPrint, band: number): string {
  let path = "";
  for (let row = 0; row < print.rows; row++) {
    let start = -1;
    for (let column = 0; column <= print.columns; column++) {
      const isInBand = column < print.columns && bandOf(print.peakKpa[row * print.columns + column] ?? 0) === band;
      if (isInBand && start < 0) start = column;
      if (!isInBand && start >= 0) {
        const width = (column - start) * print.cellWidthMm;
        path += `M${start * print.cellWidthMm} ${row * print.cellHeightMm}h${width}v${print.cellHeightMm}h${-width}z`;
        start = -1;
      }
    }
  }
  return path;
}

function CenterOfPressurePath({ print, heightMm }: { readonly print: HeatMapPrint; readonly heightMm: number }) {
  const first = print.path[0];
  const last = print.path.at(-1);
  if (first === undefined || last === undefined || print.path.length < 2) return null;
  const points = print.path.map(({ xMm, yMm }) => `${xMm.toFixed(1)},${(heightMm - yMm).toFixed(1)}`).join(" ");
  return (
    <g className="center-of-pressure">
      <polyline className="halo" points={points} />
      <polyline points={points} />
      <circle className="first" cx={first.xMm} cy={heightMm - first.yMm} r={2.6} />
      <circle className="last" cx={last.xMm} cy={heightMm - last.yMm} r={2.6} />
    </g>
  );
}

/** Where the center of pressure is in this frame. */
export function MomentMark({ moment, heightMm }: { readonly moment: Moment | null; readonly heightMm: number }) {
  if (moment === null || moment.center === null) return null;
  const { xMm, yMm } = moment.center;
  return (
    <g className="moment">
      <circle className="halo" cx={xMm} cy={heightMm - yMm} r={5} />
      <circle cx={xMm} cy={heightMm - yMm} r={5} />
    </g>
  );
}

function EdgeLabel({ x, heightMm, text }: { readonly x: number; readonly heightMm: number; readonly text: string }) {
  return (
    <text x={x} y={heightMm / 2} textAnchor="middle" transform={`rotate(-90 ${x} ${heightMm / 2})`}>
      {text}
    </text>
  );
}
