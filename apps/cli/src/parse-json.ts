import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";

/**
 * JSON text to a value, with the place of the first mistake.
 *
 * Stricter than `JSON.parse` in one thing: a name that comes twice in one object is refused, for one of the two answers
 * would be lost without a word.
 *
 * @param name - What the text is called in problems.
 * @param firstLine - The number of its first line in the file it comes from.
 * @returns The value, or one problem: `json/syntax`, `json/too-deep` or `json/repeated-name`, with line and column in
 *   its message (both from 1, the column in characters).
 */
export function parseJson(text: string, name: string, firstLine = 1): Result<unknown> {
  const problem = new JsonReader(text, name, firstLine).firstProblem();
  return problem === null ? ok(JSON.parse(text)) : notOk(problem);
}

/** Far more than any case needs, and far less than would exhaust the stack. */
const DEEPEST = 200;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// A string's inside: anything but quotes, backslashes and control characters, or an escape.
// oxlint-disable-next-line no-control-regex -- JSON forbids exactly these
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\u0000-\u001f]*)*"/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

class JsonFault extends Error {
  readonly code: string;
  readonly offset: number;
  readonly hint: string | undefined;

  constructor(code: string, offset: number, message: string, hint?: string) {
    super(message);
    this.code = code;
    this.offset = offset;
    this.hint = hint;
  }
}

/** Walks over the text without building anything; `JSON.parse` does that once the text is known to be good. */
class JsonReader {
  readonly #text: string;
  readonly #name: string;
  readonly #firstLine: number;
  #at = 0;

  constructor(text: string, name: string, firstLine: number) {
    this.#text = text;
    this.#name = name;
    this.#firstLine = firstLine;
  }

  firstProblem(): Problem | null {
    try {
      this.#value(0);
      if (this.#at < this.#text.length) this.#fail("Nothing may follow the closing bracket");
      return null;
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      const before = this.#text.slice(0, error.offset).split("\n");
      const place = `line ${this.#firstLine + before.length - 1}, column ${[...before.at(-1)!].length + 1}`;
      return {
        code: error.code,
        path: this.#name,
        message: `${error.message} (${place}).`,
        ...(error.hint !== undefined && { hint: error.hint }),
      };
    }
  }

  #value(depth: number): void {
    if (depth > DEEPEST) {
      throw new JsonFault("json/too-deep", this.#at, `Brackets are nested more than ${DEEPEST} deep`);
    }
    this.#take(SPACE);
    const first = this.#text[this.#at];
    if (first === "{") this.#object(depth);
    else if (first === "[") this.#array(depth);
    else if (first === '"') this.#string();
    else if (this.#take(WORD) === undefined && this.#take(NUMBER) === undefined) this.#fail("A value is expected");
    this.#take(SPACE);
  }

  #object(depth: number): void {
    const names = new Set<string>();
    this.#at++;
    this.#take(SPACE);
    if (this.#skip("}")) return;
    do {
      this.#take(SPACE);
      const start = this.#at;
      if (this.#text[start] !== '"') this.#fail("A name in double quotes is expected");
      const name = JSON.parse(this.#string()) as string;
      if (names.has(name)) {
        const message = `The name "${name}" comes twice in the same object`;
        throw new JsonFault("json/repeated-name", start, message, "Keep the one that is true.");
      }
      names.add(name);
      this.#take(SPACE);
      if (!this.#skip(":")) this.#fail(`A colon is expected after "${name}"`);
      this.#value(depth + 1);
    } while (this.#skip(","));
    if (!this.#skip("}")) this.#fail("A comma or } is expected");
  }

  #array(depth: number): void {
    this.#at++;
    this.#take(SPACE);
    if (this.#skip("]")) return;
    do this.#value(depth + 1);
    while (this.#skip(","));
    if (!this.#skip("]")) this.#fail("A comma or ] is expected");
  }

  #string(): string {
    const text = this.#take(STRING);
    if (text !== undefined) return text;
    return this.#fail(
      "A text in double quotes is not closed on its line, or holds a character that JSON forbids",
      null,
    );
  }

  #here(): string {
    const point = this.#text.codePointAt(this.#at);
    return point === undefined ? "" : String.fromCodePoint(point);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0];
    if (match !== undefined) this.#at += match.length;
    return match;
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  /** @param found - What stands at the place instead; null when the expectation says it all. */
  #fail(expectation: string, found: string | null = this.#here()): never {
    const shown = found === "" ? "the text ends here" : `${found === '"' ? "a double quote" : `"${found}"`} was found`;
    const message = found === null ? expectation : `${expectation}, but ${shown}`;
    throw new JsonFault("json/syntax", this.#at, message, hintFor(found));
  }
}

function hintFor(found: string | null): string | undefined {
  if (found === "'") return "JSON wants double quotes.";
  if (found === "/") return "JSON has no comments.";
  if (found === "}" || found === "]") return "Take away the comma before it.";
  return undefined;
}
