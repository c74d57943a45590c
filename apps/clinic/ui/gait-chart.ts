import type { FootStep } from "@plumbline/imu-gait";
import type uPlot from "uplot";
import { EVENT_KINDS } from "./gait-view.ts";
import type { EventName, TrackView } from "./gait-view.ts";

/** Which event of a track is at hand. */
export interface EventPlace {
  readonly index: number;
  readonly kind: EventName;
}

/** What a chart shows besides its line; read at each drawing. */
export interface ChartMarks {
  readonly steps: readonly FootStep[];
  readonly selected: EventPlace | null;
}

/** So near, in pixels, the pointer takes hold of an event. */
const GRIP_PX = 7;
/** Lines of events nearer to each other than this make a carpet; then only the swings are marked. */
const CARPET_PX = 4;

/**
 * Options of the chart of one track. The library itself draws no more than the lowest and the highest value of each pixel
 * column, so ten minutes at once cost no more than ten seconds.
 */
export function chartOptions(
  track: TrackView,
  size: { readonly width: number; readonly height: number },
  marksOf: () => ChartMarks,
): uPlot.Options {
  const colors = colorsOf(track);
  return {
    ...size,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false, setScale: false }, sync: { key: "walk" } },
    scales: { x: { time: false }, y: { range: (_, low, high) => padded(low, high) } },
    axes: [axis(colors, {}), axis(colors, { size: 52, space: 28 })],
    series: [{}, { stroke: colors.line, width: 1.2 }],
    hooks: { draw: [(chart) => drawMarks(chart, track, marksOf(), colors)] },
  };
}

/** Time of each sample: one column for the library. */
export function timesOf({ samples, samplingRateHz, startS }: TrackView): Float64Array {
  return Float64Array.from({ length: samples }, (_, at) => startS + at / samplingRateHz);
}

/** The event under the pointer, the nearest of several. */
export function eventAt(chart: uPlot, track: TrackView, { steps }: ChartMarks, left: number): EventPlace | null {
  let found: EventPlace | null = null;
  let nearest = GRIP_PX;
  for (const index of shownSteps(chart, track, steps)) {
    for (const [kind] of EVENT_KINDS) {
      const away = Math.abs(chart.valToPos(secondOf(track, steps[index]![kind]), "x") - left);
      if (away < nearest) {
        nearest = away;
        found = { index, kind };
      }
    }
  }
  return found;
}

/** The sample under the pointer, not rounded. */
export function sampleAt(chart: uPlot, { startS, samplingRateHz }: TrackView, left: number): number {
  return (chart.posToVal(left, "x") - startS) * samplingRateHz;
}

export function secondOf({ startS, samplingRateHz }: TrackView, sample: number): number {
  return startS + sample / samplingRateHz;
}

type Colors = ReturnType<typeof colorsOf>;

/** The page's own colors: they follow the reader's scheme. */
function colorsOf({ name }: TrackView) {
  const style = getComputedStyle(document.documentElement);
  const color = (token: string): string => style.getPropertyValue(token).trim();
  return {
    line: color(name === "left" ? "--primary" : name === "right" ? "--brass" : "--ink-soft"),
    ink: color("--ink"),
    soft: color("--ink-soft"),
    rule: color("--rule"),
    events: {
      heelOff: color("--ink-soft"),
      toeOff: color("--danger"),
      initialContact: color("--focus"),
      footFlat: color("--good"),
    } satisfies Record<EventName, string>,
  };
}

/** As in the still pictures: told apart without color. */
const DASHES: Readonly<Record<EventName, readonly number[]>> = {
  heelOff: [2, 3],
  toeOff: [8, 3],
  initialContact: [],
  footFlat: [8, 3, 2, 3],
};

function drawMarks(chart: uPlot, track: TrackView, { steps, selected }: ChartMarks, colors: Colors): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const x = (sample: number): number => chart.valToPos(secondOf(track, sample), "x", true);
  const shown = shownSteps(chart, track, steps);
  const isCarpet = bbox.width / (shown.length * EVENT_KINDS.length) < CARPET_PX * ratio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = colors.line;
  for (const index of shown) {
    const { toeOff, initialContact } = steps[index]!;
    ctx.fillRect(x(toeOff), bbox.top + bbox.height - 6 * ratio, x(initialContact) - x(toeOff), 6 * ratio);
  }
  for (const [kind] of isCarpet ? [] : EVENT_KINDS) {
    ctx.strokeStyle = colors.events[kind];
    ctx.lineWidth = 1.4 * ratio;
    ctx.setLineDash(DASHES[kind].map((length) => length * ratio));
    ctx.beginPath();
    for (const index of shown) line(x(steps[index]![kind]));
    ctx.stroke();
  }
  if (track.contacts.length > 0) {
    ctx.strokeStyle = colors.events.initialContact;
    ctx.setLineDash([]);
    ctx.beginPath();
    for (const contact of track.contacts) {
      ctx.moveTo(x(contact), bbox.top + bbox.height);
      ctx.lineTo(x(contact), bbox.top + bbox.height - 12 * ratio);
    }
    ctx.stroke();
  }
  const step = selected === null ? undefined : steps[selected.index];
  if (step !== undefined) {
    ctx.strokeStyle = colors.ink;
    ctx.lineWidth = 3.5 * ratio;
    ctx.setLineDash([]);
    ctx.beginPath();
    line(x(step[selected!.kind]));
    ctx.stroke();
  }
  ctx.restore();

  function line(at: number): void {
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
  }
}

/** Places of the steps in view. */
function shownSteps(chart: uPlot, track: TrackView, steps: readonly FootStep[]): number[] {
  const { min, max } = chart.scales.x!;
  const places: number[] = [];
  steps.forEach(({ heelOff, footFlat }, index) => {
    if (secondOf(track, footFlat) >= (min ?? 0) && secondOf(track, heelOff) <= (max ?? 0)) places.push(index);
  });
  return places;
}

function padded(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const more = (high - low) * 0.08 || 1;
  return [low - more, high + more];
}

function axis({ soft, rule }: Colors, more: uPlot.Axis): uPlot.Axis {
  return { stroke: soft, grid: { stroke: rule, width: 1 }, ticks: { stroke: rule, width: 1 }, ...more };
}
