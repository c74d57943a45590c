import type { OutcomeCourse } from "../pages/staff/outcome-view.ts";
import { Plot } from "./plot.tsx";

const DAY_MS = 24 * 3_600_000;

/** A measure over the weeks since it was asked first. The numbers stand in a list beside it. */
export function OutcomePlot({ course }: { readonly course: OutcomeCourse }) {
  const { points, range, unsure, goal, name, better } = course;
  const first = points[0]!;
  const weeks = points.map(({ atMs }) => (atMs - first.atMs) / (7 * DAY_MS));
  const last = Math.max(1, Math.ceil(weeks.at(-1)!));
  return (
    <Plot
      x={[0, last]}
      y={range}
      xTitle="weeks"
      label={`${name}, ${points.length} answers over ${last} weeks, ${better} is better. The numbers stand below.`}
    >
      {(scale) => (
        <>
          {unsure !== null && (
            <rect
              className="outcome-band"
              x={scale.x(0)}
              width={scale.x(last) - scale.x(0)}
              y={scale.y(unsure[1])}
              height={scale.y(unsure[0]) - scale.y(unsure[1])}
            />
          )}
          {goal !== null && <path className="outcome-goal" d={`M${scale.x(0)} ${scale.y(goal)}H${scale.x(last)}`} />}
          {points.length > 1 && (
            <polyline
              className="outcome-line"
              points={scale.line(
                points.map(({ value }) => value),
                weeks,
              )}
            />
          )}
          {points.map(({ atMs, value }, at) => (
            <circle key={atMs} className="outcome-dot" cx={scale.x(weeks[at]!)} cy={scale.y(value)} r={4} />
          ))}
        </>
      )}
    </Plot>
  );
}
