import type { Problem } from "@plumbline/clinical-model";
import { parseCsv } from "./csv.ts";

/** What only the caller, who read the bytes, can tell about a file. */
export interface FileFacts {
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
}

interface Manifest {
  readonly files?: Readonly<Record<string, (FileFacts & { readonly rows: number }) | undefined>>;
}

/**
 * Compares `manifest.json` with the files it lists: a spreadsheet program that rewrote a file by itself, or an edit that
 * nobody meant to keep, shows here.
 *
 * @param files - Text of the manifest and of every table, by name.
 * @param facts - Of every table, by name.
 * @returns Each disagreement, empty when there is none.
 */
export function checkManifest(
  files: Readonly<Record<string, string>>,
  facts: Readonly<Record<string, FileFacts>>,
): Problem[] {
  const path = "manifest.json";
  const listed = parseManifest(files[path] ?? "").files ?? {};
  const tables = Object.keys(files).filter((file) => file.endsWith(".csv"));
  return [...new Set([...tables, ...Object.keys(listed)])].flatMap((file): Problem[] => {
    const entry = listed[file];
    const text = files[file];
    const found = facts[file];
    if (entry === undefined) return [problem(file, "is there, but the manifest does not list it")];
    if (text === undefined || found === undefined) return [problem(file, "is listed, but is not there")];
    const rows = parseCsv(file, text).rows.length;
    if (entry.rows !== rows) return [problem(file, `has ${rows} rows; the manifest says ${entry.rows}`)];
    if (entry.bytes !== found.bytes)
      return [problem(file, `has ${found.bytes} bytes; the manifest says ${entry.bytes}`)];
    if (entry.sha256 !== found.sha256) return [problem(file, `has the SHA-256 ${found.sha256}, not the manifest's`)];
    return [];
  });

  function problem(file: string, what: string): Problem {
    return {
      code: "evidence/manifest",
      path: `${path}:${file}`,
      message: `${file} ${what}.`,
      hint: "When the change is meant, run node scripts/generate-evidence.ts --manifest and review it.",
    };
  }
}

function parseManifest(text: string): Manifest {
  try {
    return JSON.parse(text) as Manifest;
  } catch {
    return {};
  }
}
