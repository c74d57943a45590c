/** 0 up to `from`, 1 from `to` on, smooth between (cubic). */
export function smoothStep(value: number, from: number, to: number): number {
  const part = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return part * part * (3 - 2 * part);
}
