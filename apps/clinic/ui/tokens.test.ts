import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const CSS = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const LIGHT = colorsOf(CSS.slice(0, CSS.indexOf("@media")));
const DARK = new Map([...LIGHT, ...colorsOf(CSS.slice(CSS.indexOf("@media")))]);

/** Text and the grounds it stands on somewhere in the pages. */
const TEXT_ON_GROUND: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ["ink", ["paper", "surface", "sunken", "primary-wash", "brass-wash", "danger-wash", "good-wash"]],
  ["ink-soft", ["paper", "surface", "sunken", "primary-wash", "brass-wash"]],
  ["primary", ["paper", "surface", "sunken", "primary-wash"]],
  ["primary-deep", ["paper", "surface", "primary-wash"]],
  ["brass", ["paper", "surface", "brass-wash"]],
  ["danger", ["paper", "surface", "danger-wash"]],
  ["good", ["paper", "surface", "good-wash"]],
  ["on-primary", ["primary", "primary-deep"]],
  ["on-danger", ["danger"]],
];

test.each([
  ["light", LIGHT],
  ["dark", DARK],
])("text stands out 4.5 to 1 from its ground, %s scheme", (_scheme, colors) => {
  const tooFaint = TEXT_ON_GROUND.flatMap(([text, grounds]) =>
    grounds
      .map((ground) => ({ text, ground, ratio: contrast(colorOf(colors, text), colorOf(colors, ground)) }))
      .filter(({ ratio }) => ratio < 4.5),
  );
  expect(tooFaint).toEqual([]);
});

test.each([
  ["light", LIGHT],
  ["dark", DARK],
])("the edge of a control and the focus ring stand out 3 to 1, %s scheme", (_scheme, colors) => {
  for (const edge of ["control", "focus"]) {
    for (const ground of ["paper", "surface"]) {
      expect(contrast(colorOf(colors, edge), colorOf(colors, ground)), `${edge} on ${ground}`).toBeGreaterThanOrEqual(
        3,
      );
    }
  }
});

function colorsOf(css: string): Map<string, string> {
  return new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map((match) => [match[1]!, match[2]!]));
}

function colorOf(colors: ReadonlyMap<string, string>, name: string): string {
  const color = colors.get(name);
  if (color === undefined) throw new Error(`tokens.css has no color --${name}.`);
  return color;
}

/** WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(a: string, b: string): number {
  const [bright, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
