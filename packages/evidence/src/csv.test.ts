import { join } from "node:path";
import { parse as parseIndependently } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readData } from "../../../scripts/generate-evidence.ts";
import { parseCsv } from "./csv.ts";

const { files } = readData(join(import.meta.dirname, "../data"));

test("quotes keep commas, doubled quotes and line breaks inside a cell", () => {
  const table = parseCsv("t.csv", 'a,b\n"one, two","he said ""no"""\n"first\nsecond",plain\n');
  expect(table.columns).toEqual(["a", "b"]);
  expect(table.rows).toEqual([
    ["one, two", 'he said "no"'],
    ["first\nsecond", "plain"],
  ]);
  expect(table.problems).toEqual([]);
});

test("a byte-order mark, CRLF and a missing last line break change nothing", () => {
  const plain = parseCsv("t.csv", "a,b\n1,2\n3,\n");
  expect(parseCsv("t.csv", "\uFEFFa,b\r\n1,2\r\n3,")).toEqual(plain);
  expect(plain.rows).toEqual([
    ["1", "2"],
    ["3", ""],
  ]);
});

test("each row remembers its line, past empty lines and cells of several lines", () => {
  //            1    2        3   4  5  6
  const text = 'a,b\n"x\ny",1\n\n\nz,2\nw,3\n';
  expect(parseCsv("t.csv", text).lines).toEqual([2, 6, 7]);
});

test("a quote that is never closed is told with the line where it opens", () => {
  const { problems } = parseCsv("t.csv", 'a,b\n1,2\n3,"four\n5,6\n');
  expect(problems).toMatchObject([{ code: "evidence/quote", path: "t.csv:3" }]);
});

test("text after a closing quote is told with its line", () => {
  const { problems } = parseCsv("t.csv", 'a,b\n"1"x,2\n');
  expect(problems).toMatchObject([{ code: "evidence/quote", path: "t.csv:2" }]);
});

test("what is written with quotes is read back, whatever the cells hold", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", ",", '"', "\n", "\r", " ", ";") });
  const rows = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
  const quoted = (row: readonly string[]) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
  fc.assert(
    fc.property(rows, fc.constantFrom("\n", "\r\n"), fc.boolean(), ([header, ...body], lineEnd, isEnded) => {
      const text = [header!, ...body].map(quoted).join(lineEnd) + (isEnded ? lineEnd : "");
      const table = parseCsv("t.csv", text);
      expect([table.columns, ...table.rows]).toEqual([header, ...body]);
      expect(table.problems).toEqual([]);
    }),
  );
});

test.each(Object.keys(files).filter((name) => name.endsWith(".csv")))(
  "another CSV reader reads the same cells and lines from %s",
  (name) => {
    const table = parseCsv(name, files[name]!);
    const other = parseIndependently(files[name]!, { bom: true, skip_empty_lines: true, relax_column_count: true });
    expect([table.columns, ...table.rows]).toEqual(other);
    const textLines = files[name]!.split("\n");
    table.rows.forEach((row, index) => {
      expect(textLines[table.lines[index]! - 1]!.replace(/^"/, "").startsWith(row[0]!)).toBe(true);
    });
  },
);
