import { useEffect, useRef } from "react";
import type uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { chartOptions, eventAt, sampleAt, timesOf } from "./gait-chart.ts";
import type { ChartMarks, EventPlace } from "./gait-chart.ts";
import type { GaitSignal } from "./gait-signal.ts";
import type { TrackView } from "./gait-view.ts";
import type { Window } from "./gait-window.ts";

const HEIGHT = 190;
/** What the window's width is multiplied by for each pixel that the wheel turns. */
const ZOOM_PER_PIXEL = 1.0015;

export interface ChartDeeds {
  /** Scrolls by a share of the window. */
  onScroll(share: number): void;
  onZoom(factor: number, aroundS: number): void;
  /** An event was taken hold of; null is the ground. */
  onGrip(place: EventPlace | null): void;
  onDrag(place: EventPlace, sample: number): void;
  onDrop(): void;
}

/** The moving picture of one sensor. The ground is dragged to scroll, an event to move it; Ctrl with the wheel zooms. */
export function TrackChart(props: {
  readonly Chart: GaitSignal["Chart"];
  readonly track: TrackView;
  readonly values: Float32Array;
  readonly window: Window;
  readonly marks: ChartMarks;
  readonly deeds: ChartDeeds;
}) {
  const { Chart, track, values } = props;
  const ground = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  // The chart lives longer than one drawing of the page: it reads here what holds now.
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
    if (chart.current === null) return;
    showWindow(chart.current, props.window);
    chart.current.redraw(false);
  });

  useEffect(() => {
    const place = ground.current!;
    const width = (): number => Math.max(200, place.clientWidth);
    const marksOf = (): ChartMarks => now.current.marks;
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const draw = (): void => {
      chart.current?.destroy();
      const options = chartOptions(track, { width: width(), height: HEIGHT }, marksOf);
      const made = new Chart(options, [timesOf(track), values], place);
      chart.current = made;
      showWindow(made, now.current.window);
      followPointer(made, track, () => now.current);
    };
    draw();
    const resized = new ResizeObserver(() => chart.current?.setSize({ width: width(), height: HEIGHT }));
    resized.observe(place);
    scheme.addEventListener("change", draw);
    return () => {
      scheme.removeEventListener("change", draw);
      resized.disconnect();
      chart.current?.destroy();
      chart.current = null;
    };
  }, [Chart, track, values]);

  return <div className="gait-chart" ref={ground} />;
}

function showWindow(chart: uPlot, { fromS, toS }: Window): void {
  chart.setScale("x", { min: fromS, max: toS });
}

function followPointer(
  chart: uPlot,
  track: TrackView,
  now: () => { readonly marks: ChartMarks; readonly deeds: ChartDeeds },
): void {
  const { over } = chart;
  const leftOf = (event: MouseEvent): number => event.clientX - over.getBoundingClientRect().left;
  let held: EventPlace | null = null;
  let lastX: number | null = null;
  over.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    over.setPointerCapture(event.pointerId);
    held = eventAt(chart, track, now().marks, leftOf(event));
    lastX = event.clientX;
    now().deeds.onGrip(held);
  });
  over.addEventListener("pointermove", (event) => {
    if (lastX === null) {
      over.style.cursor = eventAt(chart, track, now().marks, leftOf(event)) === null ? "grab" : "ew-resize";
    } else if (held === null) {
      now().deeds.onScroll((lastX - event.clientX) / over.clientWidth);
      lastX = event.clientX;
    } else if (event.clientX !== lastX) now().deeds.onDrag(held, sampleAt(chart, track, leftOf(event)));
  });
  const release = (): void => {
    if (held !== null) now().deeds.onDrop();
    [held, lastX] = [null, null];
  };
  over.addEventListener("pointerup", release);
  over.addEventListener("pointercancel", release);
  over.addEventListener(
    "wheel",
    (event) => {
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      // A plain wheel scrolls the page, as everywhere.
      if (!event.ctrlKey && !isSideways) return;
      event.preventDefault();
      if (event.ctrlKey) now().deeds.onZoom(ZOOM_PER_PIXEL ** event.deltaY, chart.posToVal(leftOf(event), "x"));
      else now().deeds.onScroll((event.deltaX || event.deltaY) / over.clientWidth);
    },
    { passive: false },
  );
}
