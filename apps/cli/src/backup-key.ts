import { readFileSync } from "node:fs";
import { UsageError } from "./command.ts";

const SHORTEST_KEY = 16;

/** The key in a file, without the line end that editors add. @throws UsageError when there is none in it. */
export function readKeyFile(path: string): string {
  let key: string;
  try {
    key = readFileSync(path, "utf8").trim();
  } catch {
    throw new UsageError(`--key-file ${path} cannot be read.`);
  }
  if (key.length >= SHORTEST_KEY) return key;
  throw new UsageError(`--key-file ${path} must hold at least ${SHORTEST_KEY} characters.`);
}
