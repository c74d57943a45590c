import type { CrossSection, ManifoldToplevel } from "manifold-3d";
import type { FootShape } from "../foot/foot-shape.ts";
import type { DevicePrescription } from "../prescription/prescription.ts";
import { firstRayFrom, LAYOUT, trimAt } from "./device-surface.ts";
import { offsetOutline } from "./plan-outline.ts";
import type { Outline } from "./plan-outline.ts";

/** Corners of the outline are rounded to this radius: none is left that could cut. */
const CORNER_MM = 3;
/** Beyond any foot. */
const FAR_MM = 400;

/**
 * The outline of a device in plan: the foot's with the rim around it, cut off where the shell ends, with what lies under
 * the toes added and a cut-out for the first ray taken away.
 *
 * @returns A cross-section of the kernel; the caller deletes it.
 */
export function deviceOutline(
  { CrossSection: Section }: ManifoldToplevel,
  foot: FootShape,
  device: DevicePrescription,
  rimWidth: (y: number) => number,
): CrossSection {
  const used: CrossSection[] = [];
  const keep = (section: CrossSection): CrossSection => {
    used.push(section);
    return section;
  };
  try {
    const whole = keep(Section.ofPolygons([pairs(offsetOutline(foot.outline, (_, y) => rimWidth(y)))]));
    const shell = region(Section, foot, LAYOUT.trimOuter, LAYOUT.trimInner, keep);
    const sulcus = region(Section, foot, LAYOUT.sulcusOuter, LAYOUT.sulcusInner, keep);
    const first = firstRayFrom(foot);
    const underFirst = keep(box(Section, first, 0, FAR_MM, foot.lengthMm * 0.95));
    const underOthers = keep(box(Section, -FAR_MM, 0, first, FAR_MM));
    let covered = device.length === "full" ? whole : device.length === "sulcus" ? sulcus : shell;
    if (device.mortonsExtensionMm > 0) covered = keep(covered.add(underFirst));
    if (device.reverseMortonsExtensionMm > 0) {
      covered = keep(covered.add(keep(underOthers.intersect(sulcus))));
    }
    let outline = keep(whole.intersect(covered));
    if (device.hasFirstRayCutout) {
      const cut = keep(box(Section, first, foot.lengthMm * 0.54, FAR_MM, FAR_MM));
      outline = keep(outline.subtract(cut));
    }
    // Shrunk and grown again, corners that stand out are round; grown and shrunk, those that stand in.
    const opened = keep(keep(outline.offset(-CORNER_MM, "Round", 2, 48)).offset(2 * CORNER_MM, "Round", 2, 48));
    return opened.offset(-CORNER_MM, "Round", 2, 48);
  } finally {
    for (const section of new Set(used)) section.delete();
  }
}

function region(
  Section: ManifoldToplevel["CrossSection"],
  foot: FootShape,
  outer: number,
  inner: number,
  keep: (section: CrossSection) => CrossSection,
): CrossSection {
  const line: [number, number][] = [];
  for (let x = -100; x <= 100; x += 2) line.push([x, trimAt(foot, x, outer, inner)]);
  return keep(Section.ofPolygons([[[-100, -FAR_MM], [100, -FAR_MM], ...line.toReversed()]]));
}

function box(
  Section: ManifoldToplevel["CrossSection"],
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
): CrossSection {
  return Section.ofPolygons([
    [
      [fromX, fromY],
      [toX, fromY],
      [toX, toY],
      [fromX, toY],
    ],
  ]);
}

function pairs(outline: Outline): [number, number][] {
  return Array.from({ length: outline.length / 2 }, (_, at) => [outline[at * 2]!, outline[at * 2 + 1]!]);
}
