/**
 * The embedded database in a thread of its own, since a long query stops the thread it runs in.
 * Speaks {@link EmbeddedRequest} and {@link EmbeddedReply} with `embedded-dialect.ts`.
 */
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { COLUMN_PARSERS } from "./column-types.ts";

export interface EmbeddedRequest {
  readonly id: number;
  /** null closes the database. */
  readonly query: { readonly sql: string; readonly parameters: readonly unknown[] } | null;
}

export type EmbeddedReply =
  | { readonly id: number; readonly rows: readonly unknown[]; readonly affectedRows: number | null }
  | { readonly id: number; readonly failure: EmbeddedFailure };

/** What of a database error survives the way between threads. */
export interface EmbeddedFailure {
  readonly message: string;
  /** SQLSTATE, as `pg` gives it. */
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  readonly detail: string | undefined;
}

const port = parentPort;
if (port === null) throw new Error("embedded-worker.ts runs as a worker thread only.");

const { folder } = workerData as { readonly folder: string };
const opened = PGlite.create({ dataDir: folder, extensions: { btree_gist, pg_trgm }, parsers: { ...COLUMN_PARSERS } });

port.on("message", (request: EmbeddedRequest) => {
  void answer(request).then((reply) => port.postMessage(reply));
});

async function answer({ id, query }: EmbeddedRequest): Promise<EmbeddedReply> {
  try {
    const database = await opened;
    if (query === null) {
      await database.close();
      return { id, rows: [], affectedRows: null };
    }
    const result = await database.query(query.sql, [...query.parameters]);
    return { id, rows: result.rows, affectedRows: result.affectedRows ?? null };
  } catch (error) {
    const { message, code, constraint, detail } = error as Partial<EmbeddedFailure>;
    return { id, failure: { message: message ?? String(error), code, constraint, detail } };
  }
}
