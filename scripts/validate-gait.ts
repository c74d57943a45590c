/**
 * Holds the measures of gait against recordings with ground truth and writes `docs/validation-gait.md`.
 * Usage: `PLUMBLINE_DATA=FOLDER npm run validate:gait`; FOLDER holds `gait/`. Exits 1 when a bar is missed.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { backOfFeetLumbarSection } from "./validate-gait/back-of-feet-lumbar.ts";
import { feetLumbarSection } from "./validate-gait/feet-lumbar.ts";
import { footMocapSection } from "./validate-gait/foot-mocap.ts";
import { footViconSection } from "./validate-gait/foot-vicon.ts";
import { gaitDataSection } from "./validate-gait/gait-data.ts";
import { lumbarSection } from "./validate-gait/lumbar.ts";
import { isMet, table } from "./validate-gait/section.ts";
import type { Bar, Section } from "./validate-gait/section.ts";

const SECTIONS: readonly ((dataFolder: string) => Section)[] = [
  gaitDataSection,
  feetLumbarSection,
  footViconSection,
  footMocapSection,
  lumbarSection,
  backOfFeetLumbarSection,
];
const PAGE = fileURLToPath(new URL("../docs/validation-gait.md", import.meta.url));

const dataFolder = process.env.PLUMBLINE_DATA;
if (dataFolder === undefined || !existsSync(join(dataFolder, "gait"))) {
  console.error(
    "The recordings are not part of this repository: some may not be passed on. Set PLUMBLINE_DATA to a folder that holds gait/gait-data, gait/feet-lumbar, gait/foot-vicon, gait/foot-mocap and gait/lumbar.",
  );
  process.exit(1);
}

const sections = SECTIONS.map((measure) => {
  const section = measure(dataFolder);
  console.log(section.title);
  for (const bar of section.bars) console.log(`  ${isMet(bar) ? "met   " : "MISSED"} ${barText(bar)}`);
  return section;
});
writeFileSync(PAGE, page(sections));
console.log(`Written: docs/validation-gait.md`);
process.exitCode = sections.every(({ bars }) => bars.every(isMet)) ? 0 : 1;

function page(chapters: readonly Section[]): string {
  return `# Validation of gait

Written by \`npm run validate:gait\`; not edited by hand. Recordings of others with a ground truth of their own; one
configuration for all people. What was tuned on a set is said there, with the result for people it was not tuned on.

${table(
  ["set", "measure", "value", "bar", ""],
  chapters.flatMap(({ title, bars }) =>
    bars.map((bar) => [
      title,
      bar.what,
      shown(bar, bar.value),
      `${sign(bar)} ${shown(bar, bar.bar)}`,
      isMet(bar) ? "met" : "**missed**",
    ]),
  ),
)}

${chapters.map(({ title, about, details }) => `## ${title}\n\n${about}\n\n${details}\n`).join("\n")}`;
}

function barText(bar: Bar): string {
  return `${bar.what}: ${shown(bar, bar.value)} (${sign(bar)} ${shown(bar, bar.bar)})`;
}

function sign({ must }: Bar): string {
  return must === "at least" ? "≥" : "≤";
}

function shown({ unit }: Bar, value: number): string {
  return unit === "" ? value.toFixed(3) : `${value.toFixed(1)}${unit}`;
}
