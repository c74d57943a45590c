import { readFileSync } from "node:fs";
import { problemText } from "@plumbline/clinical-model";
import type { Command, ExitCode } from "./command.ts";
import { UsageError } from "./command.ts";
import { unknownWord } from "./unknown-word.ts";
import type { Terminal } from "./terminal.ts";

/** Loaded only when asked for, so that `--help` and a typing mistake answer at once. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  assess: async () => (await import("./commands/assess.ts")).assessCommand,
  interview: async () => (await import("./commands/interview.ts")).interviewCommand,
  pressure: async () => (await import("./commands/pressure.ts")).pressureCommand,
  gait: async () => (await import("./commands/gait.ts")).gaitCommand,
  orthotic: async () => (await import("./commands/orthotic.ts")).orthoticCommand,
  evidence: async () => (await import("./commands/evidence.ts")).evidenceCommand,
  audit: async () => (await import("./commands/audit.ts")).auditCommand,
  doctor: async () => (await import("./commands/doctor.ts")).doctorCommand,
  backup: async () => (await import("./commands/backup.ts")).backupCommand,
  restore: async () => (await import("./commands/restore.ts")).restoreCommand,
  retention: async () => (await import("./commands/retention.ts")).retentionCommand,
  demo: async () => (await import("./commands/demo.ts")).demoCommand,
  serve: async () => (await import("./commands/serve.ts")).serveCommand,
};

const HELP = `Example: answer the question for a made-up person
  npx plumbline assess examples/heel-pain.json

Plumbline asks: do this person's feet drive their back pain, does their spine
drive their foot symptoms, both, or neither? It supports a clinician's
judgment. It is not a diagnosis.

Usage: npx plumbline COMMAND [OPTIONS]

Commands:
  assess CASE.json        from findings to triage, direction, reasons and plan
  assess --batch FILE     the same for a file of cases, one a line
  interview               the patient's questions, in this terminal
  pressure FILE...        numbers of plantar-pressure recordings
  gait FILE...            steps and strides of motion sensors on feet or back
  orthotic RX.json        a prescription to a printable, checked solid
  evidence check          check the evidence base, every join and every rule
  evidence show ID        what the base says about a finding or a condition
  evidence coverage       which causes it knows of each complaint, and how well
  audit verify            whether the clinic's audit is whole and unchanged
  doctor                  what a clinic lacks to run, and how to mend it
  backup                  a clinic into one file, encrypted with a key
  restore FILE            that file back into an empty clinic
  retention               which records may go, and, if asked, removes them
  demo --patients N       a demo clinic full of made-up people, for load tests
  serve                   run the clinic's pages on this machine

Options:
  --help                  this text; after a command, the command's own
  --version               the version

Results go to standard output, everything else to standard error.
Exit: 0 done; 1 the input has problems or something failed; 2 wrong usage.
`;

/**
 * The whole command line as one function: what was typed in, exit code out.
 *
 * @param args - Without the program's name: `["assess", "case.json", "--json"]`.
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [word, ...rest] = args;
  try {
    if (word === undefined) {
      terminal.note(HELP.trimEnd());
      return 2;
    }
    if (word === "--help" || word === "-h" || word === "help") return await help(word, rest, terminal);
    if (word === "--version" || word === "-V") {
      refuseMore(word, rest);
      terminal.result(`plumbline ${version()}\n`);
      return 0;
    }
    return await (await findCommand(word)).run(rest, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.note(`plumbline: ${error.message}`);
      terminal.note(
        `See: npx plumbline ${word !== undefined && Object.hasOwn(COMMANDS, word) ? `${word} ` : ""}--help`,
      );
      return 2;
    }
    return unexpected(error, terminal);
  }
}

async function help(word: string, rest: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [topic, ...more] = rest;
  refuseMore(word, more);
  terminal.result(topic === undefined ? HELP : (await findCommand(topic)).help);
  return 0;
}

async function findCommand(word: string): Promise<Command> {
  const load = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (load !== undefined) return load();
  if (word.startsWith("-")) {
    throw new UsageError(
      `${unknownWord("option", word, ["--help", "--version"])} Options of a command follow its name.`,
    );
  }
  throw new UsageError(unknownWord("command", word, Object.keys(COMMANDS)));
}

function refuseMore(word: string, more: readonly string[]): void {
  if (more.length > 0) throw new UsageError(`"${more[0]}" makes no sense after "${word}".`);
}

function version(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

/** A mistake of ours. The stack helps only whoever mends it, so it is shown only when asked for. */
function unexpected(error: unknown, terminal: Terminal): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  terminal.note(
    `plumbline: ${problemText({ code: "plumbline/bug", path: "", message: `Something inside Plumbline failed: ${message}` })}`,
  );
  if (terminal.env.PLUMBLINE_DEBUG) terminal.note(error instanceof Error ? (error.stack ?? "") : "");
  else terminal.note("Set PLUMBLINE_DEBUG=1 and run it again to see where, then report it.");
  return 1;
}
