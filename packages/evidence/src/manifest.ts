import type { Problem } from "@plumbline/clinical-model";
import { parseCsv } from "./csv.ts";
import type { FileFacts } from "./data-files.ts";

interface Manifest {
  readonly version?: string;
  readonly files?: Readonly<Record<string, (FileFacts & { readonly rows: number }) | undefined>>;
}

/**
 * Compares `manifest.json` with the files it lists: a spreadsheet program that rewrote a file by itself, or an edit that
 * nobody meant to keep, shows here.
 *
 * @param files - Text of the manifest, of `engine_params.json` and of every table, by name.
 * @param facts - Of every table, by name.
 * @returns Each disagreement, empty when there is none.
 */
export function checkManifest(
  files: Readonly<Record<string, string>>,
  facts: Readonly<Record<string, FileFacts>>,
): Problem[] {
  const manifest = parseJson<Manifest>(files["manifest.json"]);
  if (manifest === null) return [problem("", "manifest.json is missing or is not JSON.")];

  const problems: Problem[] = [];
  const parametersVersion = parseJson<Manifest>(files["engine_params.json"])?.version;
  if (manifest.version !== parametersVersion) {
    const message = `The manifest is of version ${manifest.version}, engine_params.json of ${parametersVersion}.`;
    problems.push(problem(":version", message));
  }
  const listed = manifest.files ?? {};
  const tables = Object.keys(files).filter((file) => file.endsWith(".csv"));
  for (const file of new Set([...tables, ...Object.keys(listed)])) {
    const difference = differenceOf(file, listed[file], files[file], facts[file]);
    if (difference !== null) problems.push(problem(`:${file}`, `${file} ${difference}.`));
  }
  return problems;
}

function differenceOf(
  file: string,
  listed: (FileFacts & { readonly rows: number }) | undefined,
  text: string | undefined,
  found: FileFacts | undefined,
): string | null {
  if (listed === undefined) return "is there, but the manifest does not list it";
  if (text === undefined || found === undefined) return "is listed, but is not there";
  const rows = parseCsv(file, text).rows.length;
  if (listed.rows !== rows) return `has ${rows} rows; the manifest says ${listed.rows}`;
  if (listed.bytes !== found.bytes) return `has ${found.bytes} bytes; the manifest says ${listed.bytes}`;
  if (listed.sha256 !== found.sha256) return `has the SHA-256 ${found.sha256}; the manifest says ${listed.sha256}`;
  return null;
}

function problem(place: string, message: string): Problem {
  return {
    code: "evidence/manifest",
    path: `manifest.json${place}`,
    message,
    hint: "When the change is meant, run node scripts/generate-evidence.ts --manifest and review what it changes.",
  };
}

function parseJson<Value>(text = ""): Value | null {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null;
  }
}
