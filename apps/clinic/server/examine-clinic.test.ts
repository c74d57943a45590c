import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as store from "../store/index.ts";
import { DATABASE_KINDS, databasePlaces } from "../store/test-databases.ts";
import { examineClinic } from "./examine-clinic.ts";
import { copyEmptyClinic } from "../store/test-template.ts";
import { loadSecret } from "./secret.ts";

const newPlace = databasePlaces();

describe.each(DATABASE_KINDS)("on %s", (kind) => {
  test("a clinic that is well has no problem; each thing made wrong is named with what to do", async () => {
    const { dataDir, databaseUrl } = await newPlace(kind);
    if (kind === "embedded") await copyEmptyClinic(dataDir);
    await loadSecret(dataDir);
    const database = await store.openDatabase({ dataDir, ...(databaseUrl !== undefined && { databaseUrl }) });
    const examine = async (env: Record<string, string> = {}, backupDir?: string) => {
      const options = { dataDir, env: { DATABASE_URL: databaseUrl, ...env } };
      const checks = await examineClinic({ ...options, ...(backupDir !== undefined && { backupDir }) });
      // Whether the pages are built is the only thing that is not the clinic's own.
      const problems = checks.filter(({ name, state }) => name !== "pages" && state === "problem");
      for (const { mend } of problems) expect(mend).not.toBeNull();
      return problems.map(({ name }) => name);
    };
    if (kind === "embedded") {
      const checks = await examineClinic({ dataDir, env: {} });
      expect(checks.find(({ name }) => name === "database")).toMatchObject({ state: "warning" });
    }
    await database.close();

    expect(await examine()).toEqual([]);
    expect(await examine({ PLUMBLINE_URL: "http://clinic.example" })).toEqual(["demo", "address"]);
    expect(await examine({ PLUMBLINE_DEMO: "0" })).toEqual(["address", "mail"]);
    expect(await examine({ PLUMBLINE_DEMO: "yes" })).toEqual(["settings"]);
    const backups = join(dataDir, "no-backups");
    await mkdir(backups);
    await chmod(join(dataDir, "session-secret"), 0o644);
    expect(await examine({}, backups)).toEqual(["secret", "backups"]);

    const reopened = await store.openDatabase({ dataDir, ...(databaseUrl !== undefined && { databaseUrl }) });
    const person = { given_name: "Pat", family_name: "Example", birth_date: "1972-04-09", sex: "female" as const };
    const contact = { phone: "5085550111", email: "pat@example.org" };
    await reopened.db
      .insertInto("patient")
      .values({ id: "p", created_at: new Date(), ...person, ...contact })
      .execute();
    const files = { threeMf: "0".repeat(64), stl: "1".repeat(64), png: "2".repeat(64), scan: null };
    const order = { patientId: "p", side: "left" as const, device: {}, foot: {}, report: {}, files };
    await store.addOrthoticOrder(reopened.db, { ...order, by: "Ona", nowMs: 0 });
    await reopened.close();
    // Three files of a device that are not there; a scan there never was.
    expect((await examine()).filter((name) => name === "recordings")).toHaveLength(3);
  });
});
