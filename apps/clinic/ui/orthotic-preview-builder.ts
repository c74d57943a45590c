import type { PreviewAnswer, PreviewJob } from "./orthotic-preview-worker.ts";

/** Coarse enough to follow a slider, fine enough to judge a shape. */
const COARSE_MM = 4;
const FINE_MM = 1;
/** The fine device is built once nothing has changed for so long. */
const SETTLED_MS = 350;

export type PreviewWish = Omit<PreviewJob, "id" | "resolutionMm">;

/**
 * Builds what was asked for last: at once coarsely, then finely. Each in a thread of its own, so that the next movement of a
 * slider does not wait for a fine device that nobody wants to see any more.
 */
export class OrthoticPreviewBuilder {
  readonly #coarse: LatestOnly;
  readonly #fine: LatestOnly;
  #newest = 0;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(onAnswer: (answer: PreviewAnswer, isFine: boolean) => void) {
    let fineShown = 0;
    this.#coarse = new LatestOnly((answer) => {
      if (answer.id > fineShown) onAnswer(answer, false);
    });
    this.#fine = new LatestOnly((answer) => {
      if (answer.id !== this.#newest) return;
      fineShown = answer.id;
      onAnswer(answer, true);
    });
  }

  build(wish: PreviewWish): void {
    const id = ++this.#newest;
    this.#coarse.ask({ ...wish, id, resolutionMm: COARSE_MM });
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#fine.ask({ ...wish, id, resolutionMm: FINE_MM }), SETTLED_MS);
  }

  dispose(): void {
    clearTimeout(this.#settling);
    this.#coarse.dispose();
    this.#fine.dispose();
  }
}

/** One thread that works on one job at a time; of those that wait only the newest is kept. */
class LatestOnly {
  readonly #worker = new Worker(new URL("./orthotic-preview-worker.ts", import.meta.url), { type: "module" });
  #isBusy = false;
  #asked = 0;
  #next: PreviewJob | null = null;

  constructor(onAnswer: (answer: PreviewAnswer) => void) {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<PreviewAnswer>) => {
      this.#isBusy = false;
      if (this.#next !== null) this.ask(this.#next);
      onAnswer(data);
    });
    // Its script or its kernel did not arrive: it will answer nothing.
    this.#worker.addEventListener("error", () => {
      onAnswer({ id: this.#asked, refusal: "The 3D view could not be loaded. Ordering works without it." });
    });
  }

  ask(job: PreviewJob): void {
    if (this.#isBusy) {
      this.#next = job;
      return;
    }
    this.#next = null;
    this.#isBusy = true;
    this.#asked = job.id;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    this.#worker.postMessage(job);
  }

  dispose(): void {
    this.#worker.terminate();
  }
}
