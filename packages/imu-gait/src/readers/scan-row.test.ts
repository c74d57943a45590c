import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMMA, scanRow, SEMICOLON, TAB } from "./scan-row.ts";

function scan(line: string, separator: number, wanted: readonly number[]) {
  const bytes = new TextEncoder().encode(line);
  const slots = new Int16Array(20).fill(-1);
  wanted.forEach((column, slot) => (slots[column] = slot));
  const into = new Float64Array(wanted.length);
  return { cells: scanRow(bytes, 0, bytes.length, separator, slots, into), values: [...into] };
}

describe("scanRow", () => {
  it("reads signs, exponents, quotes, blanks and the wanted cells only", () => {
    expect(scan('text,-1.5, +2e-3 ,"7",1E2,x\r', COMMA, [1, 2, 3, 4])).toEqual({
      cells: 6,
      values: [-1.5, 0.002, 7, 100],
    });
    expect(scan("-.5\t5.", TAB, [0, 1])).toEqual({ cells: 2, values: [-0.5, 5] });
  });

  it("reads a decimal comma where the comma does not separate", () => {
    expect(scan("1,25;-0,5", SEMICOLON, [0, 1]).values).toEqual([1.25, -0.5]);
  });

  it("tells an empty cell from a damaged one", () => {
    expect(scan("1,,NaN,null", COMMA, [0, 1, 2, 3]).values).toEqual([1, NaN, NaN, NaN]);
    for (const damaged of ["1.2.3", "1x", "--1", "e5", "1e", "1e999", "0x10", "\u0000"]) {
      expect(scan(`5,${damaged}`, COMMA, [0, 1]).cells, damaged).toBe(-2);
    }
  });

  it("reads every number as JavaScript does, to one part in 10¹⁵", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
        fc.pre(value === 0 || Math.abs(value) > 1e-280);
        const [read] = scan(String(value), COMMA, [0]).values;
        expect(Math.abs(read! - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-15);
      }),
    );
  });
});
