import type { Axes } from "@plumbline/signal-processing";
import type { MotionSignal, Placement } from "../src/motion-signal.ts";

/** A made-up signal of one sensor, about which everything is told; in rad/s and, gravity in, m/s². */
export function drawnSignal(
  placement: Placement,
  samplingRateHz: number,
  angularRateRadS: Axes,
  accelerationMps2: Axes | null,
): MotionSignal {
  const told = { from: "caller", because: "drawn" } as const;
  return {
    file: "drawn.csv",
    format: "mapped CSV",
    device: null,
    samplingRateHz,
    samples: angularRateRadS[0].length,
    firstSample: 0,
    angularRateRadS,
    accelerationMps2,
    gaps: [],
    placement: { value: placement, ...told },
    units: {
      acceleration: { value: "m/s2", ...told },
      angularRate: { value: "rad/s", ...told },
      gravity: { value: "present", ...told },
    },
    notes: [],
  };
}
