/** One of the unit, in kPa. Exact by definition, but for mmHg (NIST SP 811). */
const KPA_OF: Readonly<Record<string, number>> = {
  kpa: 1,
  pa: 0.001,
  mpa: 1000,
  psi: 6.894757293168361,
  mmhg: 0.133322387415,
  "n/cm2": 10,
  "n/cm^2": 10,
  "n/cm²": 10,
  "n/mm2": 1000,
  "kg/cm2": 98.0665,
  "kgf/cm2": 98.0665,
  "g/cm2": 0.0980665,
  bar: 100,
  mbar: 0.1,
};

/** @returns Null when the unit is not known. */
export function kpaPerUnit(unit: string): number | null {
  return KPA_OF[unit.trim().toLowerCase()] ?? null;
}

/** @returns Millimeters in one of the unit; null when it is not known. */
export function mmPerUnit(unit: string): number | null {
  return MM_OF[unit.trim().toLowerCase()] ?? null;
}

const MM_OF: Readonly<Record<string, number>> = {
  mm: 1,
  millimeters: 1,
  millimetres: 1,
  cm: 10,
  centimeters: 10,
  centimetres: 10,
  m: 1000,
  meters: 1000,
  in: 25.4,
  inch: 25.4,
  inches: 25.4,
};
