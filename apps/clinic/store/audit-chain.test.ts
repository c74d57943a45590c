import { sql } from "kysely";
import { beforeEach, expect, test } from "vitest";
import { checkpointAudit, verifyAudit } from "./audit-chain.ts";
import { auditKey } from "./audit-key.ts";
import { recordAudit } from "./audit.ts";
import { onBothDatabases } from "./test-databases.ts";

const KEY = auditKey("a secret of more than thirty-two characters");
const NOW = Date.UTC(2026, 10, 2, 9);

onBothDatabases((database) => {
  const db = () => database().db;
  const write = (resource: string) =>
    recordAudit(db(), {
      actor: "ada@clinic.example",
      role: "clinician",
      action: "read",
      resource,
      patientId: "päti€nt:1",
      outcome: "ok",
      requestId: "r1",
    });
  const verdict = () => verifyAudit(db(), KEY.publicKeyHex);
  const messages = async () => (await verdict()).faults.map(({ place, message }) => `${place}: ${message}`);

  /** What only an owner of the database can do: the tables guard themselves against everybody else. */
  async function tamper(statement: string): Promise<void> {
    for (const table of ["audit", "audit_checkpoint"])
      await sql.raw(`alter table ${table} disable trigger all`).execute(db());
    await sql.raw(statement).execute(db());
    for (const table of ["audit", "audit_checkpoint"])
      await sql.raw(`alter table ${table} enable trigger all`).execute(db());
  }

  beforeEach(async () => {
    await tamper("truncate audit, audit_checkpoint");
    for (let line = 1; line <= 6; line++) await write(`visit:${line}`);
  });

  test("lines of many connections at once, some undone, are one whole audit", async () => {
    const undone = (line: number) =>
      db()
        .transaction()
        .execute(async (transaction) => {
          await recordAudit(transaction, {
            actor: "patient",
            role: null,
            action: "book",
            resource: `visit:undone-${line}`,
            patientId: null,
            outcome: "ok",
            requestId: "r2",
          });
          throw new RangeError("undone on purpose");
        });
    const all = Array.from({ length: 60 }, (_, line) => (line % 4 === 0 ? undone(line) : write(`visit:many-${line}`)));
    await Promise.allSettled(all);
    const { faults, lines } = await verdict();
    expect(faults).toEqual([]);
    expect(lines).toBe(6 + 45);
  });

  test("a changed line is found", async () => {
    await tamper("update audit set resource = 'visit:other' where resource = 'visit:3'");
    expect(await messages()).toEqual([expect.stringMatching(/^line \d+: Its content is not what was written\.$/)]);
  });

  test("a removed line is found", async () => {
    await tamper("delete from audit where resource = (select min(resource) from audit where writer_seq = 1)");
    expect((await messages()).join()).toContain("1 line of its writer before it is gone.");
  });

  test("two lines that changed places are found", async () => {
    await write("visit:7");
    await tamper(
      `update audit set resource = case resource when 'visit:1' then 'visit:2' else 'visit:1' end
       where resource in ('visit:1', 'visit:2')`,
    );
    expect((await messages()).length).toBeGreaterThanOrEqual(2);
  });

  test("lines cut off at the end are found once a checkpoint stands, and only then", async () => {
    const cut =
      "delete from audit where (writer, writer_seq) in (select writer, max(writer_seq) from audit group by writer)";
    await tamper(cut);
    expect(await messages()).toEqual([]);
    expect(await checkpointAudit(db(), KEY, NOW)).toBe(true);
    await tamper(cut);
    expect((await messages()).join()).toContain("lines were cut off at the end");
  });

  test("a checkpoint is made only when something was written, and signed again it is not believed", async () => {
    expect(await checkpointAudit(db(), KEY, NOW)).toBe(true);
    expect(await checkpointAudit(db(), KEY, NOW)).toBe(false);
    await write("visit:7");
    expect((await verdict()).linesSinceCheckpoint).toBe(1);
    expect(await checkpointAudit(db(), KEY, NOW)).toBe(true);
    expect(await messages()).toEqual([]);
    expect((await verdict()).checkpoints).toBe(2);
    await tamper("update audit_checkpoint set at = '2020-01-01T00:00:00.000Z'");
    expect((await messages()).length).toBe(2);
    const other = await verifyAudit(db(), auditKey("another secret of thirty-two characters").publicKeyHex);
    expect(other.faults.length).toBe(2);
  });

  test("a removed checkpoint is found", async () => {
    await checkpointAudit(db(), KEY, NOW);
    await write("visit:7");
    await checkpointAudit(db(), KEY, NOW);
    await tamper("delete from audit_checkpoint where prev_signature = ''");
    expect(await messages()).toEqual([expect.stringContaining("one was removed")]);
  });

  test("two processes that sign at once make one row of checkpoints", async () => {
    await Promise.all([1, 2, 3].map(() => checkpointAudit(db(), KEY, NOW)));
    expect((await verdict()).checkpoints).toBe(1);
  });

  test("nobody but the database's owner can change a line or a checkpoint", async () => {
    await checkpointAudit(db(), KEY, NOW);
    await expect(sql`update audit set actor = 'x'`.execute(db())).rejects.toThrow("never changed");
    await expect(sql`delete from audit_checkpoint`.execute(db())).rejects.toThrow("never changed");
  });
});
