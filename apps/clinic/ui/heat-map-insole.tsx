import type { Side } from "@plumbline/clinical-model";
import { PRESSURE_BANDS, bandOf } from "./foot-pressure-scale.ts";
import { PressureLegend } from "./pressure-legend.tsx";
import { MomentMark } from "./heat-map.tsx";
import type { HeatMapPrint, Moment } from "./heat-map.tsx";

/** The sensors of an insole at their places, each with its highest pressure. */
export interface InsolePrint {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly sensors: readonly {
    readonly xMm: number;
    readonly yMm: number;
    readonly radiusMm: number;
    readonly peakKpa: number;
  }[];
  readonly path: HeatMapPrint["path"];
}

const MARGIN_MM = 12;

/** An insole as a drawing: one circle a sensor, in the colors of the plates' heat map. */
export function InsoleMap({
  print,
  side,
  moment = null,
}: {
  readonly print: InsolePrint;
  readonly side: Side | null;
  /** When the pressures are those of one frame. */
  readonly moment?: Moment | null;
}) {
  const { widthMm, heightMm, sensors, path } = print;
  const highest = Math.max(0, ...sensors.map(({ peakKpa }) => peakKpa));
  const points = path.map(({ xMm, yMm }) => `${xMm.toFixed(1)},${(heightMm - yMm).toFixed(1)}`).join(" ");
  return (
    <figure className="heat-map">
      <svg
        viewBox={`${-MARGIN_MM} ${-MARGIN_MM} ${widthMm + 2 * MARGIN_MM} ${heightMm + 2 * MARGIN_MM}`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing with its own contents cannot be an img tag
        role="img"
        aria-label={`Insole${side === null ? "" : ` of the ${side} foot`}, toes at the top${moment === null ? "" : `, at ${moment.text}`}. Highest pressure ${Math.round(highest)} kilopascal. The numbers are in the tables below.`}
      >
        {sensors.map(({ xMm, yMm, radiusMm, peakKpa }, sensor) => {
          const band = bandOf(peakKpa);
          return (
            <circle
              key={sensor}
              cx={xMm}
              cy={heightMm - yMm}
              r={radiusMm}
              fill={band === null ? "#f1f3f3" : PRESSURE_BANDS[band]!.color}
              stroke="#9aa5a8"
              strokeWidth={0.4}
            >
              <title>{`Sensor ${sensor + 1}: ${Math.round(peakKpa)} kPa`}</title>
            </circle>
          );
        })}
        {path.length > 1 && (
          <g className="center-of-pressure">
            <polyline className="halo" points={points} />
            <polyline points={points} />
          </g>
        )}
        <MomentMark moment={moment} heightMm={heightMm} />
        <text x={widthMm / 2} y={-4} textAnchor="middle">
          toes
        </text>
        <text x={widthMm / 2} y={heightMm + 9} textAnchor="middle">
          heel
        </text>
      </svg>
      <figcaption>
        <p className="legend-title">
          {moment === null ? "Highest pressure of each sensor, kPa" : "Pressure of each sensor in this frame, kPa"}
        </p>
        <PressureLegend />
        <p className="small soft">
          {path.length > 1 ? "Line: path of the center of pressure in one step. " : ""}
          {side === null ? "" : `${side === "left" ? "Left" : "Right"} insole, seen from above. `}A circle has the area
          of its sensor.
        </p>
      </figcaption>
    </figure>
  );
}
