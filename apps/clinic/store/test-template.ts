/** An embedded database with its tables, made once and copied: making one takes as long as the tests of many a file. */
import { createHash } from "node:crypto";
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase } from "./index.ts";

const MIGRATIONS = fileURLToPath(new URL("../migrations", import.meta.url));

/** Puts an empty clinic's database into a data folder, as the first start would make it. */
export async function copyEmptyClinic(dataDir: string): Promise<void> {
  const template = join(tmpdir(), `plumbline-empty-clinic-${fingerprint()}`);
  if (!existsSync(template)) await make(template);
  mkdirSync(dataDir, { recursive: true });
  cpSync(join(template, "db"), join(dataDir, "db"), { recursive: true });
}

async function make(template: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "plumbline-template-"));
  await (await openDatabase({ dataDir: scratch })).close();
  try {
    renameSync(scratch, template);
  } catch (error) {
    // Another test file was faster; what it made is the same.
    rmSync(scratch, { recursive: true, force: true });
    if (!existsSync(template)) throw error;
  }
}

/** Changes with the tables and with the database that holds them. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of globSync("*.ts", { cwd: MIGRATIONS }).sort()) hash.update(readFileSync(join(MIGRATIONS, file)));
  const database = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  return hash.update(readFileSync(database)).digest("hex").slice(0, 16);
}
