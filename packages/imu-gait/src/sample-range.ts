/** Samples `[start, end)`, counted from the first element of the signal. */
export interface SampleRange {
  readonly start: number;
  readonly end: number;
}
