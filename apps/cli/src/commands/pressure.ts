import { SIDES, problemText } from "@plumbline/clinical-model";
import type { Problem, Result, Side } from "@plumbline/clinical-model";
import { combineReports, measure, openRecording } from "@plumbline/plantar-pressure";
import type { PressureRecording, PressureReport } from "@plumbline/plantar-pressure";
import { readArguments, singleValue } from "../arguments.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import type { Terminal } from "../terminal.ts";
import { combinedText, pressureText } from "../pressure-text.ts";
import { inputName, readInputInChunks } from "../read-input.ts";

const HELP = `Example: the numbers of a real recording of one step
  npx plumbline pressure examples/emed_test.lst

Usage: npx plumbline pressure FILE... [--side left|right] [--combine] [--json]

Reads plantar-pressure recordings (the format is found from the content) and
prints peak pressure, force, contact area, contact time, arch index and more,
for each foot. What a file cannot tell is left empty, with the reason. "-"
reads standard input. A file that cannot be read does not stop the others;
the exit code is then 1.

Options:
  --side left|right   the foot, when you know it better than the footprint
  --combine           the files are steps of one person: print the means of each
                      foot, how sure they are, and left against right
  --json              one line of JSON for each file, for machines;
                      see docs/schemas/pressure.schema.json, and with
                      --combine docs/schemas/combined-pressure.schema.json
  --help              this text
`;

export const pressureCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, { flags: ["combine", "json"], values: ["side"] });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    if (positionals.length === 0) throw new UsageError("pressure needs at least one file.");
    if (positionals.filter((path) => path === "-").length > 1) {
      throw new UsageError("Standard input (-) can be read only once.");
    }
    const side = parseSide(singleValue("--side", values.side));

    const reports: PressureReport[] = [];
    let failed = false;
    let shown = 0;
    for (const path of positionals) {
      const recording = await readRecordingOf(path, terminal);
      if (!recording.ok) {
        failed = true;
        for (const problem of recording.problems) terminal.note(`plumbline: ${problemText(inFile(path, problem))}`);
        continue;
      }
      const report = measure(recording.value, side === undefined ? {} : { side });
      if (flags.combine) {
        reports.push(report);
        continue;
      }
      if (flags.json) terminal.result(`${JSON.stringify(report)}\n`);
      else terminal.result(`${shown === 0 ? "" : "\n"}${pressureText(report, recording.value, terminal)}`);
      shown++;
    }
    if (flags.combine && reports.length > 0 && !tellTogether(reports, flags.json, terminal)) failed = true;
    return failed ? 1 : 0;
  },
};

/** @returns Whether they could be put together. */
function tellTogether(reports: readonly PressureReport[], asJson: boolean, terminal: Terminal): boolean {
  const combined = combineReports(reports);
  if (!combined.ok) {
    for (const problem of combined.problems) terminal.note(`plumbline: ${problemText(problem)}`);
    return false;
  }
  terminal.result(asJson ? `${JSON.stringify(combined.value)}\n` : combinedText(combined.value, terminal));
  return true;
}

async function readRecordingOf(path: string, terminal: Terminal): Promise<Result<PressureRecording>> {
  const sink = openRecording(path);
  let shown = 0;
  const read = await readInputInChunks(path, (chunk, share) => {
    sink.write(chunk);
    const percent = share === null ? 0 : Math.floor(share * 100);
    if (percent < shown + PROGRESS_STEP) return;
    shown = percent;
    terminal.progress(`Reading ${inputName(path)}: ${percent} %`);
  });
  terminal.progress("");
  return read.ok ? sink.end() : read;
}

/** Percent between two messages: a small file needs none. */
const PROGRESS_STEP = 10;

function parseSide(text: string | undefined): Side | undefined {
  const side = SIDES.find((side) => side === text);
  if (text !== undefined && side === undefined) throw new UsageError(`--side is left or right, but is "${text}".`);
  return side;
}

function inFile(path: string, problem: Problem): Problem {
  const name = inputName(path);
  if (problem.path === "") return { ...problem, path: name };
  return problem.path.startsWith(name) ? problem : { ...problem, path: `${name}: ${problem.path}` };
}
