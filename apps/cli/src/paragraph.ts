/** Lines of text results never pass this, whatever the terminal: the same input gives the same bytes. */
export const LINE_WIDTH = 80;

/**
 * Breaks a text into lines at spaces. A word longer than a line stays whole (an address must not be broken).
 *
 * @param first - What stands before the first line: `"  - "`.
 * @param next - What stands before every other line; as many spaces as `first` is long unless given.
 * @returns The lines joined by line feeds, without a closing one.
 */
export function paragraph(text: string, first = "", next = " ".repeat(first.length)): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (!isEmpty && line.length + 1 + word.length > LINE_WIDTH) {
      lines.push(line);
      line = next;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  lines.push(line);
  return lines.map((each) => each.trimEnd()).join("\n");
}
