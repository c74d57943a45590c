import { useEffect, useRef, useState } from "react";
import type { FootView } from "./foot-view.ts";

/** A step lasts under a second: too fast to see. */
const SLOWER = 4;
/** Where the file does not tell how long a frame lasts. */
const USUAL_RATE_HZ = 50;

export interface FramePlayer {
  /** Counted from 0; null shows the highest pressures of all frames. */
  readonly frame: number | null;
  /** Null until they are fetched. */
  readonly frames: Uint16Array | null;
  readonly isPlaying: boolean;
  readonly hasFailed: boolean;
  show(frame: number): void;
  showPeaks(): void;
  /** Starts and stops. */
  toggle(): void;
}

/**
 * Steps through the frames of a view. Their pressures are fetched when the first one is asked for, and not before. Plays
 * over and over, but once for those who want little motion.
 */
export function useFramePlayer({ framesAddress, startFrame, endFrame, samplingRateHz }: FootView): FramePlayer {
  const [frame, setFrame] = useState<number | null>(null);
  const [frames, setFrames] = useState<Uint16Array | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const isFetching = useRef(false);
  const count = endFrame - startFrame;

  function fetchOnce() {
    if (frames !== null || isFetching.current) return;
    isFetching.current = true;
    setFailed(false);
    fetchFrames(framesAddress)
      .then(setFrames, () => {
        setFailed(true);
        setPlaying(false);
      })
      .finally(() => (isFetching.current = false));
  }

  useEffect(() => {
    if (!isPlaying || frames === null) return;
    const isCalm = globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const timer = setInterval(
      () => {
        setFrame((now) => {
          const next = now === null ? 0 : now + 1;
          if (next < count) return next;
          if (!isCalm) return 0;
          setPlaying(false);
          return now;
        });
      },
      (1000 * SLOWER) / (samplingRateHz ?? USUAL_RATE_HZ),
    );
    return () => clearInterval(timer);
  }, [isPlaying, frames, count, samplingRateHz]);

  return {
    frame,
    frames,
    isPlaying,
    hasFailed,
    show(next) {
      fetchOnce();
      setPlaying(false);
      setFrame(next);
    },
    showPeaks() {
      setPlaying(false);
      setFrame(null);
    },
    toggle() {
      fetchOnce();
      if (!isPlaying && frame === count - 1) setFrame(0);
      setPlaying(!isPlaying);
    },
  };
}

async function fetchFrames(address: string): Promise<Uint16Array> {
  const answer = await fetch(address);
  // Whoever is signed out meanwhile is led to a page, which is no frames.
  const isFrames = answer.headers.get("Content-Type") === "application/octet-stream";
  if (!answer.ok || !isFrames) throw new Error(`The frames were refused: ${answer.status}.`);
  const bytes = new DataView(await answer.arrayBuffer());
  return Uint16Array.from({ length: bytes.byteLength / 2 }, (_, at) => bytes.getUint16(at * 2, true));
}
