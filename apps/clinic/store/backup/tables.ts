import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Schema } from "../schema.ts";

/** A table as the database itself describes it. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly isIdentity: boolean }[];
  /** Columns of its primary key, by which its rows are put in order. */
  readonly key: readonly string[];
}

/** Every table of the clinic, each behind those that its rows refer to. Empty before the first migration. */
export async function tablesInOrder(db: Kysely<Schema>): Promise<TableShape[]> {
  const { rows } = await sql<{ table: string; column: string; type: string; identity: boolean; key: boolean }>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      a.attidentity <> '' as identity, coalesce(a.attnum = any(i.indkey), false) as key
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relkind = 'r' and c.relname not in ('kysely_migration', 'kysely_migration_lock')
    order by c.relname, a.attnum`.execute(db);
  const references = await sql<{ child: string; parent: string }>`
    select distinct child.relname as child, parent.relname as parent
    from pg_constraint k
    join pg_class child on child.oid = k.conrelid
    join pg_class parent on parent.oid = k.confrelid
    join pg_namespace n on n.oid = child.relnamespace and n.nspname = current_schema()
    where k.contype = 'f'`.execute(db);
  const waiting = new Map<string, TableShape>();
  for (const name of new Set(rows.map(({ table }) => table))) {
    const columns = rows.filter(({ table }) => table === name);
    waiting.set(name, {
      name,
      columns: columns.map(({ column, type, identity }) => ({ name: column, type, isIdentity: identity })),
      key: columns.filter(({ key }) => key).map(({ column }) => column),
    });
  }
  const ordered: TableShape[] = [];
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter(
      ({ name }) => !references.rows.some(({ child, parent }) => child === name && waiting.has(parent)),
    );
    if (free.length === 0)
      throw new Error(`Tables refer to each other in a circle: ${[...waiting.keys()].join(", ")}.`);
    for (const table of free) waiting.delete(table.name);
    ordered.push(...free);
  }
  return ordered;
}

const ROWS_AT_ONCE = 500;
const BATCH_BYTES = 1 << 20;

/**
 * A table as lines of JSON: the names of its columns, then for each row its values as the database writes them, null or
 * text. Nothing is read into numbers or dates in between, so nothing is rounded.
 *
 * @param transaction - In which it stays the same from the first row to the last.
 * @param onRows - Called with how many rows were read since the last time.
 */
export async function* tableLines(
  transaction: Kysely<Schema>,
  { name, columns, key }: TableShape,
  onRows: (rows: number) => void,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(columns.map((column) => column.name))}\n`);
  const values = columns.map((column) => sql`${sql.ref(column.name)}::text`);
  const order = key.length === 0 ? sql`` : sql`order by ${sql.join(key.map((column) => sql.ref(column)))}`;
  await sql`declare rows_of_table no scroll cursor for
    select json_build_array(${sql.join(values)})::text as line from ${sql.table(name)} ${order}`.execute(transaction);
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(ROWS_AT_ONCE)} from rows_of_table`.execute(
      transaction,
    );
    if (rows.length === 0) break;
    onRows(rows.length);
    yield Buffer.from(rows.map(({ line }) => `${line}\n`).join(""));
  }
  await sql`close rows_of_table`.execute(transaction);
}

/**
 * Fills an empty table with what {@link tableLines} gave: every value as it was, also those that the database would
 * otherwise choose by itself, with the table's triggers off.
 *
 * @throws When its columns are not those of the lines.
 */
export async function fillTable(
  transaction: Kysely<Schema>,
  { name, columns }: TableShape,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  const table = sql.table(name);
  await sql`alter table ${table} disable trigger user`.execute(transaction);
  const types = new Map(columns.map((column) => [column.name, column.type]));
  let insert: ((lines: readonly string[]) => Promise<unknown>) | undefined;
  let batch: string[] = [];
  let batchBytes = 0;
  for await (const line of linesOf(content)) {
    if (insert === undefined) {
      const names = JSON.parse(line) as string[];
      const unknown = names.find((column) => !types.has(column));
      if (unknown !== undefined) throw new Error(`Table ${name} has no column ${unknown}.`);
      const values = names.map((column, index) => sql`(line ->> ${sql.lit(index)})::${sql.raw(types.get(column)!)}`);
      insert = (lines) =>
        sql`insert into ${table} (${sql.join(names.map((column) => sql.ref(column)))}) overriding system value
          select ${sql.join(values)} from json_array_elements(${`[${lines.join(",")}]`}::text::json) as line`.execute(
          transaction,
        );
      continue;
    }
    batch.push(line);
    batchBytes += line.length;
    if (batch.length < ROWS_AT_ONCE && batchBytes < BATCH_BYTES) continue;
    await insert(batch);
    batch = [];
    batchBytes = 0;
  }
  if (batch.length > 0) await insert!(batch);
  for (const { name: column, isIdentity } of columns) {
    if (!isIdentity) continue;
    // The next number follows the largest one, as if the rows had been written here.
    await sql`select setval(pg_get_serial_sequence(${sql.lit(`"${name}"`)}, ${sql.lit(column)}),
      coalesce(max(${sql.ref(column)}), 1), count(*) > 0) from ${table}`.execute(transaction);
  }
  await sql`alter table ${table} enable trigger user`.execute(transaction);
}

export async function countRows(db: Kysely<Schema>, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return Number(rows[0]!.count);
}

async function* linesOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest: string[] = [];
  for await (const chunk of content) {
    const [first, ...others] = decoder.decode(chunk, { stream: true }).split("\n");
    rest.push(first!);
    for (const next of others) {
      yield rest.join("");
      rest = [next];
    }
  }
}
