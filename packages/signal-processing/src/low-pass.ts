/**
 * Second-order Butterworth low-pass, run forward and backward: no delay, fourth order in all, −3 dB where one pass has
 * −1.5 dB (the cut-off is corrected for the two passes, Winter 2009, Biomechanics and Motor Control of Human Movement, 3.4.4).
 * The ends are continued by point reflection so that no step arises there.
 *
 * @param cutOffHz - Below half of `rateHz`; at or above it the signal is returned as a copy.
 */
export function lowPass(signal: Float64Array, rateHz: number, cutOffHz: number): Float64Array {
  if (cutOffHz >= rateHz / 2 || signal.length < 2) return signal.slice();
  const { b0, b1, b2, a1, a2 } = butterworth(rateHz, Math.min(cutOffHz * TWO_PASSES, rateHz * 0.49));
  const padding = Math.min(signal.length - 1, Math.ceil((3 * rateHz) / cutOffHz));
  const wide = reflected(signal, padding);
  pass(wide, 1);
  pass(wide, -1);
  return wide.slice(padding, padding + signal.length);

  function pass(values: Float64Array, direction: 1 | -1): void {
    let at = direction === 1 ? 0 : values.length - 1;
    let [x1, x2, y1, y2] = [values[at]!, values[at]!, values[at]!, values[at]!];
    for (let count = 0; count < values.length; count++, at += direction) {
      const x = values[at]!;
      const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      values[at] = y;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
    }
  }
}

/** (√2 − 1)^(−1/4): what a cut-off must be raised by when a second-order filter runs twice. */
const TWO_PASSES = (Math.SQRT2 - 1) ** -0.25;

function butterworth(rateHz: number, cutOffHz: number) {
  const k = Math.tan((Math.PI * cutOffHz) / rateHz);
  const scale = 1 / (1 + Math.SQRT2 * k + k * k);
  const b0 = k * k * scale;
  return { b0, b1: 2 * b0, b2: b0, a1: 2 * (k * k - 1) * scale, a2: (1 - Math.SQRT2 * k + k * k) * scale };
}

/** The signal with both ends continued by turning it about its end points. */
function reflected(signal: Float64Array, padding: number): Float64Array {
  const length = signal.length;
  const wide = new Float64Array(length + 2 * padding);
  wide.set(signal, padding);
  for (let away = 1; away <= padding; away++) {
    wide[padding - away] = 2 * signal[0]! - signal[away]!;
    wide[padding + length - 1 + away] = 2 * signal[length - 1]! - signal[length - 1 - away]!;
  }
  return wide;
}
