/**
 * Holds the shape of the house: which package may import which, and that pure packages stay pure.
 * Run by `npm run check`. Prints every violation with file and line and exits 1 when there is one.
 */
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

interface Workspace {
  readonly name: string;
  readonly folder: string;
  readonly dependencies: ReadonlySet<string>;
}

/** From the top of the house to its foundation. A package imports only from rows below its own. */
const ROWS: readonly (readonly string[])[] = [
  ["cli"],
  ["clinic"],
  ["simulated-patients"],
  ["assessment"],
  ["care-plan", "orthotic", "exercises", "outcomes", "reasoning", "fhir", "education", "scheduling"],
  ["plantar-pressure", "imu-gait", "video-posture"],
  ["evidence"],
  ["bayesian-network", "signal-processing", "geometry"],
  ["clinical-model"],
];

/** Tools know no clinical words: they import nothing of ours at all. */
const STAND_ALONE = new Set(["bayesian-network", "signal-processing", "geometry", "clinical-model"]);
/** These must survive a rewrite of the reasoning. */
const ONLY_CLINICAL_MODEL = new Set(["scheduling", "education", "evidence"]);

/** What the type checker cannot see: the clock, chance and the machine's locale. */
const IMPURE: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /\bDate\.now\(/, why: "reads the clock; take `nowMs` as a parameter" },
  { pattern: /\bnew Date\(\s*\)/, why: "reads the clock; take `nowMs` as a parameter" },
  { pattern: /\bTemporal\.Now\b/, why: "reads the clock; take `nowMs` as a parameter" },
  { pattern: /\bMath\.random\(/, why: "is not repeatable; take a seeded generator" },
  { pattern: /\.toLocale\w+\(\s*\)/, why: "uses the machine's locale; name one" },
  { pattern: /\bIntl\.\w+\(\s*\)/, why: "uses the machine's locale; name one" },
  { pattern: /\.localeCompare\([^,()]*\)/, why: "uses the machine's locale; compare with < or name a locale" },
  { pattern: /^(?:export )?let /, why: "module state; tests share one process" },
  { pattern: /\b(?:from|import\(|import) ?"node:/, why: "packages know no files; the apps do" },
];

const problems: string[] = [];
const workspaces = readWorkspaces();
const byName = new Map(workspaces.map((workspace) => [workspace.name, workspace]));

for (const workspace of workspaces) checkWorkspace(workspace);
findCycles();

for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(
    `${problems.length} violation(s) of the import rule or of purity. See ARCHITECTURE.md, "The import rule".`,
  );
  process.exit(1);
}
console.log(`${workspaces.length} workspaces: imports run one way, packages are pure.`);

function readWorkspaces(): Workspace[] {
  return globSync("{packages,apps}/*/package.json").map((path) => {
    const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, Record<string, string> | undefined>;
    const folder = dirname(path);
    const declared = { ...manifest.dependencies, ...manifest.devDependencies };
    return { name: basename(folder), folder, dependencies: new Set(Object.keys(declared)) };
  });
}

function checkWorkspace(workspace: Workspace): void {
  const row = rowOf(workspace.name);
  if (row === -1) problems.push(`${workspace.folder}: has no row in scripts/check-workspaces.ts; give it one.`);
  const isPackage = workspace.folder.startsWith("packages");
  for (const file of globSync(`${workspace.folder}/**/*.{ts,tsx}`)) {
    if (/node_modules|[/\\]build[/\\]|\.react-router|[/\\]generated[/\\]/.test(file)) continue;
    const isTest = file.includes(".test.") || file.includes("test-data");
    readFileSync(file, "utf8")
      .split("\n")
      .forEach((line, index) => {
        const place = `${file}:${index + 1}`;
        checkImport(workspace, row, line, place, isTest);
        if (!isTest) checkPath(workspace, file, line, place);
        if (isPackage && !isTest) checkPurity(line, place);
      });
  }
}

function checkImport(workspace: Workspace, row: number, line: string, place: string, isTest: boolean): void {
  const specifier = /(?:from|import\(|import) ?"(@plumbline\/[^"]+)"/.exec(line)?.[1];
  if (specifier === undefined) return;
  const [, target, ...deep] = specifier.split("/") as [string, string, ...string[]];
  if (deep.length > 0) problems.push(`${place}: reaches into ${specifier}; import from "@plumbline/${target}".`);
  if (!byName.has(target)) return void problems.push(`${place}: imports ${specifier}, which is not in this house.`);
  if (target !== workspace.name && !workspace.dependencies.has(`@plumbline/${target}`)) {
    problems.push(`${place}: imports ${specifier}, which ${workspace.folder}/package.json does not declare.`);
  }
  if (isTest) return;
  if (rowOf(target) <= row)
    problems.push(`${place}: ${workspace.name} may not import ${target}: imports point down only.`);
  if (STAND_ALONE.has(workspace.name))
    problems.push(`${place}: ${workspace.name} stands alone and imports nothing of ours.`);
  if (ONLY_CLINICAL_MODEL.has(workspace.name) && target !== "clinical-model") {
    problems.push(`${place}: ${workspace.name} may import only clinical-model.`);
  }
}

/** A path with enough dots in it reaches any package past its front door. */
function checkPath(workspace: Workspace, file: string, line: string, place: string): void {
  const path = /(?:from|import\(|import) ?"(\.[^"]*)"/.exec(line)?.[1];
  if (path === undefined || !relative(workspace.folder, join(dirname(file), path)).startsWith("..")) return;
  problems.push(`${place}: reaches out of ${workspace.folder} by ${path}; import the other package by its name.`);
}

function checkPurity(line: string, place: string): void {
  if (/^\s*(\*|\/\/)/.test(line)) return;
  for (const { pattern, why } of IMPURE) {
    if (pattern.test(line)) problems.push(`${place}: ${why}.`);
  }
}

function findCycles(): void {
  for (const workspace of workspaces) {
    for (const dependency of workspace.dependencies) {
      const target = byName.get(dependency.replace("@plumbline/", ""));
      if (dependency.startsWith("@plumbline/") && target !== undefined && rowOf(target.name) <= rowOf(workspace.name)) {
        problems.push(`${workspace.folder}/package.json: depends on ${dependency}, which is not below it.`);
      }
    }
  }
}

function rowOf(name: string): number {
  return ROWS.findIndex((row) => row.includes(name));
}
