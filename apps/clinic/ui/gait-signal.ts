import { useEffect, useState } from "react";
import type uPlot from "uplot";
import type { TrackView } from "./gait-view.ts";

/** What the moving picture of a walk needs and the still one does not: the drawing library and every sample. */
export interface GaitSignal {
  readonly Chart: typeof uPlot;
  /** One line for each track, in their order. */
  readonly values: readonly Float32Array[];
}

/** Fetches both once, when scripts run. Until then, and where it fails, the still pictures are there. */
export function useGaitSignal(tracks: readonly TrackView[]): {
  readonly signal: GaitSignal | null;
  readonly hasFailed: boolean;
} {
  const [signal, setSignal] = useState<GaitSignal | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const addresses = tracks.map(({ address }) => address).join(" ");
  useEffect(() => {
    const leaving = new AbortController();
    const fetched = addresses.split(" ").map((address) => fetchLine(address, leaving.signal));
    Promise.all([import("uplot"), ...fetched]).then(
      ([{ default: Chart }, ...values]) => setSignal({ Chart, values }),
      () => {
        if (!leaving.signal.aborted) setFailed(true);
      },
    );
    return () => leaving.abort();
  }, [addresses]);
  return { signal, hasFailed };
}

async function fetchLine(address: string, signal: AbortSignal): Promise<Float32Array> {
  const answer = await fetch(address, { signal });
  // Whoever is signed out meanwhile is led to a page, which is no signal.
  const isSignal = answer.headers.get("Content-Type") === "application/octet-stream";
  if (!answer.ok || !isSignal) throw new Error(`The signal was refused: ${answer.status}.`);
  return new Float32Array(await answer.arrayBuffer());
}
