/**
 * A result without the last bits' noise: 291.1, not 291.09999999999997. Ten digits are four more than any device gives.
 * For values that leave the package only.
 */
export function tidy(value: number): number {
  return Number(value.toPrecision(10));
}
