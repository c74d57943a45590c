import { chmod, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import * as store from "../store/index.ts";
import type { Database } from "../store/index.ts";
import { NOW_MS, addTestClinic, bookingOf, slotAt } from "../store/test-clinic.ts";
import { DATABASE_KINDS, databasePlaces } from "../store/test-databases.ts";
import type { DatabasePlace } from "../store/test-databases.ts";
import { copyEmptyClinic } from "../store/test-template.ts";
import { backUpClinic } from "./back-up-clinic.ts";
import { ConfigError } from "./config-error.ts";
import { restoreClinic } from "./restore-clinic.ts";
import { loadSecret } from "./secret.ts";

const newPlace = databasePlaces();
const KEY = "a key of more than sixteen characters";
const RECORDING = Buffer.from("bytes of a made-up recording");

function envOf({ databaseUrl }: DatabasePlace): Record<string, string | undefined> {
  return { DATABASE_URL: databaseUrl };
}

function open({ dataDir, databaseUrl }: DatabasePlace): Promise<Database> {
  return store.openDatabase({ dataDir, ...(databaseUrl !== undefined && { databaseUrl }) });
}

/** A clinic with visits, letters, an audit with a checkpoint, a recording and text that is hard to carry. */
async function fillPlace(kind: Database["kind"]): Promise<DatabasePlace> {
  const place = await newPlace(kind);
  if (kind === "embedded") await copyEmptyClinic(place.dataDir);
  const database = await open(place);
  const { db } = database;
  await addTestClinic(db);
  for (let number = 0; number < 12; number++) {
    const booked = await store.bookVisit(db, bookingOf(slotAt(2, number * 2), `person-${number}`));
    expect(booked).toMatchObject({ kind: "booked" });
  }
  await sql`update patient set phone = ${'tab\t, line\n, "quote", back\\slash, ünï€ 🦶'} where family_name = 'person-3'`.execute(
    db,
  );
  await sql`update visit set created_at = '2026-03-02 13:00:00.123456+00'`.execute(db);
  const recordings = store.openRecordingStore(join(place.dataDir, "recordings"));
  await recordings.put(RECORDING);
  const key = store.auditKey(await loadSecret(place.dataDir));
  expect(await store.checkpointAudit(db, key, NOW_MS)).toBe(true);
  await database.close();
  return place;
}

/** Every row of every table as text, by table. */
async function contentOf(db: Database["db"]): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const table of await store.tablesInOrder(db)) {
    const chunks: Uint8Array[] = [];
    await db.transaction().execute(async (transaction) => {
      for await (const chunk of store.tableLines(transaction, table, () => {})) chunks.push(chunk);
    });
    content[table.name] = Buffer.concat(chunks).toString();
  }
  return content;
}

const backUp = (place: DatabasePlace, path: string, key?: string) =>
  backUpClinic({
    path,
    dataDir: place.dataDir,
    ...(key !== undefined && { key }),
    env: envOf(place),
    nowMs: NOW_MS,
    onProgress: () => {},
  });
const restore = (place: DatabasePlace, path: string, key?: string) =>
  restoreClinic({
    path,
    dataDir: place.dataDir,
    ...(key !== undefined && { key }),
    env: envOf(place),
    onProgress: () => {},
  });

describe.each(DATABASE_KINDS)("a backup of a clinic on %s", (from) => {
  test.each(DATABASE_KINDS)("comes back on %s with every value, and its audit goes on whole", async (to) => {
    const source = await fillPlace(from);
    const path = join(dirname(source.dataDir), "clinic.backup");
    const backup = await backUp(source, path, KEY);
    expect(backup).toMatchObject({ isEncrypted: true, recordings: 1, hasSecret: true, damagedRecordings: [] });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readFile(path)).includes("person-3")).toBe(false);

    const target = await newPlace(to);
    const report = await restore(target, path, KEY);
    expect(report).toMatchObject({ database: to, rows: backup.rows, recordings: 1, secret: "restored" });
    expect(report.audit.faults).toEqual([]);
    expect(report.audit.checkpoints).toBe(1);

    const before = await open(source);
    const expected = await contentOf(before.db);
    await before.close();
    const after = await open(target);
    const found = await contentOf(after.db);
    // The restore itself is one line more, and only that.
    expect(found.audit!.startsWith(expected.audit!)).toBe(true);
    expect({ ...found, audit: "" }).toEqual({ ...expected, audit: "" });
    expect(found.visit).toContain(".123456");

    const booked = await store.bookVisit(after.db, bookingOf(slotAt(3, 1), "newcomer"));
    expect(booked).toMatchObject({ kind: "booked" });
    await expect(sql`update audit set actor = 'x'`.execute(after.db)).rejects.toThrow("never changed");
    const secret = await loadSecret(target.dataDir);
    expect(secret).toBe(await loadSecret(source.dataDir));
    expect((await stat(join(target.dataDir, "session-secret"))).mode & 0o777).toBe(0o600);
    expect((await store.verifyAudit(after.db, store.auditKey(secret).publicKeyHex)).faults).toEqual([]);
    await after.close();
    const recordings = store.openRecordingStore(join(target.dataDir, "recordings"));
    const [sha256] = await recordings.list();
    expect(Buffer.from((await recordings.get(sha256!))!)).toEqual(RECORDING);

    await expect(restore(target, path, KEY)).rejects.toThrow("not an empty folder");
    if (target.databaseUrl === undefined) return;
    const otherFolder = { ...target, dataDir: `${target.dataDir}-2` };
    await expect(restore(otherFolder, path, KEY)).rejects.toThrow("The database is not empty");
    expect(existsSync(otherFolder.dataDir)).toBe(false);
  });
});

test("a file that was changed, cut short or opened with another key restores nothing", async () => {
  const source = await fillPlace("embedded");
  const folder = dirname(source.dataDir);
  for (const key of [undefined, KEY]) {
    const path = join(folder, `clinic-${key === undefined ? "plain" : "secret"}.backup`);
    await backUp(source, path, key);
    await expect(backUp(source, path, key)).rejects.toThrow("is there already");
    const bytes = await readFile(path);
    const target = await newPlace("embedded");
    const damaged = join(folder, "damaged.backup");
    const places = [0, 60, Math.floor(bytes.length / 2), bytes.length - 1];
    for (const place of places) {
      const changed = Buffer.from(bytes);
      changed[place]! ^= 4;
      await writeFile(damaged, changed);
      await expect(restore(target, damaged, key), `byte ${place} of ${bytes.length}`).rejects.toThrow(ConfigError);
    }
    for (const length of [0, 100, bytes.length - 1]) {
      await writeFile(damaged, bytes.subarray(0, length));
      await expect(restore(target, damaged, key), `the first ${length} bytes`).rejects.toThrow(ConfigError);
    }
    expect(existsSync(target.dataDir)).toBe(false);
    if (key === undefined) continue;
    await expect(restore(target, path)).rejects.toThrow("is encrypted");
    await expect(restore(target, path, "another key of sixteen")).rejects.toThrow("the key is another one");
  }
  expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a recording whose bytes changed is left out and named", async () => {
  const source = await fillPlace("embedded");
  const recordings = store.openRecordingStore(join(source.dataDir, "recordings"));
  const [sha256] = await recordings.list();
  const path = join(source.dataDir, "recordings", sha256!.slice(0, 2), sha256!);
  await chmod(path, 0o600);
  await writeFile(path, "something else");
  const report = await backUp(source, join(dirname(source.dataDir), "clinic.backup"));
  expect(report).toMatchObject({ recordings: 0, damagedRecordings: [sha256], isEncrypted: false });
});
