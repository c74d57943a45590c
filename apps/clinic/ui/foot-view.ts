import type { Side } from "@plumbline/clinical-model";
import type { RegionCurves } from "@plumbline/plantar-pressure";
import type { InsolePrint } from "./heat-map-insole.tsx";
import type { HeatMapPrint } from "./heat-map.tsx";

export type FootPicture =
  { readonly kind: "grid"; readonly print: HeatMapPrint } | { readonly kind: "insole"; readonly print: InsolePrint };

interface PlaceMm {
  readonly xMm: number;
  readonly yMm: number;
}

/** One foot of a recording, over the frames `[startFrame, endFrame)` that can be stepped through. */
export interface FootView {
  readonly recordingId: string;
  readonly fileName: string;
  readonly side: Side | null;
  /** The highest pressures of the whole recording; null where they cannot be drawn. */
  readonly picture: FootPicture | null;
  /** Where the pressures of the frames are: 16-bit tenths of a kilopascal, frame after frame. */
  readonly framesAddress: string;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly isWholeRecording: boolean;
  /** Null when the file does not tell; then moments are told as frames alone. */
  readonly samplingRateHz: number | null;
  /** Center of pressure of each frame in the axes of the picture; null while nothing touches. */
  readonly center: readonly (PlaceMm | null)[];
  /** One value a frame; null where there are no newtons. */
  readonly forceN: readonly number[] | null;
  readonly regions: RegionCurves | null;
}

/** The picture with the pressures of one frame in place of the highest ones. */
export function pictureAt(picture: FootPicture, frames: Uint16Array, frame: number): FootPicture {
  if (picture.kind === "grid") {
    const cells = picture.print.peakKpa.length;
    const peakKpa = Array.from(frames.subarray(frame * cells, (frame + 1) * cells), (tenths) => tenths / 10);
    return { kind: "grid", print: { ...picture.print, peakKpa } };
  }
  const count = picture.print.sensors.length;
  const sensors = picture.print.sensors.map((sensor, at) => ({
    ...sensor,
    peakKpa: (frames[frame * count + at] ?? 0) / 10,
  }));
  return { kind: "insole", print: { ...picture.print, sensors } };
}

/** A moment of the view in words: "0.24 s, frame 25 of 80". Frames are counted from 1, time from the first that is shown. */
export function momentText({ samplingRateHz, startFrame, endFrame }: FootView, frame: number): string {
  const place = `frame ${frame + 1} of ${endFrame - startFrame}`;
  return samplingRateHz === null ? place : `${(frame / samplingRateHz).toFixed(2)} s, ${place}`;
}
