import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import { isSignedBy } from "./audit-key.ts";
import type { AuditKey } from "./audit-key.ts";
import type { Schema } from "./schema.ts";

/** The last line of each writer, and how many lines have none because they are older than the chain. */
interface Heads {
  readonly unchained: number;
  readonly writers: readonly (readonly [writer: number, lines: number, hash: string])[];
}

/**
 * Signs where every chain of the audit stands now, unless nothing was written since the last time.
 *
 * @returns Whether there was something new.
 */
export async function checkpointAudit(db: Kysely<Schema>, key: AuditKey, nowMs: number): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    // Two processes at once would both follow the same checkpoint.
    await sql`select pg_advisory_xact_lock(${CHECKPOINT_LOCK})`.execute(transaction);
    const last = await transaction
      .selectFrom("audit_checkpoint")
      .select(["heads", "signature"])
      .orderBy("seq", "desc")
      .limit(1)
      .executeTakeFirst();
    const heads = JSON.stringify(await headsOf(transaction));
    if (heads === (last?.heads ?? NO_LINES)) return false;
    const at = new Date(nowMs).toISOString();
    const prevSignature = last?.signature ?? "";
    await transaction
      .insertInto("audit_checkpoint")
      .values({ at, heads, prev_signature: prevSignature, signature: key.sign(signedText(at, heads, prevSignature)) })
      .execute();
    return true;
  });
}

/** Any number that no other lock of ours has. */
const CHECKPOINT_LOCK = 6_172_024;
const NO_LINES = JSON.stringify({ unchained: 0, writers: [] } satisfies Heads);

function signedText(at: string, heads: string, prevSignature: string): string {
  return `${prevSignature}\n${at}\n${heads}`;
}

/** One look-up for each writer, not one for each line. */
async function headsOf(db: Kysely<Schema>): Promise<Heads> {
  const { rows } = await sql<{ writer: number; writer_seq: number; hash: string }>`
    with recursive known (writer) as (
      select min(writer) from audit
      union all
      select (select min(audit.writer) from audit where audit.writer > known.writer) from known
        where known.writer is not null
    )
    select head.writer, head.writer_seq, head.hash from known cross join lateral (
      select writer, writer_seq, hash from audit where audit.writer = known.writer order by writer_seq desc limit 1
    ) head order by head.writer`.execute(db);
  const { count } = await db
    .selectFrom("audit")
    .select(({ fn }) => fn.countAll().as("count"))
    .where("writer", "is", null)
    .executeTakeFirstOrThrow();
  return {
    unchained: Number(count),
    writers: rows.map(({ writer, writer_seq, hash }) => [writer, Number(writer_seq), hash]),
  };
}

/** What is wrong with the audit: where, and what must have happened. */
export interface AuditFault {
  /** `"line 17"` by `seq`, or `"checkpoint 3"`. */
  readonly place: string;
  readonly message: string;
}

export interface AuditVerdict {
  readonly lines: number;
  readonly writers: number;
  /** Lines from before the chain: nothing can be said about them. */
  readonly unchained: number;
  readonly checkpoints: number;
  /** Lines behind the last checkpoint: a cut-off among them would not be seen. */
  readonly linesSinceCheckpoint: number;
  /** To be noted somewhere else: with it, even checkpoints cut off at the end are missed. Null before the first. */
  readonly lastCheckpoint: { readonly at: string; readonly signature: string } | null;
  /** The first hundred. Empty: nothing was changed, removed or put in another order. */
  readonly faults: readonly AuditFault[];
}

/**
 * Computes every hash again and compares them, and the checkpoints, with what is stored.
 *
 * @param onProgress - Called with the number of lines read so far.
 */
export async function verifyAudit(
  db: Kysely<Schema>,
  publicKeyHex: string,
  onProgress: (lines: number) => void = () => {},
): Promise<AuditVerdict> {
  const faults: AuditFault[] = [];
  const blame = (place: string, message: string) =>
    void (faults.length < MOST_FAULTS && faults.push({ place, message }));
  const now = await headsOf(db);
  const checkpoints = await readCheckpoints(db, publicKeyHex, blame);
  const expected = expectedLines(checkpoints);
  let before: ChainedLine | null = null;
  let lines = 0;
  for await (const page of chainedLines(db)) {
    for (const line of page) {
      checkLine(line, before, blame);
      const hash = expected.get(`${line.writer}/${line.writer_seq}`);
      if (hash !== undefined && hash !== line.hash) {
        blame(`line ${line.seq}`, "It is not the one that a checkpoint names: the chain was written anew.");
      }
      expected.delete(`${line.writer}/${line.writer_seq}`);
      before = line;
    }
    lines += page.length;
    onProgress(lines);
  }
  for (const name of expected.keys()) {
    const [writer, position] = name.split("/");
    blame(
      `writer ${writer}`,
      `Its line ${position} is named by a checkpoint and is gone: lines were cut off at the end.`,
    );
  }
  const last = checkpoints.at(-1);
  if (last !== undefined && last.heads.unchained !== now.unchained) {
    blame("lines before the chain", `There were ${last.heads.unchained}; now there are ${now.unchained}.`);
  }
  const covered = last?.heads.writers.reduce((sum, [, count]) => sum + count, 0) ?? 0;
  return {
    lines,
    writers: now.writers.length,
    unchained: now.unchained,
    checkpoints: checkpoints.length,
    linesSinceCheckpoint: Math.max(0, lines - covered),
    lastCheckpoint: last === undefined ? null : { at: last.at, signature: last.signature },
    faults,
  };
}

