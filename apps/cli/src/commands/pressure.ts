import { SIDES, problemText } from "@plumbline/clinical-model";
import type { Problem, Side } from "@plumbline/clinical-model";
import { combineReports } from "@plumbline/plantar-pressure";
import type { PressureReport } from "@plumbline/plantar-pressure";
import { readArguments, singleValue } from "../arguments.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { measureFile } from "../measure-file.ts";
import type { FileToMeasure, MeasuredFile } from "../measure-file.ts";
import { footHeader, footRows, frameHeader, frameRows } from "../pressure-csv.ts";
import { combinedText, pressureText } from "../pressure-text.ts";
import { inputName } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";

const HELP = `Example: the numbers of a real recording of one step
  npx plumbline pressure examples/emed_test.lst

Usage: npx plumbline pressure FILE... [--side left|right] [--frames]
                              [--json | --csv] [--combine]

Reads plantar-pressure recordings (the format is found from the content) and
prints peak pressure, force, contact area, contact time, arch index and more,
for each foot. What a file cannot tell is left empty, with the reason. "-"
reads standard input. A file that cannot be read does not stop the others;
the exit code is then 1.

FILE may say its foot, when you know it better than the footprint:
  npx plumbline pressure --combine left:a.asf right:b.asf
(A file whose own name begins so is written ./left:a.asf.)

Options:
  --side left|right   the foot of every file that does not say it
  --frames            with --json or --csv: force, peak, area and center of
                      pressure of each frame
  --combine           the files are steps of one person: print the means of each
                      foot, how sure they are, and left against right
  --json              one line of JSON for each file, for machines;
                      see docs/schemas/pressure.schema.json, and with
                      --combine docs/schemas/combined-pressure.schema.json
  --csv               a table for a spreadsheet, one row a foot; with --frames
                      one row a frame. What cannot be had is an empty cell
  --help              this text
`;

type Form = "text" | "json" | "csv";

export const pressureCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, {
      flags: ["combine", "csv", "frames", "json"],
      values: ["side"],
    });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    if (positionals.length === 0) throw new UsageError("pressure needs at least one file.");
    if (flags.json && flags.csv) throw new UsageError("--json and --csv are two forms of the result; choose one.");
    if (flags.frames && !flags.json && !flags.csv) throw new UsageError("--frames goes with --json or --csv.");
    if (flags.combine && (flags.csv || flags.frames)) {
      throw new UsageError(`--combine gives means of steps; it does not go with ${flags.csv ? "--csv" : "--frames"}.`);
    }
    const side = parseSide(singleValue("--side", values.side));
    const files = positionals.map((word) => fileOf(word, side, flags.frames));
    if (files.filter(({ path }) => path === "-").length > 1) {
      throw new UsageError("Standard input (-) can be read only once.");
    }

    const form = flags.json ? "json" : flags.csv ? "csv" : "text";
    const reports: PressureReport[] = [];
    let failed = false;
    let shown = 0;
    if (form === "csv") terminal.result(flags.frames ? frameHeader() : footHeader());
    for (const file of files) {
      const measured = await measureFile(file, progressOf(file, terminal));
      terminal.progress("");
      if (!measured.ok) {
        failed = true;
        tellProblems(measured.problems, terminal);
        continue;
      }
      if (flags.combine) {
        reports.push(measured.value.report);
        continue;
      }
      if (form === "text" && shown > 0) terminal.result("\n");
      terminal.result(resultText(measured.value, form, terminal));
      await terminal.drained();
      shown++;
    }
    if (flags.combine && reports.length > 0 && !tellTogether(reports, flags.json, terminal)) failed = true;
    return failed ? 1 : 0;
  },
};

function resultText({ report, pictures }: MeasuredFile, form: Form, terminal: Terminal): string {
  if (form === "json") return `${JSON.stringify(report)}\n`;
  if (form === "text") return pressureText(report, pictures, terminal);
  return report.sides.some(({ perFrame }) => perFrame !== undefined) ? frameRows(report) : footRows(report);
}

/** @returns Whether they could be put together. */
function tellTogether(reports: readonly PressureReport[], asJson: boolean, terminal: Terminal): boolean {
  const combined = combineReports(reports);
  if (!combined.ok) {
    tellProblems(combined.problems, terminal);
    return false;
  }
  terminal.result(asJson ? `${JSON.stringify(combined.value)}\n` : combinedText(combined.value, terminal));
  return true;
}

function tellProblems(problems: readonly Problem[], terminal: Terminal): void {
  for (const problem of problems) terminal.note(`plumbline: ${problemText(problem)}`);
}

function progressOf({ path }: FileToMeasure, terminal: Terminal): (share: number | null) => void {
  let shown = 0;
  return (share) => {
    const percent = share === null ? 0 : Math.floor(share * 100);
    if (percent < shown + PROGRESS_STEP) return;
    shown = percent;
    terminal.progress(`Reading ${inputName(path)}: ${percent} %`);
  };
}

/** Percent between two messages: a small file needs none. */
const PROGRESS_STEP = 10;

/** `left:FILE` and `right:FILE` say the foot of one file. */
function fileOf(word: string, sideOfAll: Side | null, perFrame: boolean): FileToMeasure {
  const side = SIDES.find((each) => word.startsWith(`${each}:`));
  if (side === undefined) return { path: word, side: sideOfAll, perFrame };
  const path = word.slice(side.length + 1);
  if (path === "") throw new UsageError(`"${word}" names no file.`);
  return { path, side, perFrame };
}

function parseSide(text: string | undefined): Side | null {
  const side = SIDES.find((side) => side === text);
  if (text !== undefined && side === undefined) throw new UsageError(`--side is left or right, but is "${text}".`);
  return side ?? null;
}
