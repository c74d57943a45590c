import { useId } from "react";
import type { ReactNode } from "react";
import type { Side } from "@plumbline/clinical-model";
import { useHasScript } from "./has-script.ts";
import { FootPictureOf } from "./foot-picture.tsx";
import { ForceCurves } from "./force-curves.tsx";
import { momentText, pictureAt } from "./foot-view.ts";
import type { FootPicture, FootView } from "./foot-view.ts";
import { useFramePlayer } from "./frame-player.ts";
import type { FramePlayer } from "./frame-player.ts";
import { MaskEditor } from "./heat-map-masks.tsx";
import type { Moment } from "./heat-map.tsx";

type Borders = Omit<Parameters<typeof MaskEditor>[0], "print" | "peakKpa" | "side" | "moment" | "children">;

/**
 * One foot to look at: the picture, a slider through the frames, and the force over time with the moment marked in both.
 * Without script, and before the slider is used, it is the picture of the highest pressures.
 */
export function FootViewer(props: {
  readonly view: FootView;
  readonly title: ReactNode;
  /** Why there is no picture. */
  readonly missing: string;
  /** Alone, the curves stand beside the picture. */
  readonly isAlone: boolean;
  /** Largest force of all feet beside each other: their curves share a scale. */
  readonly mostN: number;
  /** The borders of a plate's own print can be moved; null where there are none to move. */
  readonly borders: Borders | null;
}) {
  const { view, title, missing, isAlone, mostN, borders } = props;
  const player = useFramePlayer(view);
  const { frame, frames } = player;
  if (view.picture === null) {
    return (
      <section className="foot-viewer">
        <h3>{title}</h3>
        <p className="notice caution">{missing}</p>
        <ForceCurves view={view} frame={null} mostN={mostN} />
      </section>
    );
  }
  const shown = frame !== null && frames !== null ? frame : null;
  const picture = shown === null ? view.picture : pictureAt(view.picture, frames!, shown);
  const moment = shown === null ? null : { text: momentText(view, shown), center: view.center[shown] ?? null };
  const below = (
    <>
      <FrameControls view={view} player={player} />
      <ForceCurves view={view} frame={frame} mostN={mostN} />
      {!view.isWholeRecording && (
        <p className="small soft">
          Shown are frames {view.startFrame + 1} to {view.endFrame} of the recording.
        </p>
      )}
    </>
  );
  const drawing = (children: ReactNode): ReactNode => (
    <Drawing picture={picture} peaks={view.picture!} moment={moment} side={view.side} borders={borders}>
      {children}
    </Drawing>
  );
  return (
    <section className="foot-viewer">
      <h3>{title}</h3>
      {isAlone ? (
        <div className="two-columns even">
          <div>{drawing(null)}</div>
          <div>{below}</div>
        </div>
      ) : (
        drawing(below)
      )}
    </section>
  );
}

function Drawing(props: {
  readonly picture: FootPicture;
  readonly peaks: FootPicture;
  readonly moment: Moment | null;
  readonly side: Side | null;
  readonly borders: Borders | null;
  /** What stands right below the picture. */
  readonly children: ReactNode;
}) {
  const { picture, peaks, moment, side, borders, children } = props;
  if (picture.kind === "insole" || peaks.kind === "insole" || borders === null) {
    return (
      <>
        <FootPictureOf picture={picture} side={side} moment={moment} />
        {children}
      </>
    );
  }
  return (
    <MaskEditor
      key={JSON.stringify(borders.saved)}
      print={picture.print}
      peakKpa={peaks.print.peakKpa}
      side={side}
      moment={moment}
      {...borders}
    >
      {children}
    </MaskEditor>
  );
}

function FrameControls({ view, player }: { readonly view: FootView; readonly player: FramePlayer }) {
  const id = useId();
  const { frame, frames, isPlaying, hasFailed } = player;
  if (!useHasScript()) return null;
  const foot = view.side === null ? "the foot" : `the ${view.side} foot`;
  const force = frame === null ? undefined : view.forceN?.[frame];
  const value =
    frame === null
      ? "highest pressures of all frames"
      : `${momentText(view, frame)}${force === undefined ? "" : `, ${Math.round(force)} N`}`;
  return (
    <div className="frame-controls no-print">
      <label htmlFor={id}>Frame of {foot}</label>
      <input
        id={id}
        type="range"
        min={1}
        max={view.endFrame - view.startFrame}
        step={1}
        value={(frame ?? 0) + 1}
        aria-valuetext={value}
        onChange={(event) => player.show(event.target.valueAsNumber - 1)}
      />
      <p className="frame-value">{value}</p>
      <div className="button-row">
        <button type="button" className="button small" onClick={player.toggle}>
          {isPlaying ? "Pause" : "Play"}
          <span className="visually-hidden"> {foot}</span>
        </button>
        <button type="button" className="button quiet small" aria-pressed={frame === null} onClick={player.showPeaks}>
          Highest pressures<span className="visually-hidden"> of {foot}</span>
        </button>
      </div>
      <p className="small soft">Plays at a quarter of the speed. Arrow keys on the slider step frame by frame.</p>
      <output className="small">
        {hasFailed
          ? "The frames could not be fetched. Check the connection, then move the slider again."
          : frame !== null && frames === null
            ? "Fetching the frames…"
            : ""}
      </output>
    </div>
  );
}
