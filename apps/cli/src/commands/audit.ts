import type { AuditCheck } from "@plumbline/clinic";
import { readArguments, singleValue } from "../arguments.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { unknownWord } from "../unknown-word.ts";

const HELP = `Example: check the audit of the clinic in ./data
  npx plumbline audit verify

Usage: npx plumbline audit verify [--data-dir FOLDER] [--public-key KEY] [--json]

Every line of a clinic's audit carries the hash of the line before it, and
signed checkpoints name the last lines. This computes all of them again: a
line that was changed, removed, put elsewhere or cut off is told. Exit code 1
when there is one. The embedded database can be checked only while the clinic
is stopped; PostgreSQL (DATABASE_URL) at any time.

Write down the last checkpoint it prints, somewhere else. Checkpoints removed
from the end can be missed only by who knows which one was the last.

Options:
  --data-dir FOLDER  the clinic's folder. Default: PLUMBLINE_DATA_DIR, else ./data
  --public-key KEY   judges the signatures by this key, as an earlier check
                     printed it, instead of by the clinic's secret
  --json             one line of JSON, for machines
  --help             this text
`;

const PROGRESS_EVERY_LINES = 100_000;

export const auditCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, { flags: ["json"], values: ["data-dir", "public-key"] });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    const [action, ...more] = positionals;
    if (action === undefined) throw new UsageError('audit needs "verify".');
    if (action !== "verify") throw new UsageError(unknownWord("audit command", action, ["verify"]));
    if (more.length > 0) throw new UsageError(`"${more[0]}" is one too many.`);
    const dataDir = singleValue("--data-dir", values["data-dir"]);
    const publicKeyHex = singleValue("--public-key", values["public-key"]);

    const { ConfigError, verifyClinicAudit } = await import("@plumbline/clinic");
    try {
      const check = await verifyClinicAudit({
        ...(dataDir !== undefined && { dataDir }),
        ...(publicKeyHex !== undefined && { publicKeyHex }),
        env: terminal.env,
        onProgress: (lines) => {
          if (lines % PROGRESS_EVERY_LINES === 0) terminal.note(`${lines} lines checked …`);
        },
      });
      terminal.result(flags.json ? `${JSON.stringify(check)}\n` : verdictText(check));
      return check.verdict.faults.length === 0 ? 0 : 1;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const line of error.message.split("\n")) terminal.note(`plumbline: ${line}`);
      return 1;
    }
  },
};

function verdictText({ verdict, publicKeyHex }: AuditCheck): string {
  const { faults, lines, writers, unchained, checkpoints, linesSinceCheckpoint, lastCheckpoint } = verdict;
  return [
    faults.length === 0
      ? "The audit is whole: nothing was changed, removed or put elsewhere."
      : `The audit was tampered with: ${faults.length} ${faults.length === 1 ? "place" : "places"}.`,
    ...faults.map(({ place, message }) => `  ${place}: ${message}`),
    "",
    `Lines:            ${lines} in ${writers} ${writers === 1 ? "chain" : "chains"}`,
    ...(unchained > 0 ? [`Before the chain: ${unchained}; nothing can be said about them`] : []),
    `Checkpoints:      ${checkpoints}; ${linesSinceCheckpoint} ${linesSinceCheckpoint === 1 ? "line" : "lines"} since the last`,
    ...(lastCheckpoint === null ? [] : [`Last checkpoint:  ${lastCheckpoint.at}`, `  ${lastCheckpoint.signature}`]),
    `Public key:       ${publicKeyHex}`,
    "",
  ].join("\n");
}
