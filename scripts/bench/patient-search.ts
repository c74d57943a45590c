/**
 * `npm run bench`: how long the front desk waits for a patient among 50,000, in milliseconds, in the embedded database,
 * which is the slower of the two. The people are made up; nothing is kept.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, searchPatients } from "../../apps/clinic/store/index.ts";
import { madeUpPatient } from "../../apps/clinic/store/seed/made-up-load.ts";

const PATIENTS = 50_000;
const AT_ONCE = 1_000;
const RUNS = 15;
const LIMIT_MS = 100;
/** As many as the page asks for. */
const SHOWN = 51;

const QUERIES = ["hanna", "an", "h", "gait-4", "emil example-heel-31", "nobody", "1972-04-09", ""];

const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
const dataDir = join(folder, "data");
await fill();
const { db, close } = await openDatabase({ dataDir });
try {
  console.log(`a patient among ${PATIENTS.toLocaleString("en-US")}; ms, warm median and slowest of ${RUNS}`);
  for (const query of QUERIES) {
    await searchPatients(db, query, SHOWN);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const startMs = performance.now();
      await searchPatients(db, query, SHOWN);
      times.push(performance.now() - startMs);
    }
    times.sort((a, b) => a - b);
    const [median, slowest] = [times[Math.floor(RUNS / 2)]!, times.at(-1)!];
    console.log(
      `  ${JSON.stringify(query).padEnd(24)}${median.toFixed(1).padStart(7)}${slowest.toFixed(1).padStart(7)}   limit ${LIMIT_MS}`,
    );
  }
} finally {
  await close();
  rmSync(folder, { recursive: true, force: true });
}

/** In a run of its own: a clinic that starts counts what it holds. */
async function fill(): Promise<void> {
  const opened = await openDatabase({ dataDir });
  for (let from = 0; from < PATIENTS; from += AT_ONCE) {
    await opened.db
      .insertInto("patient")
      .values(Array.from({ length: AT_ONCE }, (_, at) => madeUpPatient(from + at)))
      .execute();
  }
  await opened.close();
}
