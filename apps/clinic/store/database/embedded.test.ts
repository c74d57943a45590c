import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConfigError } from "../../server/config-error.ts";
import { openDatabase } from "./open-database.ts";
import { copyEmptyClinic } from "../test-template.ts";
import { lockFolder } from "./folder-lock.ts";

const BOOKER = fileURLToPath(new URL("./test-booking-process.ts", import.meta.url));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts a process that books without pause; `said` grows line by line. */
function startBooker(dataDir: string, firstDay: number) {
  const child = spawn(process.execPath, [BOOKER, dataDir, String(firstDay)], { stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  let rest = "";
  let complaint = "";
  child.stdout.on("data", (bytes: Buffer) => {
    const lines = (rest + bytes.toString()).split("\n");
    rest = lines.pop()!;
    said.push(...lines);
  });
  child.stderr.on("data", (bytes: Buffer) => (complaint += bytes.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    said,
    ended,
    complaint: () => complaint,
    kill: () => child.kill("SIGKILL"),
    async hasSaid(count: number) {
      while (said.length < count) {
        if (child.exitCode !== null) throw new Error(`The booking process ended early: ${complaint}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

test("kill -9 in the middle of booking loses no booking that was acknowledged, twice over", async () => {
  const dataDir = join(folder, "killed");
  await copyEmptyClinic(dataDir);
  const acknowledged = new Set<string>();
  for (const firstDay of [1, 10]) {
    const booker = startBooker(dataDir, firstDay);
    await booker.hasSaid(25);
    booker.kill();
    await booker.ended;
    for (const line of booker.said) if (line.startsWith("booked ")) acknowledged.add(line.slice("booked ".length));
  }
  expect(acknowledged.size).toBeGreaterThan(40);
  const database = await openDatabase({ dataDir });
  const visits = await database.db.selectFrom("visit").select(["id", "booking_key", "patient_id"]).execute();
  const kept = new Set(visits.map(({ booking_key }) => booking_key));
  expect([...acknowledged].filter((key) => !kept.has(key))).toEqual([]);
  // Whole bookings only: a visit never without its audit line and its letter.
  const audit = await database.db.selectFrom("audit").select("resource").where("action", "=", "book").execute();
  const letters = await database.db.selectFrom("mail").select("visit_id").execute();
  expect(new Set(audit.map(({ resource }) => resource))).toEqual(new Set(visits.map(({ id }) => `visit:${id}`)));
  expect(new Set(letters.map(({ visit_id }) => visit_id))).toEqual(new Set(visits.map(({ id }) => id)));
  await database.close();
});

test("a second process on the same folder is refused with a sentence that names the first", async () => {
  const dataDir = join(folder, "killed");
  const database = await openDatabase({ dataDir });
  const second = startBooker(dataDir, 30);
  expect(await second.ended).toBe(1);
  expect(second.complaint()).toContain(`The data folder is in use by process ${process.pid}`);
  await expect(openDatabase({ dataDir })).rejects.toThrow(ConfigError);
  // A long query runs in its own thread: timers here go on.
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 10);
  await sql`select pg_sleep(0.3)`.execute(database.db);
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(5);
  await database.close();
  await expect(sql`select 1`.execute(database.db)).rejects.toThrow();
});

test("the lock of a process that has ended is taken over, and a lock that was cut short too", async () => {
  const path = join(folder, "stale.lock");
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.once("exit", resolve));
  for (const left of [JSON.stringify({ pid: child.pid, start: null }), '{"pid":', ""]) {
    await writeFile(path, left);
    const lock = await lockFolder(path);
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ pid: process.pid });
    await lock.release();
  }
});

test.skipIf(process.platform !== "linux")(
  "a lock whose number went to another process since is taken over",
  async () => {
    const path = join(folder, "reused.lock");
    await writeFile(path, JSON.stringify({ pid: process.pid, start: "another boot 1" }));
    await (await lockFolder(path)).release();
  },
);

test("of many who take over a stale lock at once exactly one holds it", async () => {
  const path = join(folder, "raced.lock");
  await writeFile(path, "");
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(path)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(ConfigError);
});

test("a takeover that was itself cut off blocks for seconds only", async () => {
  const path = join(folder, "cut-off.lock");
  await writeFile(path, "");
  await writeFile(`${path}.takeover`, "");
  await expect(lockFolder(path)).rejects.toThrow("Try again");
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(`${path}.takeover`, longAgo, longAgo);
  // Cleared at this try and free at the next: cleared and taken in one go, two processes could do so to each other.
  await expect(lockFolder(path)).rejects.toThrow("Try again");
  await (await lockFolder(path)).release();
});

test("a PostgreSQL that does not answer is told in a sentence without the password", async () => {
  const opening = openDatabase({ dataDir: folder, databaseUrl: "postgres://me:secret-word@127.0.0.1:1/plumbline" });
  await expect(opening).rejects.toThrow(
    /^PostgreSQL at 127\.0\.0\.1:1\/plumbline cannot be used: .* Check DATABASE_URL\.$/,
  );
  await expect(opening).rejects.not.toThrow("secret-word");
});
