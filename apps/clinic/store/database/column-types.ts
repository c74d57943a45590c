/** Type numbers of PostgreSQL (`select oid, typname from pg_type`). */
const INT8 = 20;
const JSON_TEXT = 114;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;
const JSONB = 3802;

/**
 * How columns become values, by type number, the same on both databases: left alone, the two drivers read ten types
 * differently. Days stay text, since a `Date` would carry a clock time and a zone that a day does not have.
 */
export const COLUMN_PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: wholeNumber,
  [JSON_TEXT]: (text) => JSON.parse(text) as unknown,
  [JSONB]: (text) => JSON.parse(text) as unknown,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: (text) => new Date(text),
  [NUMERIC]: (text) => text,
};

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to be read as a number without loss.`);
  return value;
}
