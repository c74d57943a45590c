import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { staffRoutes } from "../pages/staff/routes.ts";
import { openDatabase } from "../store/index.ts";
import { auditKey } from "../store/audit-key.ts";
import { verifyAudit } from "../store/audit-chain.ts";
import { copyEmptyClinic } from "../store/test-template.ts";
import { createStaffAuth } from "./auth.ts";
import type { StaffRole } from "./auth.ts";
import { DEMO_PASSWORD } from "./demo-accounts.ts";
import { startClinic } from "./index.ts";
import type { RunningClinic } from "./index.ts";
import { loadSecret } from "./secret.ts";

const isBuilt = existsSync(fileURLToPath(new URL("../build/server/index.js", import.meta.url)));

type Visitor = "stranger" | StaffRole;
const VISITORS: readonly Visitor[] = ["stranger", "front-desk", "clinician", "manager", "auditor"];

const VISITS = [302, 200, 200, 200, 403];
const CLINICAL = [302, 403, 200, 200, 403];
/** What each visitor gets from each page, in the order of {@link VISITORS}. 404: let in, and there is no such thing. */
const EXPECTED: Readonly<Record<string, readonly number[]>> = {
  "/staff": VISITS,
  "/staff/still-here": [302, 204, 204, 204, 204],
  "/staff/calendar": VISITS,
  "/staff/waiting": VISITS,
  "/staff/book": VISITS,
  "/staff/visits/:visitId": [302, 404, 404, 404, 403],
  "/staff/alerts": VISITS,
  "/staff/audit": [302, 403, 403, 200, 200],
  "/staff/clinic": [302, 403, 403, 200, 403],
  "/staff/clinic/:file": [302, 403, 403, 404, 403],
  "/staff/exports": [302, 403, 403, 200, 403],
  "/staff/exports/:file": [302, 403, 403, 404, 403],
  "/staff/people": [302, 403, 403, 200, 403],
  "/staff/security": [302, 200, 200, 200, 200],
  "/staff/patients": VISITS,
  "/staff/patients/:id": VISITS,
  "/staff/patients/:id/referral": CLINICAL,
  "/staff/patients/:id/merge": VISITS,
  "/staff/patients/:id/export.json": CLINICAL,
  "/staff/patients/:id/chart": CLINICAL,
  "/staff/patients/:id/examination": CLINICAL,
  "/staff/patients/:id/recordings": CLINICAL,
  "/staff/patients/:id/recordings/:recordingId": [302, 403, 404, 404, 403],
  "/staff/patients/:id/recordings/:recordingId/frames": [302, 403, 404, 404, 403],
  "/staff/patients/:id/walks": CLINICAL,
  "/staff/patients/:id/walks/:walkId": [302, 403, 404, 404, 403],
  "/staff/patients/:id/walks/:walkId/signal": [302, 403, 404, 404, 403],
  "/staff/patients/:id/orthotics": CLINICAL,
  "/staff/patients/:id/orthotics/:orderId": [302, 403, 404, 404, 403],
  "/staff/patients/:id/orthotics/:orderId/:file": [302, 403, 404, 404, 403],
  "/staff/patients/:id/result": CLINICAL,
  "/staff/patients/:id/assessments/:assessmentId/intervals": [302, 403, 404, 404, 403],
  "/staff/patients/:id/plan": CLINICAL,
  "/staff/patients/:id/outcomes": CLINICAL,
};

