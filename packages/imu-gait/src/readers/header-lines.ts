import { COMMA, SEMICOLON, TAB } from "./scan-row.ts";

/** Complete lines of the head of a file. */
export function headerLines(head: string): readonly string[] {
  return head.split("\n").map((line) => line.replace(/\r$/, ""));
}

/** The separator of a line of titles. */
export function separatorOf(titles: string): number {
  if (titles.includes("\t")) return TAB;
  return titles.includes(";") ? SEMICOLON : COMMA;
}

export function titlesOf(line: string, separator: number): readonly string[] {
  return line.split(String.fromCharCode(separator)).map((title) => title.trim().replace(/^"(.*)"$/, "$1"));
}
