import { useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useHasScript } from "./has-script.ts";
import { secondOf } from "./gait-chart.ts";
import type { EventPlace } from "./gait-chart.ts";
import { CorrectionForm } from "./gait-correction-form.tsx";
import { changed, movedEvent, redone, startHistory, undone, withStep, withoutStep } from "./gait-edits.ts";
import type { EditedSteps } from "./gait-edits.ts";
import { useGaitSignal } from "./gait-signal.ts";
import type { GaitSignal } from "./gait-signal.ts";
import { TrackExcerpts } from "./gait-track.tsx";
import { TrackChart } from "./gait-track-chart.tsx";
import { EVENT_KINDS, TRACK_TITLES } from "./gait-view.ts";
import type { TrackName, TrackView } from "./gait-view.ts";
import { centered, scrolled, showing, within, zoomed } from "./gait-window.ts";
import type { Window } from "./gait-window.ts";

/** At first so much is shown: some strides, near enough to see each event, on a desk and on a phone. */
const FIRST_WINDOW_S = { wide: 8, narrow: 4 };
const NARROW_PX = 700;

interface Selected extends EventPlace {
  readonly name: TrackName;
}

/**
 * The signals of a walk to scroll and zoom through, with the events to be put right. Without script there are some strides
 * of it. What is being edited lasts as long as one reading of the walk: give the reading as the key.
 */
export function GaitViewer({ tracks }: { readonly tracks: readonly TrackView[] }) {
  const hasScript = useHasScript();
  const { signal, hasFailed } = useGaitSignal(tracks);
  if (signal !== null) return <Charts tracks={tracks} signal={signal} />;
  return (
    <div className="no-print">
      <TrackExcerpts tracks={tracks} />
      {hasScript && (
        <output className="soft">
          {hasFailed
            ? "The signal could not be fetched. Check the connection, then load the page again."
            : "Fetching the signal…"}
        </output>
      )}
    </div>
  );
}

