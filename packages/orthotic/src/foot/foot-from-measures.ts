import type { Side } from "@plumbline/clinical-model";
import type { FootMeasures } from "../prescription/prescription.ts";
import type { FootShape, HeightField } from "./foot-shape.ts";
import { curveThrough } from "./curve.ts";
import { outlineBetween } from "./outline-between.ts";
import type { Edge } from "./outline-between.ts";
import { smoothStep } from "./smooth-step.ts";

/**
 * Where the inner and the outer edge of a sole run: place along the foot (part of its length), and distance from the line
 * through the middle of the heel (part of the heel's width up to the arch, of the ball's beyond). Drawn to look like a
 * foot; checked against the outlines of the scans in the tests. A guess.
 */
const INNER_EDGE = [
  [0.14, "heel", 0.5],
  [0.28, "heel", 0.48],
  [0.42, "heel", 0.47],
  [0.56, "ball", 0.42],
  [0.7, "ball", 0.5],
  [0.8, "ball", 0.48],
  [0.9, "ball", 0.38],
  [0.97, "ball", 0.22],
] as const;
const OUTER_EDGE = [
  [0.14, "heel", -0.5],
  [0.28, "heel", -0.52],
  [0.42, "heel", -0.58],
  [0.52, "ball", -0.46],
  [0.62, "ball", -0.5],
  [0.74, "ball", -0.46],
  [0.86, "ball", -0.33],
  [0.95, "ball", -0.14],
] as const;

/** Places along the foot, parts of its length: the heads of the first and fifth metatarsal, the arch's ends and top. */
export const PLACES = { head1: 0.7, head5: 0.62, archFrom: 0.16, archApex: 0.42, archTo: 0.67 } as const;

const STEP_MM = 2;
/** The sole curves up over so many millimeters at its edge, by so many: soft tissue (a guess). */
const EDGE_MM = 8;
const EDGE_RISE_MM = 4;

/** A foot from four measures alone: its size and its arch are the person's, all else is that of an average foot. */
export function footFromMeasures(side: Side, measures: FootMeasures): FootShape {
  const { lengthMm, ballWidthMm, heelWidthMm, archHeightMm } = measures;
  const inner = edgeOf(INNER_EDGE, measures);
  const outer = edgeOf(OUTER_EDGE, measures);
  const heightAt = (x: number, y: number): number => {
    const [left, right] = [outer(y), inner(y)];
    const arch = archHeightMm * archAlong(y / lengthMm) * smoothStep((x - left) / (right - left), 0.3, 0.95);
    const fromEdge = Math.min(x - left, right - x, y, lengthMm - y);
    const edge = EDGE_RISE_MM * Math.max(0, 1 - Math.max(0, fromEdge) / EDGE_MM) ** 2;
    return arch + edge;
  };
  const at = (x: number, y: number) => [x, y, heightAt(x, y)] as const;
  return {
    side,
    source: "measures",
    lengthMm,
    ballWidthMm,
    heelWidthMm,
    archHeightMm,
    landmarks: {
      heel: at(0, 0),
      toeTip: at((inner(lengthMm * 0.99) + outer(lengthMm * 0.99)) / 2, lengthMm),
      metatarsalHead1: at(inner(PLACES.head1 * lengthMm), PLACES.head1 * lengthMm),
      metatarsalHead5: at(outer(PLACES.head5 * lengthMm), PLACES.head5 * lengthMm),
      archApex: at(inner(PLACES.archApex * lengthMm) * 0.8, PLACES.archApex * lengthMm),
    },
    outline: outlineBetween(inner, outer, lengthMm),
    plantar: fieldOf(heightAt, measures),
  };
}

/** 0 at the heel and the ball, 1 at the top of the arch; rises and falls like half a wave on either side. */
export function archAlong(part: number): number {
  const { archFrom, archApex, archTo } = PLACES;
  if (part <= archFrom || part >= archTo) return 0;
  const within = part < archApex ? (part - archFrom) / (archApex - archFrom) : (archTo - part) / (archTo - archApex);
  return 0.5 - 0.5 * Math.cos(Math.PI * within);
}

function edgeOf(
  places: readonly (readonly [number, "heel" | "ball", number])[],
  { lengthMm, ballWidthMm, heelWidthMm }: FootMeasures,
): Edge {
  const points = places.map(
    ([along, of, part]) => [along * lengthMm, part * (of === "heel" ? heelWidthMm : ballWidthMm)] as const,
  );
  const curve = curveThrough(points);
  const [first] = points;
  const last = points.at(-1)!;
  return (y) => {
    // Round at the back of the heel and at the tips of the toes.
    if (y < first![0]) return first![1] * Math.sqrt(Math.max(0, 1 - ((first![0] - y) / first![0]) ** 2));
    if (y > last[0]) return last[1] * Math.sqrt(Math.max(0, 1 - ((y - last[0]) / (lengthMm - last[0])) ** 2));
    return curve(y);
  };
}

function fieldOf(heightAt: (x: number, y: number) => number, measures: FootMeasures): HeightField {
  const half = Math.max(measures.ballWidthMm, measures.heelWidthMm) / 2 + 20;
  const columns = Math.ceil((2 * half) / STEP_MM) + 1;
  const rows = Math.ceil((measures.lengthMm + 40) / STEP_MM) + 1;
  const z = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      z[row * columns + column] = heightAt(column * STEP_MM - half, row * STEP_MM - 20);
    }
  }
  return { x0: -half, y0: -20, stepMm: STEP_MM, columns, rows, z };
}
