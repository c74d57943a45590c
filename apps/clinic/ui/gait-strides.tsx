import type { StrideView } from "./gait-view.ts";
import { TRACK_TITLES } from "./gait-view.ts";
import { rangeOf } from "./plot-ticks.ts";
import { Plot } from "./plot.tsx";

/** The strides of each foot laid over each other, and left against right, all on one scale. */
export function StridePictures({
  feet,
  quantity,
}: {
  readonly feet: readonly StrideView[];
  readonly quantity: string;
}) {
  const y = rangeOf(feet.flatMap(({ curves }) => curves).flat());
  const withMean = feet.filter(({ mean }) => mean !== null);
  return (
    <div className="gait-plots">
      {feet.map((foot) => (
        <figure key={foot.name}>
          <figcaption className="legend-title">
            {TRACK_TITLES[foot.name]}: {foot.strides} stride{foot.strides === 1 ? "" : "s"}
            {foot.curves.length < foot.strides ? `, ${foot.curves.length} of them drawn` : ""}
          </figcaption>
          <Plot
            x={[0, 100]}
            y={y}
            xTitle="% of the stride"
            label={`${TRACK_TITLES[foot.name]}: strides laid over each other, ${quantity}.`}
          >
            {(to) => (
              <>
                {foot.toeOffPercent !== null && (
                  <path className="event-line toeOff" d={`M${to.x(foot.toeOffPercent)} ${to.top}V${to.bottom}`} />
                )}
                {foot.curves.map((curve, at) => (
                  <polyline key={at} className={`curve faint ${foot.name}`} points={to.line(curve)} />
                ))}
                {foot.mean !== null && <polyline className={`curve ${foot.name}`} points={to.line(foot.mean)} />}
              </>
            )}
          </Plot>
        </figure>
      ))}
      {withMean.length === 2 && (
        <figure>
          <figcaption className="legend-title">Left against right, mean ± standard deviation</figcaption>
          <Plot
            x={[0, 100]}
            y={y}
            xTitle="% of the stride"
            label={`The mean strides of both feet over each other, ${quantity}.`}
          >
            {(to) =>
              withMean.map(({ name, mean, low, high }) => (
                <g key={name}>
                  <polygon className={`band ${name}`} points={`${to.line(high!)} ${reversed(to.line(low!))}`} />
                  <polyline className={`curve ${name}`} points={to.line(mean!)} />
                </g>
              ))
            }
          </Plot>
        </figure>
      )}
    </div>
  );
}

/** Left is one line, right is dashed: told apart without color. */
export function SideLegend() {
  return (
    <ul className="curve-legend">
      {(["left", "right"] as const).map((side) => (
        <li key={side}>
          <svg viewBox="0 0 28 8" aria-hidden="true">
            <path className={`curve ${side}`} d="M0 4H28" />
          </svg>
          {TRACK_TITLES[side]}
        </li>
      ))}
    </ul>
  );
}

function reversed(points: string): string {
  return points.split(" ").toReversed().join(" ");
}
