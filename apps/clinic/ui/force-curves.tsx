import type { RegionCurves } from "@plumbline/plantar-pressure";
import { momentText } from "./foot-view.ts";
import type { FootView } from "./foot-view.ts";

const WIDTH = 360;
const HEIGHT = 170;
const LEFT = 42;
const BOTTOM = 24;
const TOP = 10;

const REGIONS = [
  ["heel", "Heel"],
  ["midfoot", "Midfoot"],
  ["forefoot", "Forefoot"],
  ["toes", "Toes"],
] as const satisfies readonly (readonly [keyof RegionCurves, string])[];

/** Force over time, of the foot and of its four parts; the same in a table below. */
export function ForceCurves({
  view,
  frame,
  mostN,
}: {
  readonly view: FootView;
  /** Is marked; null marks none. */
  readonly frame: number | null;
  /** So far up the scale reaches at least. */
  readonly mostN: number;
}) {
  const { forceN, regions } = view;
  if (forceN === null || forceN.length < 2) {
    return <p className="soft">There is no curve of the force: the recording does not give newtons.</p>;
  }
  const top = roundUp(Math.max(mostN, ...forceN));
  const x = (at: number): number => LEFT + (at / (forceN.length - 1)) * (WIDTH - LEFT - 6);
  const y = (force: number): number => TOP + (1 - force / top) * (HEIGHT - TOP - BOTTOM);
  const points = (curve: readonly number[]): string =>
    curve.map((force, at) => `${x(at).toFixed(1)},${y(force).toFixed(1)}`).join(" ");
  const end = forceN.length - 1;
  const side = view.side === null ? "" : ` under the ${view.side} foot`;
  return (
    <figure className="force-curves">
      <figcaption className="legend-title">Force over time, N</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing with its own contents cannot be an img tag
        role="img"
        aria-label={`Force over time${side}, largest ${Math.round(Math.max(...forceN))} newton. The numbers are in the table below.`}
      >
        {[0, top / 2, top].map((force) => (
          <g key={force}>
            <path className="grid" d={`M${LEFT} ${y(force)}H${WIDTH - 6}`} />
            <text x={LEFT - 5} y={y(force) + 4} textAnchor="end">
              {force}
            </text>
          </g>
        ))}
        {[0, end].map((at) => (
          <text key={at} x={x(at)} y={HEIGHT - 5} textAnchor={at === 0 ? "start" : "end"}>
            {view.samplingRateHz === null ? `frame ${at + 1}` : `${(at / view.samplingRateHz).toFixed(2)} s`}
          </text>
        ))}
        {regions !== null &&
          REGIONS.map(([name]) => <polyline key={name} className={`curve ${name}`} points={points(regions[name])} />)}
        <polyline className="curve whole" points={points(forceN)} />
        {frame !== null && (
          <g className="moment">
            <path d={`M${x(frame)} ${TOP}V${HEIGHT - BOTTOM}`} />
            <circle cx={x(frame)} cy={y(forceN[frame] ?? 0)} r={4} />
          </g>
        )}
      </svg>
      <ul className="curve-legend">
        {([["whole", "Whole foot"], ...(regions === null ? [] : REGIONS)] as const).map(([name, title]) => (
          <li key={name}>
            <svg viewBox="0 0 28 8" aria-hidden="true">
              <path className={`curve ${name}`} d="M0 4H28" />
            </svg>
            {title}
          </li>
        ))}
      </ul>
      <details className="no-print">
        <summary>The curves as numbers</summary>
        <CurveTable view={view} forceN={forceN} />
      </details>
    </figure>
  );
}

const MOST_ROWS = 21;

function CurveTable({ view, forceN }: { readonly view: FootView; readonly forceN: readonly number[] }) {
  const { regions } = view;
  const rows = Math.min(MOST_ROWS, forceN.length);
  const frames = Array.from({ length: rows }, (_, row) => Math.round((row * (forceN.length - 1)) / (rows - 1)));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label="Force over time">
      <table>
        <caption>Force over time in newton{frames.length < forceN.length ? ", at even distances" : ""}</caption>
        <thead>
          <tr>
            <th scope="col">Moment</th>
            <th scope="col" className="number">
              Whole foot
            </th>
            {regions !== null &&
              REGIONS.map(([name, title]) => (
                <th scope="col" key={name} className="number">
                  {title}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {frames.map((frame) => (
            <tr key={frame}>
              <th scope="row" className="one-line">
                {momentText(view, frame)}
              </th>
              <td className="number">{Math.round(forceN[frame]!)}</td>
              {regions !== null &&
                REGIONS.map(([name]) => (
                  <td key={name} className="number">
                    {Math.round(regions[name][frame]!)}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The next of 2, 4, 6, 8, 10 times a power of ten: half of it is round as well. */
function roundUp(value: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return Math.max(2, Math.ceil(value / step / 2) * 2 * step);
}
