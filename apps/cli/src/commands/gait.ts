import { availableParallelism } from "node:os";
import { problemText, SEXES } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { MOTION_CHOICES, parseMotionOptions, PLACEMENTS } from "@plumbline/imu-gait";
import type { MotionFileOptions, Placement, SampleRange, WalkingPerson } from "@plumbline/imu-gait";
import { readArguments, singleValue } from "../arguments.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { strideHeader, strideRows } from "../gait-csv.ts";
import { gaitPicture } from "../gait-picture.ts";
import { gaitText } from "../gait-text.ts";
import { inParallel } from "../in-parallel.ts";
import { parseJobs, parsePngPath } from "../measuring-options.ts";
import { measureWalk } from "../measure-walk.ts";
import type { MeasuredWalk, WalkToMeasure } from "../measure-walk.ts";
import { parseJson } from "../parse-json.ts";
import { decodeText, inputName, readInput } from "../read-input.ts";
import { RecordingCount } from "../recording-count.ts";
import { filesOf } from "../recording-files.ts";
import type { Terminal } from "../terminal.ts";
import { walksOf } from "../walks-of-files.ts";
import type { SensorFile } from "../walks-of-files.ts";
import { writeOutput } from "../write-output.ts";

const HELP = `Example: the strides of a real walk with a sensor on each foot
  npx plumbline gait examples/walk.csv.gz --rate 204.8

Usage: npx plumbline gait FILE... [--json | --csv] [--png OUT.png]
                          [--walk NAME] [--placement PLACE]
                          [--bouts START:END,...] [--height CM] [--age YEARS]
                          [--sex female|male] [--rate HZ] [--acc-unit UNIT]
                          [--gyr-unit UNIT] [--columns A,B,C,D,E,F]
                          [--time COLUMN] [--count COLUMN]
                          [--mapping FILE.json] [--jobs N]

Reads recordings of motion sensors on the feet or the lower back (the format is
found from the content; gzip too) and prints every step, stride times and
lengths, symmetry and more. Units, gravity and the place of the sensor are
recognized from the file, its name and the signal, and shown. What cannot be
had is left empty, with the reason. "-" reads standard input.

Files whose names differ in the place alone are one walk: 1-1_lf.txt,
1-1_rf.txt and 1-1_lb.txt. FILE may say its place when the name does not:
  npx plumbline gait left-foot:a.csv right-foot:b.csv --walk before

FILE may be a folder: all walks in it, by name, several at a time; not those of
folders below. Files that are no recordings are passed over, and a summary
tells how many were read and refused. A walk that cannot be read does not stop
the others; the exit code is then 1.

Options:
  --walk NAME         all files are of one walk with this name
  --placement PLACE   left-foot, right-foot, foot (side not known) or lumbar;
                      of every file that does not say it
  --bouts START:END,...
                      only these stretches of walking, in samples of the file
                      (its packet counter, else its rows from 0)
  --height CM, --age YEARS, --sex female|male
                      of the person: for norms, and for lengths by the back
  --rate HZ, --acc-unit g|m/s2, --gyr-unit deg/s|rad/s
                      what you know better than the file
  --columns A,B,C,D,E,F
                      of a table of no known format: the columns of acceleration
                      x, y, z and turning x, y, z, by title or number from 1
  --time COLUMN, --count COLUMN
                      its time, or its packet counter; without them give --rate
  --mapping FILE.json the same in a file, also for several sensors in one table;
                      see docs/command-line.md
  --json              one line of JSON for each walk, for machines;
                      see docs/schemas/gait.schema.json
  --csv               a table for a spreadsheet, one row a stride of a foot.
                      What cannot be had is an empty cell
  --png OUT.png       also draw one walk: how fast each sensor turns over time,
                      with steps and events; a picture of that name is replaced
  --jobs N            how many walks at a time; for a folder as many as the
                      machine has processors, else one
  --help              this text
`;

type Form = "text" | "json" | "csv";

