/**
 * Computes the weights in `packages/imu-gait/src/step-edge-weights.ts` anew from the gait-data set. How well they do on
 * people they were not computed from is part of `npm run validate:gait`.
 * Usage: `PLUMBLINE_DATA=FOLDER node scripts/validate-gait/fit-step-edges.ts`.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { readMarkedFeet } from "./gait-data-trials.ts";
import { fitStepEdges } from "./step-edge-fit.ts";

const OUTPUT = fileURLToPath(new URL("../../packages/imu-gait/src/step-edge-weights.ts", import.meta.url));

const data = process.env.PLUMBLINE_DATA;
if (data === undefined) {
  console.error("Set PLUMBLINE_DATA to the folder that holds gait/gait-data.");
  process.exit(1);
}
const feet = readMarkedFeet(data);
const weights = {
  withAcceleration: fitStepEdges(feet, true).weights,
  withoutAcceleration: fitStepEdges(feet, false).weights,
};
const source = `/** Written by \`scripts/validate-gait/fit-step-edges.ts\`; not edited by hand. */
export const STEP_EDGE_WEIGHTS = ${JSON.stringify(weights)};`;
writeFileSync(OUTPUT, await format(source, { ...(await resolveConfig(OUTPUT)), filepath: OUTPUT }));
