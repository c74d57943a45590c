import { createHash } from "node:crypto";
import { kyselyAdapter } from "@better-auth/kysely-adapter";
import type { BetterAuthOptions } from "better-auth";
import type { Kysely } from "kysely";
import type { Schema } from "../store/index.ts";

type Adapter = ReturnType<ReturnType<typeof kyselyAdapter>>;
type Where = NonNullable<Parameters<Adapter["findOne"]>[0]["where"]>;

/**
 * The database of the sign-in library, with sessions kept under the SHA-256 of their token: who reads the table, or a
 * backup of it, cannot sign in with what is there. The library itself goes on to see the token it asked with.
 */
export function hashedSessions(db: Kysely<Schema>): (options: BetterAuthOptions) => Adapter {
  return (options) => hashing(kyselyAdapter(db, { type: "postgres" })(options));
}

function hashing(adapter: Adapter): Adapter {
  return {
    ...adapter,
    async create<Row extends Record<string, unknown>, Made = Row>(
      request: Parameters<typeof adapter.create<Row, Made>>[0],
    ) {
      const { token } = request.data as { token?: unknown };
      if (request.model !== "session" || typeof token !== "string") return adapter.create<Row, Made>(request);
      const made = await adapter.create<Row, Made>({ ...request, data: { ...request.data, token: hashOf(token) } });
      return { ...made, token };
    },
    async findOne<Row>(request: Parameters<Adapter["findOne"]>[0]) {
      const found = await adapter.findOne<Row>(withHash(request));
      return found === null ? null : withToken(found, request);
    },
    findMany: (request) => adapter.findMany(withHash(request)),
    async update<Row>(request: Parameters<Adapter["update"]>[0]) {
      const updated = await adapter.update<Row>(withHash(request));
      return updated === null ? null : withToken(updated, request);
    },
    updateMany: (request) => adapter.updateMany(withHash(request)),
    delete: (request) => adapter.delete(withHash(request)),
    deleteMany: (request) => adapter.deleteMany(withHash(request)),
    transaction: (work) => adapter.transaction((inner) => work(hashing(inner as Adapter))),
  };
}

interface Asked {
  readonly model: string;
  readonly where?: Where | undefined;
}

function withHash<Request extends Asked>(request: Request): Request {
  if (request.model !== "session" || request.where === undefined) return request;
  const where = request.where.map((condition) =>
    condition.field === "token" ? { ...condition, value: hashOfEach(condition.value) } : condition,
  );
  return { ...request, where };
}

function withToken<Row>(row: Row, { model, where }: Asked): Row {
  const asked = where?.find(({ field }) => field === "token")?.value;
  return model === "session" && typeof asked === "string" ? { ...row, token: asked } : row;
}

function hashOfEach(value: Where[number]["value"]): Where[number]["value"] {
  if (typeof value === "string") return hashOf(value);
  return Array.isArray(value) ? value.map((item) => hashOf(String(item))) : value;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
