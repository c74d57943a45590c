import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem } from "@plumbline/clinical-model";
import { problem } from "../motion-problems.ts";
import type { ColumnMapping, MappedSensor } from "../motion-file-options.ts";
import { headerLines, separatorOf, titlesOf } from "./header-lines.ts";
import type { MotionReader, SensorColumns, ThreeColumns } from "./table-layout.ts";
import { accelerationUnitIn, angularRateUnitIn } from "./units-in-title.ts";

/** Titles may stand below some lines of remarks. */
const MOST_LINES_ABOVE = 60;

/** A table whose columns a person has named. */
export const mappedReader: MotionReader = {
  format: "mapped CSV",
  layoutOf(head, { columns: mapping }) {
    if (mapping === undefined) return null;
    const lines = headerLines(head).slice(0, MOST_LINES_ABOVE);
    const names = namesOf(mapping);
    const found = names.every((name) => COLUMN_NUMBER.test(name)) ? tableWithoutTitles(lines) : tableWith(lines, names);
    if (found === null) return notOk(titlesMissing(lines, names));
    const { separator, titles, headerLines: above } = found;
    const columnOf = (name: string) => (COLUMN_NUMBER.test(name) ? Number(name) - 1 : titles.indexOf(name));
    const outside = names.find((name) => columnOf(name) < 0 || columnOf(name) >= titles.length);
    if (outside !== undefined) return notOk(columnMissing(above, outside, titles.length));
    const clock =
      mapping.count !== undefined
        ? ({ kind: "count", column: columnOf(mapping.count) } as const)
        : mapping.time !== undefined
          ? ({ kind: "time", column: columnOf(mapping.time), unit: null } as const)
          : null;
    return ok({
      format: "mapped CSV",
      device: null,
      headerLines: above,
      separator,
      titles,
      sensors: mapping.sensors.map((sensor) => sensorColumns(sensor, titles, columnOf)),
      clock,
      samplingRateHz: null,
    });
  },
};

const COLUMN_NUMBER = /^[1-9]\d{0,3}$/;

function namesOf({ sensors, time, count }: ColumnMapping): readonly string[] {
  const names = sensors.flatMap(({ acceleration, angularRate }) => [...acceleration, ...angularRate]);
  return [...names, ...[time, count].filter((name) => name !== undefined)];
}

function sensorColumns(
  { acceleration, angularRate, placement, name }: MappedSensor,
  titles: readonly string[],
  columnOf: (name: string) => number,
): SensorColumns {
  const [ax, ay, az] = acceleration.map(columnOf);
  const [wx, wy, wz] = angularRate.map(columnOf);
  return {
    name: name ?? null,
    placement: placement === undefined ? null : { value: placement, from: "caller", because: "told by the mapping" },
    acceleration: [ax!, ay!, az!] satisfies ThreeColumns,
    angularRate: [wx!, wy!, wz!] satisfies ThreeColumns,
    verticalRate: null,
    units: {
      from: "file",
      acceleration: accelerationUnitIn(titles[ax!]!),
      angularRate: angularRateUnitIn(titles[wx!]!),
      gravity: null,
    },
  };
}

interface FoundTable {
  readonly separator: number;
  readonly titles: readonly string[];
  readonly headerLines: number;
}

/** The first line that holds all the titles. */
function tableWith(lines: readonly string[], names: readonly string[]): FoundTable | null {
  for (const [at, line] of lines.entries()) {
    const separator = separatorOf(line);
    const titles = titlesOf(line, separator);
    if (names.every((name) => COLUMN_NUMBER.test(name) || titles.includes(name))) {
      return { separator, titles, headerLines: at + 1 };
    }
  }
  return null;
}

/** The first line that begins with a number; columns are then called by their places. */
function tableWithoutTitles(lines: readonly string[]): FoundTable | null {
  const at = lines.findIndex((line) => /^\s*"?[+-]?(?:\d|[.,]\d)/.test(line));
  if (at < 0) return null;
  const separator = separatorOf(lines[at]!);
  const titles = titlesOf(lines[at]!, separator).map((_, column) => String(column + 1));
  return { separator, titles, headerLines: at };
}

function titlesMissing(lines: readonly string[], names: readonly string[]): Problem {
  const widest = lines.reduce((best, line) => (separators(line) > separators(best) ? line : best), "");
  const titles = titlesOf(widest, separatorOf(widest));
  const missing = names.filter((name) => !titles.includes(name));
  return problem(
    "columns",
    lines.indexOf(widest) + 1,
    `There is no line with all the titles of the mapping; missing here: ${missing.join(", ")}.`,
    `The file has: ${titles.slice(0, MOST_TITLES_SHOWN).join(", ")}. Write the titles exactly so, or use the columns' numbers from 1.`,
  );
}

const MOST_TITLES_SHOWN = 40;

function separators(line: string): number {
  return titlesOf(line, separatorOf(line)).length;
}

function columnMissing(line: number, name: string, columns: number): Problem {
  return problem(
    "columns",
    line,
    `The mapping names column ${name}, but there are ${columns} columns.`,
    "Count the columns from 1.",
  );
}
