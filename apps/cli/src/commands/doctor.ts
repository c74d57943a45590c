import { readArguments, singleValue } from "../arguments.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";

const HELP = `Example: look at the clinic in ./data
  npx plumbline doctor

Usage: npx plumbline doctor [--data-dir FOLDER] [--backups FOLDER] [--json]

Looks at what a clinic needs to run: pages, settings, data folder, disk,
secret, database and its tables, clock, mail, recordings and backups. Says what
is wrong and what to do about it, and changes nothing. Exit code 1 when there
is a problem.

Options:
  --data-dir FOLDER  the clinic's folder. Default: PLUMBLINE_DATA_DIR, else ./data
  --backups FOLDER   where backups lie; the newest must be younger than 26 hours
  --json             one line of JSON, for machines
  --help             this text
`;

export const doctorCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const names = { flags: ["json"], values: ["data-dir", "backups"] } as const;
    const { flags, values, positionals } = readArguments(args, names);
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    if (positionals.length > 0) throw new UsageError(`doctor takes no "${positionals[0]}"; options start with --.`);
    const dataDir = singleValue("--data-dir", values["data-dir"]);
    const backupDir = singleValue("--backups", values.backups);

    const { examineClinic } = await import("@plumbline/clinic");
    const checks = await examineClinic({
      ...(dataDir !== undefined && { dataDir }),
      ...(backupDir !== undefined && { backupDir }),
      env: terminal.env,
    });
    const lines = checks.map(
      ({ name, state, found, mend }) =>
        `${state.padEnd(8)} ${name}: ${found}${mend === null ? "" : `\n         ${mend}`}\n`,
    );
    terminal.result(flags.json ? `${JSON.stringify({ schemaVersion: 1, checks })}\n` : lines.join(""));
    return checks.some(({ state }) => state === "problem") ? 1 : 0;
  },
};
