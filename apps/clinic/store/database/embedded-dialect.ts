import { Worker } from "node:worker_threads";
import { CompiledQuery, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import type { DatabaseConnection, Dialect, Driver, Kysely, QueryResult } from "kysely";
import type { EmbeddedFailure, EmbeddedReply, EmbeddedRequest } from "./embedded-worker.ts";

/** Kysely over PGlite in a worker thread. There is one connection; who wants it waits until it is given back. */
export class EmbeddedDialect implements Dialect {
  readonly #driver: EmbeddedDriver;

  constructor(folder: string) {
    this.#driver = new EmbeddedDriver(folder);
  }

  /** The same database, asked as a role that may do less. Ends with the dialect it comes from. */
  asRole(role: string): Dialect {
    const driver = new RoleDriver(this.#driver, role);
    return {
      createAdapter: () => this.createAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => this.createIntrospector(db),
      createQueryCompiler: () => this.createQueryCompiler(),
    };
  }

  createAdapter() {
    return new EmbeddedAdapter();
  }

  createDriver() {
    return this.#driver;
  }

  createIntrospector(db: Kysely<unknown>) {
    return new PostgresIntrospector(db);
  }

  createQueryCompiler() {
    return new PostgresQueryCompiler();
  }
}

class EmbeddedAdapter extends PostgresAdapter {
  // Nobody else has this database open (see folder-lock.ts), so nobody else migrates it.
  override async acquireMigrationLock() {}
  override async releaseMigrationLock() {}
}

class EmbeddedDriver implements Driver {
  readonly #folder: string;
  #connection: EmbeddedConnection | undefined;
  #isTaken = false;
  readonly #waiting: (() => void)[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  async init() {
    const connection = new EmbeddedConnection(this.#folder);
    this.#connection = connection;
    await connection.executeQuery(CompiledQuery.raw("set time zone 'UTC'"));
  }

  async acquireConnection() {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
    if (this.#connection === undefined) throw new Error("The embedded database is closed.");
    return this.#connection;
  }

  async releaseConnection() {
    const next = this.#waiting.shift();
    // Handed on without becoming free in between, or someone new could come before those who wait.
    if (next === undefined) this.#isTaken = false;
    else next();
  }

  async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw("begin"));
  }

  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async destroy() {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.close();
  }
}

/** Takes the one connection in turn, and has its role only while it has the connection. */
class RoleDriver implements Driver {
  readonly #whole: EmbeddedDriver;
  readonly #role: string;

  constructor(whole: EmbeddedDriver, role: string) {
    this.#whole = whole;
    this.#role = role;
  }

  async init() {}
  async destroy() {}

  async acquireConnection() {
    const connection = await this.#whole.acquireConnection();
    try {
      await connection.executeQuery(CompiledQuery.raw(`set role ${this.#role}`));
      return connection;
    } catch (error) {
      await this.#whole.releaseConnection();
      throw error;
    }
  }

  async releaseConnection(connection: DatabaseConnection) {
    try {
      await connection.executeQuery(CompiledQuery.raw("reset role"));
    } finally {
      await this.#whole.releaseConnection();
    }
  }

  beginTransaction(connection: DatabaseConnection) {
    return this.#whole.beginTransaction(connection);
  }

  commitTransaction(connection: DatabaseConnection) {
    return this.#whole.commitTransaction(connection);
  }

  rollbackTransaction(connection: DatabaseConnection) {
    return this.#whole.rollbackTransaction(connection);
  }
}

class EmbeddedConnection implements DatabaseConnection {
  readonly #worker: Worker;
  readonly #pending = new Map<number, { resolve(reply: EmbeddedReply): void; reject(error: Error): void }>();
  #lastId = 0;
  #ended: Error | undefined;

  constructor(folder: string) {
    this.#worker = new Worker(new URL("./embedded-worker.ts", import.meta.url), { workerData: { folder } });
    this.#worker.on("message", (reply: EmbeddedReply) => {
      this.#pending.get(reply.id)?.resolve(reply);
      this.#pending.delete(reply.id);
      if (this.#pending.size === 0) this.#worker.unref();
    });
    this.#worker.on("error", (error) => this.#end(new Error("The embedded database stopped.", { cause: error })));
    this.#worker.on("exit", () => this.#end(new Error("The embedded database is closed.")));
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const reply = await this.#ask({ sql: query.sql, parameters: query.parameters });
    if ("failure" in reply) throw new EmbeddedDatabaseError(reply.failure);
    return {
      rows: reply.rows as Row[],
      ...(reply.affectedRows !== null && { numAffectedRows: BigInt(reply.affectedRows) }),
    };
  }

  // oxlint-disable-next-line require-yield -- the interface asks for a generator
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("The embedded database gives all rows at once; use execute().");
  }

  async close() {
    if (this.#ended === undefined) await this.#ask(null);
    await this.#worker.terminate();
  }

  #ask(query: EmbeddedRequest["query"]): Promise<EmbeddedReply> {
    const ended = this.#ended;
    if (ended !== undefined) return Promise.reject(ended);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin; that is a window's
      this.#worker.postMessage({ id, query } satisfies EmbeddedRequest);
    });
  }

  #end(error: Error) {
    this.#ended ??= error;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

/** Carries the same `code` and `constraint` as an error of `pg`. */
class EmbeddedDatabaseError extends Error {
  override readonly name = "EmbeddedDatabaseError";
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  readonly detail: string | undefined;

  constructor({ message, code, constraint, detail }: EmbeddedFailure) {
    super(message);
    this.code = code;
    this.constraint = constraint;
    this.detail = detail;
  }
}
