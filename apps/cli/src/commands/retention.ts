import type { RetentionReport } from "@plumbline/clinic";
import { readArguments, singleValue } from "../arguments.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";

const HELP = `Example: which records of the clinic in ./data have been kept long enough
  npx plumbline retention

Usage: npx plumbline retention [--years N] [--erase] [--data-dir FOLDER] [--json]

Lists the records whose last contact is longer ago than they have to be kept:
20 years, unless PLUMBLINE_RETENTION_YEARS or --years says otherwise; of who
was a child then, counted from the eighteenth birthday. It prints ids and days,
no names. Nothing is removed without --erase.

With --erase each is removed whole, recordings too, for good; make a backup
first if you may need it. Records on legal hold stay, and so does the audit,
which then says that the record was erased. The embedded database can be asked
only while the clinic is stopped; PostgreSQL (DATABASE_URL) at any time.

Options:
  --years N          how long records are kept, 1 to 200
  --erase            remove them
  --data-dir FOLDER  the clinic's folder. Default: PLUMBLINE_DATA_DIR, else ./data
  --json             one line of JSON, for machines
  --help             this text
`;

export const retentionCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const names = { flags: ["erase", "json"], values: ["years", "data-dir"] } as const;
    const { flags, values, positionals } = readArguments(args, names);
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    if (positionals.length > 0) throw new UsageError(`retention takes no "${positionals[0]}"; options start with --.`);
    const text = singleValue("--years", values.years);
    const years = Number(text);
    if (text !== undefined && (!/^\d+$/.test(text) || years < 1 || years > 200)) {
      throw new UsageError(`--years is "${text}", but must be a whole number from 1 to 200.`);
    }
    const dataDir = singleValue("--data-dir", values["data-dir"]);

    const { ConfigError, applyRetention } = await import("@plumbline/clinic");
    try {
      const report = await applyRetention({
        ...(dataDir !== undefined && { dataDir }),
        ...(text !== undefined && { years }),
        erases: flags.erase,
        env: terminal.env,
        nowMs: Date.now(),
      });
      terminal.result(
        flags.json ? `${JSON.stringify({ schemaVersion: 1, ...report })}\n` : reportText(report, flags.erase),
      );
      return 0;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const line of error.message.split("\n")) terminal.note(`plumbline: ${line}`);
      return 1;
    }
  },
};

function reportText({ years, due, erased, recordings }: RetentionReport, erases: boolean): string {
  const lines = due.map(({ patientId, lastContact, heldFor }) => {
    const fate = heldFor !== null ? `on legal hold: ${heldFor}` : erased.includes(patientId) ? "erased" : "may go";
    return `  ${patientId}  last contact ${lastContact}  ${fate}`;
  });
  const records = (count: number) => (count === 1 ? "1 record" : `${count} records`);
  return [
    due.length === 0
      ? `No record has been kept for more than ${years} years after the last contact.`
      : `${records(due.length)} kept for more than ${years} years after the last contact:`,
    ...lines,
    ...(erases ? [`Erased: ${records(erased.length)} and ${recordings} recordings.`] : []),
    ...(!erases && due.some(({ heldFor }) => heldFor === null) ? ["Nothing was removed. --erase removes them."] : []),
    "",
  ].join("\n");
}
