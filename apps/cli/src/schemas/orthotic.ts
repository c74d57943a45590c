import { SIDES } from "@plumbline/clinical-model";
import { DEVICE_LENGTHS, ELEMENTS } from "@plumbline/orthotic";
import { z } from "zod";

const elements = Object.fromEntries(
  Object.entries(ELEMENTS).map(([name, { name: words, unit, from, to }]) => [
    name,
    z.number().min(from).max(to).describe(`${words}, ${unit}`),
  ]),
);

/** The output of `plumbline orthotic RX.json --json`. */
export const orthoticSchema = z.strictObject({
  schemaVersion: z.literal(1),
  side: z.enum(SIDES),
  foot: z.strictObject({
    source: z.enum(["scan", "pressure", "measures"]),
    lengthMm: z.number(),
    ballWidthMm: z.number(),
    heelWidthMm: z.number(),
    archHeightMm: z.number(),
  }),
  device: z.strictObject({
    ...elements,
    length: z.enum(DEVICE_LENGTHS),
    hasRearfootPost: z.boolean(),
    hasFirstRayCutout: z.boolean(),
  }),
  warnings: z
    .array(
      z.strictObject({
        id: z.string(),
        element: z.string(),
        message: z.string(),
        hint: z.string(),
        source: z.string(),
      }),
    )
    .describe("What a clinician should know before it is made"),
  report: z.strictObject({
    isSound: z.boolean().describe("One solid, and every check met"),
    mesh: z.strictObject({
      vertices: z.number().int(),
      triangles: z.number().int(),
      openEdges: z.number().int(),
      badEdges: z.number().int(),
      pieces: z.number().int(),
      genus: z.number().int().nullable(),
      degenerate: z.number().int(),
      crossings: z.number().int(),
      volume: z.number().describe("mm³"),
    }),
    checks: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        unit: z.string(),
        ordered: z.number().nullable(),
        measured: z.number(),
        allowed: z.tuple([z.number().nullable(), z.number().nullable()]).describe("From, to; null is no bound"),
        isMet: z.boolean(),
      }),
    ),
  }),
});
