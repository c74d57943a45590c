import { readArguments, singleValue } from "../arguments.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import type { Terminal } from "../terminal.ts";

const HELP = `Example: run the demo clinic at http://localhost:3000
  npx plumbline serve

Usage: npx plumbline serve [--port PORT] [--data-dir FOLDER]

Serves the clinic's pages until it is stopped with Ctrl+C (or SIGTERM). What
is in hand is finished first; a second Ctrl+C stops at once. The pages must be
built: "npm run build" once, or "npm start", which does both.

Options:
  --port PORT        0 to 65535; 0 takes any free one. Default: PORT, else 3000
  --data-dir FOLDER  database, uploads and outgoing mail.
                     Default: PLUMBLINE_DATA_DIR, else ./data
  --help             this text

Settings in the environment: PORT, PLUMBLINE_DATA_DIR, DATABASE_URL (PostgreSQL
in place of the embedded database), SMTP_URL, PLUMBLINE_MAIL_FROM,
PLUMBLINE_URL, PLUMBLINE_SECRET, PLUMBLINE_DEMO (0 leaves the demo clinic out
and prints a link for the first manager), PLUMBLINE_PROXY (1 takes the address
of visitors from X-Forwarded-For).
`;

/** npm and npx pass Ctrl+C on, so one press arrives twice. */
const SAME_PRESS_MS = 500;
/** How soon a server notices that the shell which ran it is gone. */
const SHELL_CHECK_MS = 500;
/** Longer than any page takes; then whoever stops the server matters more than a request that hangs. */
const LONGEST_STOP_MS = 10_000;

export const serveCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, { flags: [], values: ["port", "data-dir"] });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    if (positionals.length > 0) throw new UsageError(`serve takes no "${positionals[0]}"; options start with --.`);
    const port = parsePort(singleValue("--port", values.port));
    const dataDir = singleValue("--data-dir", values["data-dir"]);

    const stop = stopSignal(terminal);
    const { ConfigError, startClinic } = await import("@plumbline/clinic");
    try {
      const clinic = await startClinic({
        ...(port !== undefined && { port }),
        ...(dataDir !== undefined && { dataDir }),
        env: terminal.env,
        log: (line) => (line.startsWith("[error]") ? terminal.note(line) : terminal.result(`${line}\n`)),
      });
      await stop;
      await clinic.close();
      return 0;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const line of error.message.split("\n")) terminal.note(`plumbline: ${line}`);
      return 1;
    }
  },
};

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65535) return port;
  throw new UsageError(`--port must be a whole number from 0 to 65535, but is "${text}".`);
}

/**
 * Settles with the first SIGINT or SIGTERM. A second one, or a stop that takes too long, ends the process.
 *
 * npm and npx pass SIGTERM to the shell between them and us, which dies of it and tells nobody; so under them the end
 * of our parent is a signal too. Otherwise the server would live on unseen and keep the port.
 */
function stopSignal(terminal: Terminal): Promise<void> {
  return new Promise((resolve) => {
    let stoppingSinceMs: number | null = null;
    const stop = (signal: NodeJS.Signals) => {
      if (stoppingSinceMs === null) {
        stoppingSinceMs = performance.now();
        terminal.note("Stopping …");
        setTimeout(() => {
          terminal.note(`plumbline: A request is still busy after ${LONGEST_STOP_MS / 1000} s; stopped without it.`);
          process.exit(1);
        }, LONGEST_STOP_MS).unref();
        resolve();
      } else if (performance.now() - stoppingSinceMs > SAME_PRESS_MS) {
        process.exit(signal === "SIGINT" ? 130 : 143);
      }
    };
    if (terminal.env.npm_command !== undefined) {
      const shell = process.ppid;
      const watch = setInterval(() => {
        if (process.ppid === shell) return;
        clearInterval(watch);
        stop("SIGTERM");
      }, SHELL_CHECK_MS).unref();
    }
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
}
