import fc from "fast-check";
import { expect, test } from "vitest";
import { LINE_WIDTH, paragraph } from "./paragraph.ts";

test("every word comes back in its order, and no line is too long unless a word is", () => {
  const word = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom("a", "b", "-", "é") });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      const lines = paragraph(words.join(" "), "  - ").split("\n");
      expect(lines.flatMap((line) => line.slice(4).split(" ")).filter((part) => part !== "")).toEqual(words);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(LINE_WIDTH);
    }),
  );
});

test("later lines stand under the first word, not under the mark", () => {
  const lines = paragraph("word ".repeat(30), "  - ").split("\n");
  expect(lines.map((line) => line.slice(0, 5))).toEqual(["  - w", "    w"]);
});

test("an address longer than a line stays whole", () => {
  const address = `https://example.org/${"a".repeat(100)}`;
  expect(paragraph(`See ${address} there`).split("\n")).toEqual(["See", address, "there"]);
});
