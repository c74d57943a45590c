import { availableParallelism } from "node:os";
import { SIDES, problemText } from "@plumbline/clinical-model";
import type { Problem, Result, Side } from "@plumbline/clinical-model";
import { combineReports } from "@plumbline/plantar-pressure";
import type { PressureReport } from "@plumbline/plantar-pressure";
import { readArguments, singleValue } from "../arguments.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { inParallel } from "../in-parallel.ts";
import { measureFile } from "../measure-file.ts";
import type { FileToMeasure, MeasuredFile } from "../measure-file.ts";
import { footHeader, footRows, frameHeader, frameRows } from "../pressure-csv.ts";
import { parseJobs, parsePngPath } from "../measuring-options.ts";
import { pressurePicture } from "../pressure-picture.ts";
import { combinedText, pressureText } from "../pressure-text.ts";
import { inputName } from "../read-input.ts";
import { RecordingCount } from "../recording-count.ts";
import { filesOf } from "../recording-files.ts";
import type { Terminal } from "../terminal.ts";
import { writeOutput } from "../write-output.ts";

const HELP = `Example: the numbers of a real recording of one step
  npx plumbline pressure examples/emed_test.lst

Usage: npx plumbline pressure FILE... [--json | --csv] [--frames] [--combine]
                              [--side left|right] [--jobs N] [--png OUT.png]

Reads plantar-pressure recordings (the format is found from the content) and
prints peak pressure, force, contact area, contact time, arch index and more,
for each foot. What a file cannot tell is left empty, with the reason. "-"
reads standard input. A file that cannot be read does not stop the others;
the exit code is then 1.

FILE may be a folder: all recordings in it, by name, several at a time; not
those of folders below. Files that are no recordings are passed over, and a
summary tells how many were read and refused.

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
  --png OUT.png       also draw the highest pressures of one file, toes up, the
                      left foot on the left, with the path of the load's
                      center; a picture of that name is replaced
  --jobs N            how many files at a time; for a folder as many as the
                      machine has processors, else one
  --help              this text
`;

type Form = "text" | "json" | "csv";

export const pressureCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, {
      flags: ["combine", "csv", "frames", "json"],
      values: ["jobs", "png", "side"],
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
    const pngPath = parsePngPath(singleValue("--png", values.png));
    if (pngPath !== null && positionals.length > 1) {
      throw new UsageError(`--png draws one file; ${positionals.length} are given.`);
    }
    if (pngPath !== null && flags.combine)
      throw new UsageError("--png draws one recording; it does not go with --combine.");
    const side = parseSide(singleValue("--side", values.side));
    const jobs = parseJobs(singleValue("--jobs", values.jobs));
    const words = positionals.map((word) => fileOf(word, side, flags.frames || pngPath !== null));
    if (words.filter(({ path }) => path === "-").length > 1) {
      throw new UsageError("Standard input (-) can be read only once.");
    }

    const count = new RecordingCount();
    const refuse = (problems: readonly Problem[]): void => {
      count.addRefused(problems);
      tellProblems(problems, terminal);
    };
    const { files, folders } = await filesOf(words, refuse);
    if (pngPath !== null && folders > 0) throw new UsageError("--png draws one file, but a folder is given.");

    const form = flags.json ? "json" : flags.csv ? "csv" : "text";
    const reports: PressureReport[] = [];
    if (form === "csv") terminal.result(flags.frames ? frameHeader() : footHeader());
    let turn = 0;
    for await (const measured of measureAll(files, jobs ?? (folders === 0 ? 1 : availableParallelism()), terminal)) {
      const file = files[turn++]!;
      if (measured.ok) {
        if (flags.combine) reports.push(measured.value.report);
        else {
          if (form === "text" && count.read > 0) terminal.result("\n");
          terminal.result(resultText(flags.frames ? measured.value : withoutFrames(measured.value), form, terminal));
          await terminal.drained();
        }
        count.addRead();
        const picture =
          pngPath === null ? null : await writeOutput(pressurePicture(measured.value), pngPath, "picture");
        if (picture?.ok === false) refuse(picture.problems);
      } else if (file.isFromFolder && measured.problems.every(({ code }) => code === "recording/unknown-format")) {
        count.addPassedOver();
        terminal.note(`${file.path}: passed over, this is not a recording that can be read.`);
      } else refuse(measured.problems);
      if (folders > 0) terminal.progress(`${count.done} of ${files.length} files, ${count.refused} refused`);
    }
    terminal.progress("");
    const areTogether = reports.length === 0 || tellTogether(reports, flags.json, terminal);
    if (folders > 0) terminal.note(count.summary());
    return areTogether && count.refused === 0 && count.read > 0 ? 0 : 1;
  },
};

/** The results in the order of the files. Standard input can be read by one thread alone. */
async function* measureAll(
  files: readonly FileToMeasure[],
  jobs: number,
  terminal: Terminal,
): AsyncGenerator<Result<MeasuredFile>> {
  if (jobs > 1 && files.length > 1 && files.every(({ path }) => path !== "-")) {
    yield* inParallel<MeasuredFile>(new URL("../measure-worker.ts", import.meta.url), files, jobs);
    return;
  }
  for (const file of files) {
    const measured = await measureFile(file, progressOf(file, terminal));
    terminal.progress("");
    yield measured;
  }
}

function resultText({ report, pictures }: MeasuredFile, form: Form, terminal: Terminal): string {
  if (form === "json") return `${JSON.stringify(report)}\n`;
  if (form === "text") return pressureText(report, pictures, terminal);
  return report.sides.some(({ perFrame }) => perFrame !== undefined) ? frameRows(report) : footRows(report);
}

/** The picture needs the frames, the result only when they were asked for. */
function withoutFrames(measured: MeasuredFile): MeasuredFile {
  const sides = measured.report.sides.map((foot) => {
    const { perFrame, ...rest } = foot;
    return perFrame === undefined ? foot : rest;
  });
  return { ...measured, report: { ...measured.report, sides } };
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
