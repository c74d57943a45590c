import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "./parse-json.ts";

function messageOf(text: string): string {
  const result = parseJson(text, "case.json");
  if (result.ok) throw new Error(`accepted: ${text}`);
  return `${result.problems[0]!.message} ${result.problems[0]!.hint ?? ""}`.trim();
}

test.each([
  ["", "A value is expected, but the text ends here (line 1, column 1)."],
  [
    '{\n  "age": 54,\n}',
    'A name in double quotes is expected, but "}" was found (line 3, column 1). Take away the comma before it.',
  ],
  ['{"a":1\n "b":2}', "A comma or } is expected, but a double quote was found (line 2, column 2)."],
  ["{'a':1}", `A name in double quotes is expected, but "'" was found (line 1, column 2). JSON wants double quotes.`],
  ['{"a":tru}', 'A value is expected, but "t" was found (line 1, column 6).'],
  ["01", 'Nothing may follow the closing bracket, but "1" was found (line 1, column 2).'],
  ["// no\n{}", 'A value is expected, but "/" was found (line 1, column 1). JSON has no comments.'],
  ['["😀", x]', 'A value is expected, but "x" was found (line 1, column 7).'],
])("%j is refused with its place", (text, message) => {
  expect(messageOf(text)).toBe(message);
});

test("a name that comes twice is refused, for one of the answers would be lost", () => {
  expect(messageOf('{"findings": {"e_slr": true,\n"e_slr": false}}')).toBe(
    'The name "e_slr" comes twice in the same object (line 2, column 1). Keep the one that is true.',
  );
  // The same name spelt with an escape is the same name; in another object it is another.
  expect(messageOf(String.raw`{"a": 1, "\u0061": 2}`)).toContain('"a" comes twice');
  expect(parseJson('[{"a": 1}, {"a": 2}]', "x").ok).toBe(true);
});

test("brackets without end are refused before the stack is", () => {
  expect(messageOf("[".repeat(1_000_000))).toContain("nested more than 200 deep");
});

test("a text of megabytes in one string is read", () => {
  const long = `${"a\\n".repeat(2_000_000)}`;
  expect(parseJson(`"${long}"`, "x").ok).toBe(true);
});

test("whatever was written as JSON is read back", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2, "\t"), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(parseJson(text, "x")).toEqual({ ok: true, value: JSON.parse(text) });
    }),
  );
});

test("exactly what JSON.parse refuses is refused, repeated names apart", () => {
  // Pieces of JSON in any order: near misses by the thousand.
  const piece = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    '"a"',
    '"\\u00e9"',
    '"\\x"',
    '"',
    "-1.5e+3",
    "01",
    "1.",
    "true",
    "nul",
    " ",
    "\n",
    "'",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join("");
      const result = parseJson(text, "x");
      if (!result.ok && result.problems[0]!.code === "json/repeated-name") return;
      expect(result.ok).toBe(isJson(text));
    }),
    { numRuns: 5000 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
