import { readArguments, singleValue } from "../arguments.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";

const HELP = `Example: a demo clinic with 5,000 made-up patients in ./load
  npx plumbline demo --patients 5000 --data-dir load

Usage: npx plumbline demo --patients N [--data-dir FOLDER] [--json]

Fills the demo clinic with made-up people for load tests: up to twelve
clinicians in its offices, and patients with one visit each. Six of ten times
of the next eight weeks are taken, the other visits lie in the past. Run again
with a larger number, it adds those that are missing. A clinic with patients
who are not made up is left alone.

Then look at it with: npx plumbline serve --data-dir FOLDER

Options:
  --patients N       how many, 1 to 1,000,000
  --data-dir FOLDER  the clinic's folder. Default: PLUMBLINE_DATA_DIR, else
                     ./data. With DATABASE_URL its rows lie in PostgreSQL
  --json             one line of JSON, for machines
  --help             this text
`;

const MOST = 1_000_000;
const PROGRESS_EVERY = 10_000;

export const demoCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, { flags: ["json"], values: ["patients", "data-dir"] });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    if (positionals.length > 0) throw new UsageError(`demo takes no "${positionals[0]}"; options start with --.`);
    const text = singleValue("--patients", values.patients);
    const patients = Number(text);
    if (text === undefined || !/^\d+$/.test(text) || patients < 1 || patients > MOST) {
      throw new UsageError("demo needs --patients with a whole number from 1 to 1,000,000.");
    }
    const dataDir = singleValue("--data-dir", values["data-dir"]);

    const { ConfigError, fillDemo } = await import("@plumbline/clinic");
    try {
      const made = await fillDemo({
        patients,
        ...(dataDir !== undefined && { dataDir }),
        env: terminal.env,
        onProgress: (count) => {
          if (count % PROGRESS_EVERY === 0) terminal.note(`${count} patients …`);
        },
      });
      terminal.result(
        flags.json
          ? `${JSON.stringify({ schemaVersion: 1, ...made })}\n`
          : `${made.patients} made-up patients are in ${made.place}; ${made.visits} visits were added.\n`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const line of error.message.split("\n")) terminal.note(`plumbline: ${line}`);
      return 1;
    }
  },
};
