/** Frames as they are read, kept in blocks so that a long recording never has to be copied while it grows. */
export class FrameStore {
  readonly #sensors: number;
  readonly #framesPerBlock: number;
  readonly #blocks: Float32Array[] = [];
  #frames = 0;

  constructor(sensors: number) {
    this.#sensors = sensors;
    this.#framesPerBlock = Math.max(1, Math.floor(VALUES_PER_BLOCK / Math.max(1, sensors)));
  }

  get frames(): number {
    return this.#frames;
  }

  /** A new frame of zeros, to be filled in place before the next one is asked for. */
  next(): Float32Array {
    const place = this.#frames % this.#framesPerBlock;
    if (place === 0) this.#blocks.push(new Float32Array(this.#framesPerBlock * this.#sensors));
    this.#frames++;
    return this.#blocks.at(-1)!.subarray(place * this.#sensors, (place + 1) * this.#sensors);
  }

  /** The frame that was filled last. There must be one. */
  last(): Float32Array {
    const place = (this.#frames - 1) % this.#framesPerBlock;
    return this.#blocks.at(-1)!.subarray(place * this.#sensors, (place + 1) * this.#sensors);
  }

  /** Takes the last frame back: it was not read to its end. */
  drop(): void {
    this.#frames--;
    if (this.#frames % this.#framesPerBlock === 0) this.#blocks.pop();
    else this.#blocks.at(-1)!.fill(0, (this.#frames % this.#framesPerBlock) * this.#sensors);
  }

  /** All frames in one array, `frames × sensors`. Lets go of each block once it is copied; call it once. */
  join(): Float32Array {
    const all = new Float32Array(this.#frames * this.#sensors);
    for (let start = 0; this.#blocks.length > 0;) {
      const block = this.#blocks.shift()!;
      const length = Math.min(block.length, all.length - start);
      all.set(block.subarray(0, length), start);
      start += length;
    }
    return all;
  }
}

/** 1 MB. */
const VALUES_PER_BLOCK = 2 ** 18;
