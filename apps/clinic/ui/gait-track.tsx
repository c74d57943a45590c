import type { FootStep } from "@plumbline/imu-gait";
import type { ReactNode } from "react";
import { EVENT_KINDS, TRACK_TITLES } from "./gait-view.ts";
import type { TrackView } from "./gait-view.ts";
import { rangeOf } from "./plot-ticks.ts";
import { Plot } from "./plot.tsx";
import type { PlotScale } from "./plot.tsx";

const WIDTH = 1100;

/** One sensor over the whole walk: its line, its swings, its turns. */
export function TrackPicture({ track }: { readonly track: TrackView }) {
  const title = TRACK_TITLES[track.name];
  const endS = track.startS + track.samples / track.samplingRateHz;
  const y = rangeOf([...track.low, ...track.high]);
  const seconds = (sample: number): number => track.startS + sample / track.samplingRateHz;
  return (
    <figure className="gait-track">
      <figcaption className="legend-title">
        {title}: {track.quantity}
      </figcaption>
      <Wide title={`${title} over the whole walk`}>
        <Plot
          x={[track.startS, endS]}
          y={y}
          xTitle="Time, s"
          width={WIDTH}
          height={112}
          label={`${title} over the whole walk, ${track.quantity}; ${foundText(track)}.`}
        >
          {(to) => (
            <>
              {track.turns.map(({ start, end }) => (
                <rect
                  key={start}
                  className="turn"
                  x={to.x(seconds(start))}
                  width={Math.max(1, to.x(seconds(end)) - to.x(seconds(start)))}
                  y={to.top}
                  height={to.bottom - to.top}
                />
              ))}
              <path className={`envelope ${track.name}`} d={envelopePath(track, to, endS)} />
              <path className={`swing-mark ${track.name}`} d={track.steps.map(swingPath(to, seconds)).join("")} />
              <path
                className="event-line initialContact"
                d={track.contacts.map((contact) => `M${to.x(seconds(contact)).toFixed(1)} ${to.bottom}v-8`).join("")}
              />
            </>
          )}
        </Plot>
      </Wide>
    </figure>
  );
}

/** Some strides of each foot in full, with their events: what the moving picture shows at first. */
export function TrackExcerpts({ tracks }: { readonly tracks: readonly TrackView[] }) {
  return tracks.map((track) =>
    track.excerpt === null ? null : (
      <figure key={track.name} className="gait-track">
        <figcaption className="legend-title">{TRACK_TITLES[track.name]}: some strides with their events</figcaption>
        <Wide title={`${TRACK_TITLES[track.name]}, some strides`}>
          <Excerpt track={track} excerpt={track.excerpt} />
        </Wide>
      </figure>
    ),
  );
}

/** What is wide keeps its size on a phone, and scrolls by itself. */
function Wide({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className="table-scroll wide-plot" tabIndex={0} aria-label={title}>
      {children}
    </section>
  );
}

function Excerpt({
  track,
  excerpt,
}: {
  readonly track: TrackView;
  readonly excerpt: NonNullable<TrackView["excerpt"]>;
}) {
  const seconds = (sample: number): number => track.startS + sample / track.samplingRateHz;
  const end = excerpt.start + excerpt.values.length;
  const isShown = (step: FootStep): boolean => step.heelOff >= excerpt.start && step.footFlat < end;
  return (
    <Plot
      x={[seconds(excerpt.start), seconds(end - 1)]}
      y={rangeOf(excerpt.values)}
      xTitle="Time, s"
      width={WIDTH}
      height={190}
      label={`${TRACK_TITLES[track.name]}: some strides of the walk with heel off, toe off, initial contact and foot flat.`}
    >
      {(to) => (
        <>
          {track.steps.filter(isShown).map((step) => (
            <g key={step.heelOff}>
              {EVENT_KINDS.map(([kind]) => (
                <path
                  key={kind}
                  className={`event-line ${kind}`}
                  d={`M${to.x(seconds(step[kind])).toFixed(1)} ${to.top}V${to.bottom}`}
                />
              ))}
            </g>
          ))}
          <polyline className={`curve solid ${track.name}`} points={to.line(excerpt.values)} />
        </>
      )}
    </Plot>
  );
}

/** What the lines and marks of the pictures above mean. */
export function TrackLegend({ tracks }: { readonly tracks: readonly TrackView[] }) {
  const hasFeet = tracks.some(({ name }) => name !== "lumbar");
  const kinds = EVENT_KINDS.filter(([kind]) => hasFeet || kind === "initialContact");
  return (
    <ul className="curve-legend">
      {kinds.map(([kind, name]) => (
        <li key={kind} className="no-print">
          <svg viewBox="0 0 28 8" aria-hidden="true">
            <path className={`event-line ${kind}`} d="M0 4H28" />
          </svg>
          {name}
        </li>
      ))}
      {hasFeet && (
        <li>
          <svg viewBox="0 0 28 8" aria-hidden="true">
            <rect className="swing-mark left" width="28" height="8" />
          </svg>
          Foot in the air
        </li>
      )}
      {tracks.some(({ turns }) => turns.length > 0) && (
        <li>
          <svg viewBox="0 0 28 8" aria-hidden="true">
            <rect className="turn" width="28" height="8" />
          </svg>
          Turn
        </li>
      )}
    </ul>
  );
}

/** A bar at the foot of the drawing while the foot is in the air. */
function swingPath(to: PlotScale, seconds: (sample: number) => number): (step: FootStep) => string {
  return ({ toeOff, initialContact }) => {
    const [from, until] = [to.x(seconds(toeOff)), to.x(seconds(initialContact))];
    return `M${from.toFixed(1)} ${to.bottom - 6}H${Math.max(from + 0.6, until).toFixed(1)}v6H${from.toFixed(1)}z`;
  };
}

function envelopePath({ low, high, startS }: TrackView, to: PlotScale, endS: number): string {
  const x = (column: number): string => to.x(startS + ((column + 0.5) / low.length) * (endS - startS)).toFixed(1);
  const up = high.map((value, column) => `${x(column)} ${to.y(value).toFixed(1)}`);
  const back = low.map((value, column) => `${x(column)} ${to.y(value).toFixed(1)}`).toReversed();
  return low.length === 0 ? "" : `M${[...up, ...back].join("L")}Z`;
}

function foundText({ name, steps, contacts, turns }: TrackView): string {
  const found = name === "lumbar" ? `${contacts.length} contacts` : `${steps.length} steps`;
  return turns.length === 0 ? found : `${found}, ${turns.length} turn${turns.length === 1 ? "" : "s"}`;
}
