import { parseArgs } from "node:util";
import { UsageError } from "./command.ts";
import { unknownWord } from "./unknown-word.ts";

export interface Arguments<Flag extends string, Value extends string> {
  readonly flags: Readonly<Record<Flag, boolean>>;
  /** Every use of an option that takes a value, in the order typed. */
  readonly values: Readonly<Record<Value, readonly string[]>>;
  /** Everything that is not an option; `-` counts as a file, and all after `--` does. */
  readonly positionals: readonly string[];
}

/**
 * Sorts what was typed into options and the rest. `-h` means `--help`, which every command has.
 *
 * @param names - Options without their dashes: `flags` stand alone, `values` take what follows.
 * @throws UsageError for an option that does not exist (naming the nearest), a value that is missing or not wanted.
 */
export function readArguments<Flag extends string, Value extends string>(
  args: readonly string[],
  names: { readonly flags: readonly Flag[]; readonly values: readonly Value[] },
): Arguments<Flag | "help", Value> {
  const flagNames: readonly string[] = ["help", ...names.flags];
  const valueNames: readonly string[] = names.values;
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(flagNames.map((name) => [name, { type: "boolean" as const }])),
      ...Object.fromEntries(valueNames.map((name) => [name, { type: "string" as const, multiple: true }])),
      help: { type: "boolean", short: "h" },
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags = new Set<string>();
  const values = new Map<string, string[]>(valueNames.map((name) => [name, []]));
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const taken = values.get(token.name);
    if (taken !== undefined) {
      if (token.value === undefined || token.value === "") throw new UsageError(`${token.rawName} needs a value.`);
      taken.push(token.value);
    } else if (flagNames.includes(token.name)) {
      if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value.`);
      flags.add(token.name);
    } else {
      const known = [...flagNames, ...valueNames].map((name) => `--${name}`);
      throw new UsageError(unknownWord("option", token.rawName, known));
    }
  }
  return {
    flags: Object.fromEntries(flagNames.map((name) => [name, flags.has(name)])) as Record<Flag | "help", boolean>,
    values: Object.fromEntries(values) as Record<Value, string[]>,
    positionals,
  };
}

/** The one value of an option, or undefined. @throws UsageError when it was given twice. */
export function singleValue(option: string, values: readonly string[]): string | undefined {
  if (values.length > 1) throw new UsageError(`${option} is given ${values.length} times; once is enough.`);
  return values[0];
}