export const gaitCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, {
      flags: ["csv", "json"],
      values: [
        "acc-unit",
        "age",
        "bouts",
        "columns",
        "count",
        "gyr-unit",
        "height",
        "jobs",
        "mapping",
        "placement",
        "png",
        "rate",
        "sex",
        "time",
        "walk",
      ],
    });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    if (positionals.length === 0) throw new UsageError("gait needs at least one file.");
    if (flags.json && flags.csv) throw new UsageError("--json and --csv are two forms of the result; choose one.");
    const pngPath = parsePngPath(singleValue("--png", values.png));
    const placement = choice("--placement", singleValue("--placement", values.placement), PLACEMENTS);
    const jobs = parseJobs(singleValue("--jobs", values.jobs));
    const told = toldOptions(values);
    const person: WalkingPerson = {
      ageYears: amount("--age", singleValue("--age", values.age), AGE_YEARS),
      sex: choice("--sex", singleValue("--sex", values.sex), SEXES),
      heightM: meters(amount("--height", singleValue("--height", values.height), HEIGHT_CM)),
    };
    const bouts = parseBouts(singleValue("--bouts", values.bouts));
    const words = positionals.map((word) => fileOf(word, placement));
    if (words.filter(({ path }) => path === "-").length > 1) {
      throw new UsageError("Standard input (-) can be read only once.");
    }

    const mapping = await readMapping(singleValue("--mapping", values.mapping));
    if (!mapping.ok) {
      tellProblems(mapping.problems, terminal);
      return 1;
    }
    const count = new RecordingCount("walk");
    const refuse = (problems: readonly Problem[]): void => {
      count.addRefused(problems);
      tellProblems(problems, terminal);
    };
    const { files, folders } = await filesOf(words, refuse);
    const walks = walksOf(files, singleValue("--walk", values.walk) ?? null).map(
      ({ name, files: own }): WalkToMeasure => ({
        name,
        files: own,
        path: own[0]!.path,
        options: { ...mapping.value, ...told },
        person,
        bouts,
        wantsTraces: pngPath !== null,
      }),
    );
    if (pngPath !== null && walks.length > 1) throw new UsageError(`--png draws one walk; ${walks.length} are given.`);

    const form: Form = flags.json ? "json" : flags.csv ? "csv" : "text";
    if (form === "csv") terminal.result(strideHeader());
    let turn = 0;
    for await (const measured of measureAll(walks, jobs ?? (folders === 0 ? 1 : availableParallelism()), terminal)) {
      const walk = walks[turn++]!;
      if (measured.ok) {
        if (form === "text" && count.read > 0) terminal.result("\n");
        terminal.result(resultText(measured.value, form, terminal));
        await terminal.drained();
        count.addRead();
        const picture = pngPath === null ? null : await writeOutput(gaitPicture(measured.value), pngPath, "picture");
        if (picture?.ok === false) refuse(picture.problems);
      } else if (isNoRecording(walk, measured.problems)) {
        count.addPassedOver();
        terminal.note(`${walk.path}: passed over, this is not a recording that can be read.`);
      } else refuse(measured.problems);
      if (folders > 0) terminal.progress(`${count.done} of ${walks.length} walks, ${count.refused} refused`);
    }
    terminal.progress("");
    if (folders > 0) terminal.note(count.summary());
    return count.refused === 0 && count.read > 0 ? 0 : 1;
  },
};

/** A file that was not named itself may be anything. */
function isNoRecording({ files }: WalkToMeasure, problems: readonly Problem[]): boolean {
  return (
    files.every(({ isFromFolder }) => isFromFolder) && problems.every(({ code }) => code === "motion/unknown-format")
  );
}

/** The results in the order of the walks. Standard input can be read by one thread alone. */
async function* measureAll(
  walks: readonly WalkToMeasure[],
  jobs: number,
  terminal: Terminal,
): AsyncGenerator<Result<MeasuredWalk>> {
  if (jobs > 1 && walks.length > 1 && walks.every(({ files }) => files.every(({ path }) => path !== "-"))) {
    yield* inParallel<MeasuredWalk>(new URL("../measure-walk-worker.ts", import.meta.url), walks, jobs);
    return;
  }
  for (const walk of walks) {
    const measured = await measureWalk(walk, ({ path }, share) => {
      if (share !== null) terminal.progress(`Reading ${inputName(path)}: ${Math.floor(share * 100)} %`);
    });
    terminal.progress("");
    yield measured;
  }
}

function resultText({ report }: MeasuredWalk, form: Form, terminal: Terminal): string {
  if (form === "json") return `${JSON.stringify(report)}\n`;
  return form === "csv" ? strideRows(report) : gaitText(report, terminal);
}

