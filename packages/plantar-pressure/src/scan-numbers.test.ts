import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOT_A_NUMBER, scanNumbers } from "./scan-numbers.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function scan(text: string, room = 16): { readonly count: number; readonly values: readonly number[] } {
  const into = new Float64Array(room);
  const count = scanNumbers(bytesOf(text), 0, bytesOf(text).length, into);
  return { count, values: [...into.subarray(0, Math.max(0, count))] };
}

describe("numbers of a line", () => {
  test("tabs, blanks and a carriage return all separate", () => {
    expect(scan("30\t0.00\t 12.50   7\t\r")).toEqual({ count: 4, values: [30, 0, 12.5, 7] });
  });

  test("a decimal comma is read as a decimal point, never as a separator of thousands", () => {
    expect(scan("12,50").values).toEqual([12.5]);
    expect(scan("1.234,50").count).toBe(NOT_A_NUMBER);
  });

  test.each(["-1", "1e3", "NaN", "B", "1.2.3", ".", "12x"])("%s is not a pressure", (word) => {
    expect(scan(`1 ${word} 2`).count).toBe(NOT_A_NUMBER);
  });

  test("numbers beyond the room are counted and not kept", () => {
    expect(scan("1 2 3", 2).count).toBe(3);
  });

  test("every printed decimal is the number that JavaScript reads", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(999_999), fc.nat({ max: 6 })), { minLength: 1, maxLength: 12 }),
        (numbers) => {
          const words = numbers.map(([value, digits]) => (value / 1000).toFixed(digits));
          expect(scan(words.join("\t")).values).toEqual(words.map(Number));
        },
      ),
    );
  });
});