function Charts({ tracks, signal }: { readonly tracks: readonly TrackView[]; readonly signal: GaitSignal }) {
  const walk: Window = {
    fromS: Math.min(...tracks.map(({ startS }) => startS)),
    toS: Math.max(...tracks.map((track) => secondOf(track, track.samples))),
  };
  const found: EditedSteps = Object.fromEntries(tracks.map(({ name, steps }) => [name, steps]));
  const [window, setWindow] = useState(() => firstWindow(tracks, walk));
  const [history, setHistory] = useState(() => startHistory(found));
  const [selected, setSelected] = useState<Selected | null>(null);
  const [said, setSaid] = useState("");
  const beforeDrag = useRef<EditedSteps | null>(null);
  const steps = history.present;
  const feet = tracks.filter(({ name }) => name !== "lumbar");
  const trackOf = (name: TrackName): TrackView => tracks.find((track) => track.name === name)!;

  function edit(name: TrackName, next: EditedSteps[TrackName]) {
    setHistory((now) => changed(now, { ...now.present, [name]: next }));
  }
  function select(next: Selected | null) {
    setSelected(next);
    if (next === null) return;
    const track = trackOf(next.name);
    const step = steps[next.name]![next.index]!;
    setWindow((now) => showing(now, secondOf(track, step[next.kind]), walk));
  }
  /** To the neighboring event in time; the first in view when none is selected. */
  function selectNext(by: 1 | -1) {
    if (selected === null) {
      for (const track of feet) {
        const index = steps[track.name]!.findIndex(({ heelOff }) => secondOf(track, heelOff) >= window.fromS);
        if (index !== -1) return select({ name: track.name, index, kind: EVENT_KINDS[0][0] });
      }
      return;
    }
    const place = selected.index * EVENT_KINDS.length + EVENT_KINDS.findIndex(([kind]) => kind === selected.kind) + by;
    const index = Math.floor(place / EVENT_KINDS.length);
    if (place < 0 || index >= steps[selected.name]!.length) return;
    select({ name: selected.name, index, kind: EVENT_KINDS[place % EVENT_KINDS.length]![0] });
  }
  function nudge(by: number) {
    if (selected === null) return;
    const { name, index, kind } = selected;
    const now = steps[name]!;
    const next = movedEvent(now, index, kind, now[index]![kind] + by, trackOf(name).samples);
    if (next[index]![kind] !== now[index]![kind]) edit(name, next);
  }
  function remove() {
    if (selected === null) return;
    const track = trackOf(selected.name);
    const { toeOff, initialContact } = steps[selected.name]![selected.index]!;
    edit(selected.name, withoutStep(steps[selected.name]!, selected.index));
    // In the middle a step is added: so the place is ready for a better one.
    setWindow((now) => centered(now, secondOf(track, (toeOff + initialContact) / 2), walk));
    setSaid(`Removed step ${selected.index + 1} of the ${TRACK_TITLES[selected.name].toLowerCase()}.`);
    setSelected(null);
  }
  function add(name: TrackName) {
    const track = trackOf(name);
    const middle = ((window.fromS + window.toS) / 2 - track.startS) * track.samplingRateHz;
    const next = withStep(steps[name]!, middle, track.samplingRateHz, track.samples);
    if (next === null) {
      return setSaid("There is a step in the middle of the picture already. Scroll to where one is missing.");
    }
    edit(name, next.steps);
    setSelected({ name, index: next.index, kind: "toeOff" });
    setSaid(`Added a step of the ${TRACK_TITLES[name].toLowerCase()}. Move its events to where they belong.`);
  }
  function step(back: boolean) {
    setHistory((now) => (back ? undone(now) : redone(now)));
    setSelected(null);
    setSaid(back ? "Undone." : "Done again.");
  }

  function onKeyDown(event: KeyboardEvent) {
    const control = event.ctrlKey || event.metaKey;
    const deed =
      keyDeeds[`${control ? "Ctrl+" : ""}${event.shiftKey && event.key.length > 1 ? "Shift+" : ""}${event.key}`];
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  }
  const keyDeeds: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => setWindow((now) => scrolled(now, -0.2, walk)),
    ArrowRight: () => setWindow((now) => scrolled(now, 0.2, walk)),
    PageUp: () => setWindow((now) => scrolled(now, -0.9, walk)),
    PageDown: () => setWindow((now) => scrolled(now, 0.9, walk)),
    Home: () => setWindow((now) => scrolled(now, -1e6, walk)),
    End: () => setWindow((now) => scrolled(now, 1e6, walk)),
    "+": () => setWindow((now) => zoomed(now, 0.5, walk)),
    "=": () => setWindow((now) => zoomed(now, 0.5, walk)),
    "-": () => setWindow((now) => zoomed(now, 2, walk)),
    ",": () => selectNext(-1),
    ".": () => selectNext(1),
    "Shift+ArrowLeft": () => nudge(-1),
    "Shift+ArrowRight": () => nudge(1),
    Delete: remove,
    "Ctrl+z": () => step(true),
    "Ctrl+y": () => step(false),
  };

  const widthS = window.toS - window.fromS;
  return (
    <div className="gait-viewer no-print">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of its own, told below */}
      <div
        className="gait-charts"
        role="application"
        aria-label="Signals of the walk"
        aria-describedby="gait-keys"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what takes keys must be reachable by keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {tracks.map((track, at) => (
          <figure key={track.name}>
            <figcaption className="legend-title">
              {TRACK_TITLES[track.name]}: {track.quantity}
            </figcaption>
            <TrackChart
              Chart={signal.Chart}
              track={track}
              values={signal.values[at]!}
              window={window}
              marks={{ steps: steps[track.name]!, selected: selected?.name === track.name ? selected : null }}
              deeds={{
                onScroll: (share) => setWindow((now) => scrolled(now, share, walk)),
                onZoom: (factor, aroundS) => setWindow((now) => zoomed(now, factor, walk, aroundS)),
                onGrip: (place) => {
                  setSelected(place === null ? null : { ...place, name: track.name });
                  beforeDrag.current = steps;
                },
                onDrag: ({ index, kind }, sample) =>
                  setHistory((now) => ({
                    ...now,
                    present: {
                      ...now.present,
                      [track.name]: movedEvent(now.present[track.name]!, index, kind, sample, track.samples),
                    },
                  })),
                onDrop: () => {
                  const before = beforeDrag.current!;
                  setHistory((now) =>
                    now.present === before ? now : changed({ ...now, present: before }, now.present),
                  );
                },
              }}
            />
          </figure>
        ))}
      </div>
      <div className="button-row">
        <label className="moment-slider">
          <span className="visually-hidden">Moment of the walk that is shown</span>
          <input
            type="range"
            min={walk.fromS}
            max={Math.max(walk.fromS, walk.toS - widthS)}
            step={0.1}
            value={window.fromS}
            aria-valuetext={`${window.fromS.toFixed(1)} to ${window.toS.toFixed(1)} seconds`}
            onChange={({ target }) =>
              setWindow(within({ fromS: target.valueAsNumber, toS: target.valueAsNumber + widthS }, walk))
            }
          />
        </label>
        <Button label="Zoom in" onPress={() => setWindow((now) => zoomed(now, 0.5, walk))} />
        <Button label="Zoom out" onPress={() => setWindow((now) => zoomed(now, 2, walk))} />
        <Button label="Whole walk" onPress={() => setWindow(walk)} />
        <span className="frame-value">
          {window.fromS.toFixed(1)} to {window.toS.toFixed(1)} s
        </span>
      </div>
      <p className="small soft" id="gait-keys">
        Drag to scroll, Ctrl and the wheel to zoom, drag an event to move it. With the picture in focus: arrows and Page
        Up and Down scroll, plus and minus zoom, comma and full stop go from event to event, Shift with the arrows moves
        the chosen event by a sample, Delete removes its step, Ctrl+Z and Ctrl+Y undo and redo.
      </p>
      {feet.length > 0 && (
        <>
          <h3>Correct the steps</h3>
          <div className="button-row">
            <Button label="Event before" onPress={() => selectNext(-1)} />
            <Button label="Next event" onPress={() => selectNext(1)} />
            <Button label="Earlier" isOff={selected === null} onPress={() => nudge(-1)} />
            <Button label="Later" isOff={selected === null} onPress={() => nudge(1)} />
            <Button label="Remove step" isOff={selected === null} onPress={remove} />
            {feet.map(({ name }) => (
              <Button key={name} label={`Add step, ${TRACK_TITLES[name].toLowerCase()}`} onPress={() => add(name)} />
            ))}
            <Button label="Undo" isOff={history.past.length === 0} onPress={() => step(true)} />
            <Button label="Redo" isOff={history.future.length === 0} onPress={() => step(false)} />
          </div>
          <output className="frame-value">
            {selected === null ? said : selectedText(trackOf(selected.name), selected, steps)}
          </output>
          <CorrectionForm feet={feet} steps={steps} />
        </>
      )}
    </div>
  );
}

function Button(props: { readonly label: string; readonly isOff?: boolean; readonly onPress: () => void }) {
  return (
    <button type="button" className="button quiet small" disabled={props.isOff} onClick={props.onPress}>
      {props.label}
    </button>
  );
}

function selectedText(track: TrackView, { name, index, kind }: Selected, edited: EditedSteps): string {
  const steps = edited[name]!;
  const title = EVENT_KINDS.find(([each]) => each === kind)![1].toLowerCase();
  const moment = secondOf(track, steps[index]![kind]).toFixed(2);
  return `${TRACK_TITLES[name]}, step ${index + 1} of ${steps.length}: ${title} at ${moment} s`;
}

/** Where the excerpts are, or the first contact that the lower back tells, or the start of the walk. */
function firstWindow(tracks: readonly TrackView[], walk: Window): Window {
  const [fromS = walk.fromS] = tracks.flatMap((track) => {
    const first = track.excerpt?.start ?? track.contacts[0];
    return first === undefined ? [] : [secondOf(track, first)];
  });
  const widthS = innerWidth < NARROW_PX ? FIRST_WINDOW_S.narrow : FIRST_WINDOW_S.wide;
  return within({ fromS, toS: fromS + widthS }, walk);
}
