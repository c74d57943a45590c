import { once } from "node:events";
import { styleText } from "node:util";
import { printable } from "./printable.ts";

type Emphasis = "bold" | "alarm";

/** Everything a command may do to the world around it, apart from reading its files. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output, exactly as given: the result and nothing else. */
  result(text: string): void;
  /** Writes one line to standard error: whatever is not the result. */
  note(line: string): void;
  /** Resolves when whoever reads standard output has room for more. */
  drained(): Promise<void>;
  /** Whether a person sees standard error as it is written. */
  readonly isWatched: boolean;
  /** How far it is, in place of what it said before; empty takes it away. Only a person who watches sees it. */
  progress(text: string): void;
  /** The text with weight or color where the reader can see it, else unchanged. */
  emphasize(how: Emphasis, text: string): string;
}

const STYLES: Readonly<Record<Emphasis, Parameters<typeof styleText>[0]>> = { bold: "bold", alarm: ["bold", "red"] };

/** The process's own streams. Color only for a person at a terminal, and never when `NO_COLOR` is set. */
export function processTerminal(): Terminal {
  const { env, stdout, stderr } = process;
  const hasColor = stdout.isTTY && !env.NO_COLOR && env.TERM !== "dumb";

  // A reader that has seen enough (`| head`) is no failure. Anything else that keeps the result from being written is.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    stderr.write(`plumbline: The result could not be written: ${error.message}.\n`);
    process.exit(1);
  });
  stderr.on("error", () => process.exit(1));

  const isWatched = stderr.isTTY && env.TERM !== "dumb";
  let isProgressShown = false;
  const clearProgress = (): void => {
    if (isProgressShown) stderr.write("\r\u001b[2K");
    isProgressShown = false;
  };

  return {
    env,
    result: (text) => void stdout.write(text),
    note(line) {
      clearProgress();
      stderr.write(`${printable(line)}\n`);
    },
    async drained() {
      if (stdout.writableNeedDrain) await once(stdout, "drain");
    },
    isWatched,
    progress(text) {
      clearProgress();
      if (!isWatched || text === "") return;
      stderr.write(printable(text));
      isProgressShown = true;
    },
    emphasize: (how, text) => (hasColor ? styleText(STYLES[how], text, { validateStream: false }) : text),
  };
}
