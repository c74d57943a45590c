import fc from "fast-check";
import type { DevicePrescription, FootMeasures } from "../src/index.ts";
import { DEVICE_LENGTHS, ELEMENTS, guardDevice, usualDevice } from "../src/index.ts";

/** Feet of adults, small to large, flat to high. */
export const anyFoot: fc.Arbitrary<FootMeasures> = fc
  .record({
    lengthMm: fc.integer({ min: 215, max: 305 }),
    ball: fc.double({ min: 0.36, max: 0.42, noNaN: true }),
    heel: fc.double({ min: 0.23, max: 0.28, noNaN: true }),
    archHeightMm: fc.integer({ min: 3, max: 28 }),
  })
  .map(({ lengthMm, ball, heel, archHeightMm }) => ({
    lengthMm,
    ballWidthMm: Math.round(lengthMm * ball),
    heelWidthMm: Math.round(lengthMm * heel),
    archHeightMm,
  }));

const within = (name: keyof typeof ELEMENTS, step: number, from: number = ELEMENTS[name].from) =>
  fc.integer({ min: Math.ceil(from / step), max: Math.floor(ELEMENTS[name].to / step) }).map((nth) => nth * step);
/** Most devices have none of it. */
const seldom = (value: fc.Arbitrary<number>) => fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, value);

/** Any device that the guard rules let pass, with a shell of 2.5 mm or more. */
export const anyDevice: fc.Arbitrary<DevicePrescription> = fc
  .record({
    shellThicknessMm: within("shellThicknessMm", 0.1, 2.5),
    heelCupMm: within("heelCupMm", 1),
    rearfootPostDeg: within("rearfootPostDeg", 1),
    forefootPostDeg: seldom(within("forefootPostDeg", 1)),
    inversionDeg: seldom(within("inversionDeg", 1)),
    medialSkiveMm: seldom(within("medialSkiveMm", 1)),
    lateralSkiveMm: seldom(within("lateralSkiveMm", 1)),
    archFillMm: within("archFillMm", 0.8),
    medialFlangeMm: seldom(within("medialFlangeMm", 1)),
    lateralFlangeMm: seldom(within("lateralFlangeMm", 1)),
    mortonsExtensionMm: seldom(within("mortonsExtensionMm", 0.5)),
    reverseMortonsExtensionMm: seldom(within("reverseMortonsExtensionMm", 0.5)),
    metatarsalDomeMm: seldom(within("metatarsalDomeMm", 1)),
    heelLiftMm: seldom(within("heelLiftMm", 0.5)),
    length: fc.constantFrom(...DEVICE_LENGTHS),
    hasRearfootPost: fc.boolean(),
    hasFirstRayCutout: fc.boolean(),
  })
  .map((device): DevicePrescription => ({ ...usualDevice(null), ...device }))
  .filter((device) => guardDevice(device, { bodyWeightKg: null, reason: [] }).every(({ action }) => action === "warn"));