describe.skipIf(!isBuilt)("who may open what (needs `npm run build`)", () => {
  let folder: string;
  let clinic: RunningClinic;
  let patientId: string;
  const cookies = new Map<Visitor, string>([["stranger", ""]]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plumbline-"));
    await copyEmptyClinic(folder);
    await (await startClinic({ port: 0, dataDir: folder, env: {}, log: () => {} })).close();
    const database = await openDatabase({ dataDir: folder });
    const secret = await loadSecret(folder);
    const auth = createStaffAuth({ db: database.db, secret, publicUrl: "http://localhost" });
    await auth.createUser({
      email: "auditor@plumbline.example",
      name: "Ari",
      role: "auditor",
      password: DEMO_PASSWORD,
    });
    // With an assessment, so that a result page has something to show.
    const row = await database.db
      .selectFrom("interview")
      .select("patient_id")
      .where("patient_id", "is not", null)
      .where("finished_at", "is not", null)
      .executeTakeFirstOrThrow();
    patientId = row.patient_id!;
    await database.close();
    clinic = await startClinic({ port: 0, dataDir: folder, env: {}, log: () => {} });
    for (const [role, name] of Object.entries({
      "front-desk": "desk",
      clinician: "podiatrist",
      manager: "manager",
      auditor: "auditor",
    })) {
      const body = new URLSearchParams({ email: `${name}@plumbline.example`, password: DEMO_PASSWORD, next: "/staff" });
      const answer = await fetch(`${clinic.url}/sign-in`, {
        method: "POST",
        body,
        headers: { Origin: clinic.url },
        redirect: "manual",
      });
      const cookie = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
      cookies.set(role as StaffRole, cookie.join("; "));
    }
  });

  afterAll(async () => {
    await clinic.close();
    await rm(folder, { recursive: true, force: true });
  });

  const paths = pathsOf(staffRoutes);

  test("every page has its row here", () => {
    expect(paths.toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
  });

  test.each(paths)("%s", async (path) => {
    const url = clinic.url + path.replace(":id", patientId).replace(/:\w+/, "none");
    const seen: number[] = [];
    for (const visitor of VISITORS) {
      const answer = await fetch(url, { headers: { Cookie: cookies.get(visitor)! }, redirect: "manual" });
      await answer.arrayBuffer();
      seen.push(answer.status);
    }
    expect(seen).toEqual(EXPECTED[path]);
  });

  test.each(paths)("a form sent to %s is judged like the page", async (path) => {
    const url = clinic.url + path.replace(":id", patientId).replace(/:\w+/, "none");
    for (const [at, visitor] of VISITORS.entries()) {
      const answer = await fetch(url, {
        method: "POST",
        body: new URLSearchParams({ do: "nothing" }),
        headers: { Cookie: cookies.get(visitor)!, Origin: clinic.url },
        redirect: "manual",
      });
      await answer.arrayBuffer();
      const expected = EXPECTED[path]![at]!;
      if (expected === 302 || expected === 403) expect([expected, 405]).toContain(answer.status);
    }
  });

  test("a clinician's calendar is read by its secret address alone, says nothing of who comes, and ends when withdrawn", async () => {
    const sent = (visitor: Visitor, what: string) =>
      fetch(`${clinic.url}/staff/security`, {
        method: "POST",
        body: new URLSearchParams({ do: what }),
        headers: { Cookie: cookies.get(visitor)!, Origin: clinic.url },
        redirect: "manual",
      });
    const page = await (await sent("clinician", "make-feed")).text();
    const [address = ""] = /\/calendar\/[\w-]+\.ics/.exec(page) ?? [];
    const feed = await fetch(clinic.url + address);
    expect(feed.headers.get("content-type")).toContain("text/calendar");
    const text = await feed.text();
    expect(text.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/Example-(?!Arch)|Pat |@patients/);
    expect((await fetch(`${clinic.url}/calendar/none.ics`)).status).toBe(404);
    await sent("clinician", "withdraw-feed");
    expect((await fetch(clinic.url + address)).status).toBe(404);
  });

  test("another patient's id is not there, and no page tells more", async () => {
    const url = `${clinic.url}/staff/patients/11111111-1111-4111-8111-111111111111/result`;
    const answer = await fetch(url, { headers: { Cookie: cookies.get("clinician")! } });
    expect(answer.status).toBe(404);
  });

  test("each look at a record is one line of the audit, refused ones too; without the audit nobody looks", async () => {
    const look = async (visitor: Visitor) =>
      (await fetch(`${clinic.url}/staff/patients/${patientId}/result`, { headers: { Cookie: cookies.get(visitor)! } }))
        .status;
    const record = (found: "present" | "absent", was = "") =>
      fetch(`${clinic.url}/staff/patients/${patientId}/examination`, {
        method: "POST",
        headers: { Cookie: cookies.get("clinician")!, Origin: clinic.url },
        body: new URLSearchParams({ "v:e_windlass_wb:left": found, "was:e_windlass_wb:left": was }),
      });
    expect((await record("absent")).status).toBe(200);
    await clinic.close();
    const before = await linesOf(patientId);
    clinic = await startClinic({ port: 0, dataDir: folder, env: {}, log: () => {} });
    expect([await look("clinician"), await look("front-desk")]).toEqual([200, 403]);
    await clinic.close();
    const after = await linesOf(patientId);
    expect(after.slice(0, after.length - before.length).map(({ outcome }) => outcome)).toEqual(["refused", "ok"]);

    const database = await openDatabase({ dataDir: folder });
    const key = auditKey(await loadSecret(folder));
    expect((await verifyAudit(database.db, key.publicKeyHex)).faults).toEqual([]);
    await database.db.schema.alterTable("audit").renameTo("audit_away").execute();
    await database.close();
    clinic = await startClinic({ port: 0, dataDir: folder, env: {}, log: () => {} });
    expect(await look("clinician")).toBe(500);
    // Nor does anybody write: what was found goes back with the line that could not be written.
    expect((await record("present", "absent")).status).toBe(500);
    await clinic.close();
    const afterwards = await openDatabase({ dataDir: folder });
    const kept = await afterwards.db
      .selectFrom("examination_entry")
      .select("value")
      .where("patient_id", "=", patientId)
      .where("finding_id", "=", "e_windlass_wb")
      .execute();
    expect(kept.map(({ value }) => value)).toEqual([false]);
    await afterwards.close();
    clinic = await startClinic({ port: 0, dataDir: folder, env: {}, log: () => {} });
  });

  async function linesOf(id: string) {
    const database = await openDatabase({ dataDir: folder });
    const lines = await database.db
      .selectFrom("audit")
      .selectAll()
      .where("patient_id", "=", id)
      .orderBy("seq", "desc")
      .execute();
    await database.close();
    return lines;
  }
});

interface Route {
  readonly path?: string | undefined;
  readonly index?: boolean | undefined;
  readonly children?: readonly Route[] | undefined;
}

function pathsOf(routes: readonly Route[], base = ""): string[] {
  return routes.flatMap((route) => {
    const path = route.path === undefined ? base : `${base}/${route.path}`;
    return route.children === undefined ? [path] : pathsOf(route.children, path);
  });
}
