import type { PathView } from "./gait-view.ts";
import { TRACK_TITLES } from "./gait-view.ts";
import { rangeOf } from "./plot-ticks.ts";
import { Plot } from "./plot.tsx";

/** Where the sensor of each foot went, seen from the side: forward to the right. Heights are drawn larger than lengths. */
export function PathPictures({ feet }: { readonly feet: readonly PathView[] }) {
  const [, farthest] = rangeOf(feet.flatMap(({ paths }) => paths.flatMap(({ forwardM }) => forwardM)));
  const y = rangeOf(feet.flatMap(({ paths }) => paths.flatMap(({ heightM }) => heightM.map((height) => height * 100))));
  return (
    <div className="gait-plots">
      {feet.map((foot) => (
        <figure key={foot.name}>
          <figcaption className="legend-title">{TRACK_TITLES[foot.name]}: height of the sensor, cm</figcaption>
          <Plot
            x={[0, farthest]}
            y={y}
            xTitle="Forward, m"
            label={`${TRACK_TITLES[foot.name]} from the side over ${foot.steps} steps: ${pathText(foot)}.`}
          >
            {(to) => (
              <>
                {foot.paths.map(({ forwardM, heightM }, at) => (
                  <polyline key={at} className={`curve faint ${foot.name}`} points={to.line(inCm(heightM), forwardM)} />
                ))}
                <polyline
                  className={`curve ${foot.name}`}
                  points={to.line(inCm(foot.meanHeightM), foot.meanForwardM)}
                />
                {foot.midSwingHeightM !== null && (
                  <path className="clearance" d={`M${to.x(0)} ${to.y(foot.midSwingHeightM * 100)}H${to.x(farthest)}`} />
                )}
              </>
            )}
          </Plot>
          <p className="small">{capital(pathText(foot))}.</p>
        </figure>
      ))}
    </div>
  );
}

function pathText({ peakHeightM, midSwingHeightM }: PathView): string {
  const peak = `highest ${(peakHeightM * 100).toFixed(1)} cm above the stance`;
  return midSwingHeightM === null
    ? `${peak}; no dip in the middle of swing`
    : `${peak}; lowest in the middle of swing ${(midSwingHeightM * 100).toFixed(1)} cm (broken line)`;
}

function inCm(heights: readonly number[]): number[] {
  return heights.map((height) => height * 100);
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
