/**
 * Checks the evidence base in `packages/evidence/data` and writes from it what the packages load: `src/generated/ids.ts`
 * (types) and `src/generated/evidence-json.ts` (the joined base).
 *
 *   node scripts/generate-evidence.ts              checks, then writes
 *   node scripts/generate-evidence.ts --manifest   the same, and first brings manifest.json up to date
 *   node scripts/generate-evidence.ts --check      writes nothing; exits 1 when something is wrong or stale
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { problemText } from "@plumbline/clinical-model";
// Not through the front door: that one loads what is only written here.
import { parseCsv } from "../packages/evidence/src/csv.ts";
import { DATA_FILES, hashInput } from "../packages/evidence/src/data-files.ts";
import type { FileFacts } from "../packages/evidence/src/data-files.ts";
import { checkManifest } from "../packages/evidence/src/manifest.ts";
import type { EvidenceBase } from "../packages/evidence/src/model.ts";
import { packEvidence } from "../packages/evidence/src/packed-evidence.ts";
import { parseEvidence } from "../packages/evidence/src/parse-evidence.ts";

const HEADER =
  "// Generated from packages/evidence/data by scripts/generate-evidence.ts. Change the tables there, not this file.\n";
const PACKAGE = join(import.meta.dirname, "../packages/evidence");

if (import.meta.main) {
  const [mode = ""] = process.argv.slice(2);
  if (process.argv.length > 3 || !["", "--check", "--manifest"].includes(mode)) {
    console.error("Usage: node scripts/generate-evidence.ts [--check | --manifest]");
    process.exit(2);
  }
  const data = join(PACKAGE, "data");
  if (mode === "--manifest") writeManifest(data);
  const faults = generateEvidence(data, join(PACKAGE, "src/generated"), { write: mode !== "--check" });
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exit(1);
}

/**
 * @param dataDir - Holds the tables, `engine_params.json` and `manifest.json`.
 * @param outDir - Gets the generated modules; made when it is not there.
 * @returns One sentence for each thing wrong with the base or, when nothing is written, stale in `outDir`.
 */
export function generateEvidence(
  dataDir: string,
  outDir: string,
  options: { readonly write: boolean },
): readonly string[] {
  const { files, facts, hash } = readData(dataDir);
  const parsed = parseEvidence(files, hash);
  const problems = [...(parsed.ok ? [] : parsed.problems), ...checkManifest(files, facts)];
  if (!parsed.ok || problems.length > 0) return problems.map(problemText);

  const modules = { "ids.ts": renderIds(parsed.value), "evidence-json.ts": renderJson(parsed.value) };
  const stale = Object.entries(modules).filter(([name, text]) => readIfThere(join(outDir, name)) !== text);
  if (!options.write) {
    return stale.map(
      ([name]) => `${join(outDir, name)} is older than the evidence base. Run node scripts/generate-evidence.ts.`,
    );
  }
  mkdirSync(outDir, { recursive: true });
  for (const [name, text] of stale) writeFileSync(join(outDir, name), text);
  return [];
}

/** A base as it lies on disk. `hash` is empty while a file is missing. */
export function readData(dataDir: string) {
  const files: Record<string, string> = {};
  const facts: Record<string, FileFacts> = {};
  for (const name of readdirSync(dataDir).filter((name) => /\.(csv|json)$/.test(name))) {
    const bytes = readFileSync(join(dataDir, name));
    files[name] = bytes.toString("utf8");
    facts[name] = { sha256: sha256(bytes), bytes: bytes.length };
  }
  const isComplete = DATA_FILES.every((file) => file in facts);
  return { files, facts, hash: isComplete ? sha256(hashInput(facts)) : "" };
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function renderIds(base: EvidenceBase): string {
  const union = (name: string, ids: Iterable<string>) =>
    `export type ${name} =${[...ids].map((id) => `\n  | "${id}"`).join("")};\n`;
  return `${HEADER}\n${union("FindingId", base.findings.keys())}\n${union("ConditionId", base.conditions.keys())}`;
}

/** One row a line, so that a change of one figure is a change of one line. */
function renderJson(base: EvidenceBase): string {
  const members = Object.entries(packEvidence(base)).map(([name, value]) => {
    const list = value as { readonly fields?: unknown; readonly rows?: readonly unknown[] };
    if (list.rows === undefined) return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
    const rows = list.rows.map((row) => JSON.stringify(row)).join(",\n");
    return `${JSON.stringify(name)}:{"fields":${JSON.stringify(list.fields)},"rows":[\n${rows}\n]}`;
  });
  // Two characters would end or open something in a template literal; JSON can write both as escapes.
  const json = `{${members.join(",\n")}}`.replaceAll("`", "\\u0060").replaceAll("$", "\\u0024");
  return `${HEADER}\nexport const EVIDENCE_JSON: string = String.raw\`${json}\`;\n`;
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

function writeManifest(dataDir: string): void {
  const path = join(dataDir, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  const { files, facts } = readData(dataDir);
  const tables = Object.keys(files)
    .filter((name) => name.endsWith(".csv"))
    .sort()
    .map((name) => [name, { rows: parseCsv(name, files[name]!).rows.length, ...facts[name] }]);
  writeFileSync(path, JSON.stringify({ ...manifest, files: Object.fromEntries(tables) }, null, 1));
}
