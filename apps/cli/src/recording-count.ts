import type { Problem } from "@plumbline/clinical-model";

/** How the files of a call fared. */
export class RecordingCount {
  readonly #what: "recording" | "walk";
  #read = 0;
  #passedOver = 0;
  readonly #refused = new Map<string, number>();

  constructor(what: "recording" | "walk" = "recording") {
    this.#what = what;
  }

  addRead(): void {
    this.#read++;
  }

  addPassedOver(): void {
    this.#passedOver++;
  }

  /** Counts a file or a folder by the first of its problems. */
  addRefused([first]: readonly Problem[]): void {
    const code = first?.code ?? "unknown";
    this.#refused.set(code, (this.#refused.get(code) ?? 0) + 1);
  }

  get read(): number {
    return this.#read;
  }

  get refused(): number {
    return [...this.#refused.values()].reduce((sum, count) => sum + count, 0);
  }

  get done(): number {
    return this.#read + this.#passedOver + this.refused;
  }

  /** "12 recordings read, 2 refused (recording/no-frames 1, recording/truncated 1), 1 file passed over." */
  summary(): string {
    const codes = [...this.#refused]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, count]) => `${code} ${count}`);
    return `${[
      `${this.#read} ${this.#what}${this.#read === 1 ? "" : "s"} read`,
      `${this.refused} refused${codes.length === 0 ? "" : ` (${codes.join(", ")})`}`,
      `${this.#passedOver} ${this.#passedOver === 1 ? "file" : "files"} passed over`,
    ].join(", ")}.`;
  }
}