const MOST_FAULTS = 100;
const PAGE_LINES = 5000;

type Blame = (place: string, message: string) => void;

interface ChainedLine {
  readonly seq: number;
  readonly writer: number;
  readonly writer_seq: number;
  readonly prev_hash: string;
  readonly hash: string;
  readonly at: string;
  readonly actor: string;
  readonly role: string | null;
  readonly action: string;
  readonly resource: string;
  readonly patient_id: string | null;
  readonly outcome: string;
  readonly request_id: string;
}

async function* chainedLines(db: Kysely<Schema>): AsyncGenerator<readonly ChainedLine[]> {
  let [writer, position] = [-1, 0];
  for (;;) {
    const { rows } = await sql<ChainedLine>`
      select seq, writer, writer_seq, prev_hash, hash,
        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
        actor, role, action, resource, patient_id, outcome, request_id
      from audit where (writer, writer_seq) > (${writer}, ${position})
      order by writer, writer_seq limit ${PAGE_LINES}`.execute(db);
    if (rows.length === 0) return;
    yield rows.map((row) => ({ ...row, seq: Number(row.seq), writer_seq: Number(row.writer_seq) }));
    const last = rows.at(-1)!;
    [writer, position] = [last.writer, Number(last.writer_seq)];
  }
}

function checkLine(line: ChainedLine, before: ChainedLine | null, blame: Blame): void {
  const place = `line ${line.seq}`;
  const isFirst = before?.writer !== line.writer;
  const [position, hash] = isFirst ? [1, ""] : [before.writer_seq + 1, before.hash];
  if (line.writer_seq !== position) {
    const missing = line.writer_seq - position;
    blame(
      place,
      `${missing} ${missing === 1 ? "line" : "lines"} of its writer before it ${missing === 1 ? "is" : "are"} gone.`,
    );
  } else if (line.prev_hash !== hash) {
    blame(place, "It does not follow the line before it: one of the two was replaced.");
  }
  if (line.hash !== hashOf(line)) blame(place, "Its content is not what was written.");
}

/** The same text as the database's `chain_audit` makes. */
function hashOf(line: ChainedLine): string {
  const fields = [
    line.prev_hash,
    String(line.seq),
    String(line.writer),
    String(line.writer_seq),
    line.at,
    line.actor,
    line.role,
    line.action,
    line.resource,
    line.patient_id,
    line.outcome,
    line.request_id,
  ];
  const text = fields.map((field) => (field === null ? "-," : `${Buffer.byteLength(field)}:${field},`)).join("");
  return createHash("sha256").update(text).digest("hex");
}

interface Checkpoint {
  readonly at: string;
  readonly heads: Heads;
  readonly signature: string;
}

async function readCheckpoints(db: Kysely<Schema>, publicKeyHex: string, blame: Blame): Promise<Checkpoint[]> {
  const rows = await db.selectFrom("audit_checkpoint").selectAll().orderBy("seq").execute();
  let before = "";
  return rows.map(({ seq, at, heads, prev_signature, signature }) => {
    const place = `checkpoint ${seq}`;
    if (prev_signature !== before) blame(place, "It does not follow the checkpoint before it: one was removed.");
    if (!isSignedBy(publicKeyHex, signedText(at, heads, prev_signature), signature)) {
      blame(place, "Its signature is not of this key: it was changed, or signed with another secret.");
    }
    before = signature;
    return { at, heads: JSON.parse(heads) as Heads, signature };
  });
}

/** Hash of each line a checkpoint names, by `writer/position`. */
function expectedLines(checkpoints: readonly Checkpoint[]): Map<string, string> {
  return new Map(
    checkpoints.flatMap(({ heads }) =>
      heads.writers.map(([writer, position, hash]): [string, string] => [`${writer}/${position}`, hash]),
    ),
  );
}
