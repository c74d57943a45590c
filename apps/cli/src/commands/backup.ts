import type { BackupReport } from "@plumbline/clinic";
import { readArguments, singleValue } from "../arguments.ts";
import { readKeyFile } from "../backup-key.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import type { Terminal } from "../terminal.ts";

const HELP = `Example: back up the clinic in ./data
  npx plumbline backup --out clinic.backup --key-file backup-key

Usage: npx plumbline backup --out FILE [--data-dir FOLDER] [--key-file FILE]

Writes everything of a clinic into one compressed file: all tables as they
stand at one moment, the recordings, and the secret when it lies in the data
folder. "plumbline restore" brings it back, on either database. The embedded
database can be backed up only while the clinic is stopped; PostgreSQL
(DATABASE_URL) at any time.

With a key the file is encrypted (AES-256-GCM). Without one, whoever has the
file reads every record. Keep the key in another place than the file: nobody
can open the file without it.

Options:
  --out FILE         the backup; there must be no file of this name yet
  --data-dir FOLDER  the clinic's folder. Default: PLUMBLINE_DATA_DIR, else ./data
  --key-file FILE    holds the key, 16 characters or more.
                     Default: what PLUMBLINE_BACKUP_KEY is set to
  --help             this text
`;

export const backupCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, { flags: [], values: ["out", "data-dir", "key-file"] });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    if (positionals.length > 0) throw new UsageError(`backup takes no "${positionals[0]}"; name the file with --out.`);
    const path = singleValue("--out", values.out);
    if (path === undefined) throw new UsageError("backup needs --out FILE.");
    const dataDir = singleValue("--data-dir", values["data-dir"]);
    const keyFile = singleValue("--key-file", values["key-file"]);
    const key = keyFile === undefined ? undefined : readKeyFile(keyFile);

    const { ConfigError, backUpClinic } = await import("@plumbline/clinic");
    try {
      const report = await backUpClinic({
        path,
        ...(dataDir !== undefined && { dataDir }),
        ...(key !== undefined && { key }),
        env: terminal.env,
        nowMs: Date.now(),
        onProgress: (text) => terminal.progress(text),
      });
      terminal.progress("");
      terminal.result(reportText(report));
      warn(report, terminal);
      return report.damagedRecordings.length === 0 ? 0 : 1;
    } catch (error) {
      terminal.progress("");
      if (!(error instanceof ConfigError)) throw error;
      for (const line of error.message.split("\n")) terminal.note(`plumbline: ${line}`);
      return 1;
    }
  },
};

function reportText({ path, bytes, tables, rows, recordings, isEncrypted }: BackupReport): string {
  return [
    `Backup:      ${path}, ${bytes} bytes, ${isEncrypted ? "encrypted" : "not encrypted"}`,
    `Tables:      ${tables} with ${rows} rows`,
    `Recordings:  ${recordings}`,
    "",
  ].join("\n");
}

function warn({ isEncrypted, hasSecret, damagedRecordings }: BackupReport, terminal: Terminal): void {
  if (!isEncrypted) {
    terminal.note("warning: The file is not encrypted. Whoever has it reads every record. Give a key with --key-file.");
  }
  if (!hasSecret) terminal.note("warning: PLUMBLINE_SECRET is not in the file. Keep it, too; a restore needs it.");
  for (const sha256 of damagedRecordings) {
    terminal.note(`plumbline: Recording ${sha256} is not what it was; it was left out.`);
  }
}
