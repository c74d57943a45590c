export { pick, seededRandom, shuffled } from "./random.ts";
export type { Random } from "./random.ts";
export { simulatedPatient } from "./simulated-patient.ts";
export type { SimulatedPatient } from "./simulated-patient.ts";
export type { ComplaintTruth, Truth } from "./truth.ts";
export { afterIntake, withAnswers } from "./with-answers.ts";
