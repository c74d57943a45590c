import type { RestoreReport } from "@plumbline/clinic";
import { readArguments, singleValue } from "../arguments.ts";
import { readKeyFile } from "../backup-key.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import type { Terminal } from "../terminal.ts";

const HELP = `Example: bring a clinic back into ./restored
  npx plumbline restore clinic.backup --data-dir restored --key-file backup-key

Usage: npx plumbline restore FILE --data-dir FOLDER [--key-file FILE]

Brings back what "plumbline backup" wrote: into the embedded database in the
folder, or with DATABASE_URL into that PostgreSQL, whichever the clinic had
before. The folder and the database must be empty. Every part of the file is
checked before anything is written; what fails later leaves no row and no file.
Rows are counted afterwards and the audit is checked. Exit code 1 when the
audit is not whole.

Options:
  --data-dir FOLDER  the new folder of the clinic
  --key-file FILE    holds the key of an encrypted file.
                     Default: what PLUMBLINE_BACKUP_KEY is set to
  --help             this text
`;

export const restoreCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, { flags: [], values: ["data-dir", "key-file"] });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    const [path, ...more] = positionals;
    if (path === undefined) throw new UsageError("restore needs the FILE that a backup wrote.");
    if (more.length > 0) throw new UsageError(`"${more[0]}" is one too many.`);
    const dataDir = singleValue("--data-dir", values["data-dir"]);
    // Named each time: the clinic's own folder is the last place where an old state should appear by itself.
    if (dataDir === undefined) throw new UsageError("restore needs --data-dir FOLDER, a new one.");
    const keyFile = singleValue("--key-file", values["key-file"]);
    const key = keyFile === undefined ? undefined : readKeyFile(keyFile);

    const { ConfigError, restoreClinic } = await import("@plumbline/clinic");
    try {
      const report = await restoreClinic({
        path,
        dataDir,
        ...(key !== undefined && { key }),
        env: terminal.env,
        onProgress: (text) => terminal.progress(text),
      });
      terminal.progress("");
      terminal.result(reportText(report));
      warn(report, terminal);
      return report.audit.faults.length === 0 ? 0 : 1;
    } catch (error) {
      terminal.progress("");
      if (!(error instanceof ConfigError)) throw error;
      for (const line of error.message.split("\n")) terminal.note(`plumbline: ${line}`);
      return 1;
    }
  },
};

function reportText({ dataDir, database, createdAt, tables, rows, recordings, audit }: RestoreReport): string {
  const { faults, lines } = audit;
  return [
    `Restored:    ${dataDir}${database === "postgres" ? " and PostgreSQL" : ""}, as of ${createdAt}`,
    `Tables:      ${tables} with ${rows} rows`,
    `Recordings:  ${recordings}`,
    `Audit:       ${lines} chained lines, ${faults.length === 0 ? "whole" : "not whole"}`,
    "",
  ].join("\n");
}

function warn({ audit, secret }: RestoreReport, terminal: Terminal): void {
  if (secret === "missing" || secret === "other") {
    terminal.note(
      `warning: PLUMBLINE_SECRET is ${secret === "missing" ? "not set" : "another one"}. Set it to the clinic's before ` +
        "you start it, or second factors and links to visits do not work.",
    );
  }
  for (const { place, message } of audit.faults) terminal.note(`plumbline: ${place}: ${message}`);
}