async function readMapping(path: string | undefined): Promise<Result<MotionFileOptions>> {
  if (path === undefined) return { ok: true, value: {} };
  const bytes = await readInput(path);
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value, path);
  const json = text.ok ? parseJson(text.value, path) : text;
  if (!json.ok) return json;
  const options = parseMotionOptions(json.value);
  if (options.ok) return options;
  return {
    ok: false,
    problems: options.problems.map((problem) => ({
      ...problem,
      path: [path, problem.path].filter(Boolean).join(": "),
    })),
  };
}

function tellProblems(problems: readonly Problem[], terminal: Terminal): void {
  for (const problem of problems) terminal.note(`plumbline: ${problemText(problem)}`);
}

/** `left-foot:FILE` says the place of one file. */
function fileOf(word: string, placementOfAll: Placement | null): SensorFile {
  const placement = PLACEMENTS.find((each) => word.startsWith(`${each}:`));
  if (placement === undefined) return { path: word, placement: placementOfAll, isFromFolder: false };
  const path = word.slice(placement.length + 1);
  if (path === "") throw new UsageError(`"${word}" names no file.`);
  return { path, placement, isFromFolder: false };
}

const AGE_YEARS = { least: 0, most: 120, unit: "years" } as const;
const HEIGHT_CM = { least: 40, most: 250, unit: "centimeters" } as const;
const RATE_HZ = { least: 10, most: 4000, unit: "hertz" } as const;

type ToldValue = "rate" | "acc-unit" | "gyr-unit" | "columns" | "time" | "count";

function toldOptions(values: Readonly<Record<ToldValue, readonly string[]>>): MotionFileOptions {
  const rate = amount("--rate", singleValue("--rate", values.rate), RATE_HZ);
  const { accelerationUnit, angularRateUnit } = MOTION_CHOICES;
  const acceleration = choice("--acc-unit", singleValue("--acc-unit", values["acc-unit"]), accelerationUnit);
  const turning = choice("--gyr-unit", singleValue("--gyr-unit", values["gyr-unit"]), angularRateUnit);
  return {
    ...(rate === null ? {} : { samplingRateHz: rate }),
    ...(acceleration === null ? {} : { accelerationUnit: acceleration }),
    ...(turning === null ? {} : { angularRateUnit: turning }),
    ...toldColumns(values),
  };
}

function toldColumns(
  values: Readonly<Record<"columns" | "time" | "count", readonly string[]>>,
): Pick<MotionFileOptions, "columns"> {
  const columns = singleValue("--columns", values.columns);
  const time = singleValue("--time", values.time);
  const count = singleValue("--count", values.count);
  if (columns === undefined) {
    if (time !== undefined || count !== undefined) throw new UsageError("--time and --count go with --columns.");
    return {};
  }
  const titles = columns.split(",").map((title) => title.trim());
  const [ax, ay, az, wx, wy, wz] = titles;
  if (titles.length !== 6 || titles.includes("")) {
    throw new UsageError(
      `--columns names six columns, acceleration x,y,z and turning x,y,z; "${columns}" names ${titles.length}.`,
    );
  }
  const sensor = { acceleration: [ax!, ay!, az!], angularRate: [wx!, wy!, wz!] } as const;
  return {
    columns: {
      sensors: [sensor],
      ...(time === undefined ? {} : { time }),
      ...(count === undefined ? {} : { count }),
    },
  };
}

function choice<Word extends string>(option: string, text: string | undefined, words: readonly Word[]): Word | null {
  if (text === undefined) return null;
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  throw new UsageError(`${option} is ${words.slice(0, -1).join(", ")} or ${words.at(-1)}, but is "${text}".`);
}

function amount(
  option: string,
  text: string | undefined,
  { least, most, unit }: { readonly least: number; readonly most: number; readonly unit: string },
): number | null {
  if (text === undefined) return null;
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${option} is a number of ${unit} from ${least} to ${most}, but is "${text}".`);
}

function meters(centimeters: number | null): number | null {
  return centimeters === null ? null : centimeters / 100;
}

function parseBouts(text: string | undefined): readonly SampleRange[] | null {
  if (text === undefined) return null;
  return text.split(",").map((bout) => {
    const [, start, end] = /^\s*(\d+):(\d+)\s*$/.exec(bout) ?? [];
    if (start !== undefined && end !== undefined && Number(start) < Number(end)) {
      return { start: Number(start), end: Number(end) };
    }
    throw new UsageError(`--bouts is START:END,... in samples, each end behind its start, but "${bout}" is not.`);
  });
}
