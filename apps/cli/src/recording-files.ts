import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { fileProblem } from "./read-input.ts";

/** What an argument stands for: itself, or the files of the folder it names. */
interface NamedFiles {
  readonly isFolder: boolean;
  /** Those of a folder in the order of their names, each with the folder before it. */
  readonly paths: readonly string[];
}

/**
 * Finds the files that an argument names. Of a folder these are the files in it, not those of folders below; names that
 * begin with a point are hidden ones, as everywhere.
 *
 * @returns The problem of a folder that cannot be listed or holds no file. A file that is not there is found out when it
 *   is read.
 */
async function namedFiles(path: string): Promise<Result<NamedFiles>> {
  if (path === "-" || (await kindOf(path)) !== "folder") return ok({ isFolder: false, paths: [path] });
  let names: readonly string[];
  try {
    names = (await readdir(path)).filter((name) => !name.startsWith(".")).toSorted();
  } catch (error) {
    return notOk(await fileProblem(path, error, "folder"));
  }
  const paths: string[] = [];
  for (const name of names) {
    const inside = join(path, name);
    if ((await kindOf(inside)) === "file") paths.push(inside);
  }
  return paths.length > 0
    ? ok({ isFolder: true, paths })
    : notOk({ code: "folder/empty", path, message: "There is no file in this folder." });
}

/** What was typed, or was found in a folder that was typed. */
export type FoundFile<Word> = Word & {
  /** Not named itself: it may be anything. */
  readonly isFromFolder: boolean;
};

/** The files behind what was typed, and how many folders were opened for them. */
export async function filesOf<Word extends { readonly path: string }>(
  words: readonly Word[],
  refuse: (problems: readonly Problem[]) => void,
): Promise<{ readonly files: readonly FoundFile<Word>[]; readonly folders: number }> {
  const files: FoundFile<Word>[] = [];
  let folders = 0;
  for (const word of words) {
    const named = await namedFiles(word.path);
    if (!named.ok) refuse(named.problems);
    else {
      if (named.value.isFolder) folders++;
      for (const path of named.value.paths) files.push({ ...word, path, isFromFolder: named.value.isFolder });
    }
  }
  return { files, folders };
}

/** What cannot be looked at counts as a file: reading it will tell why. */
async function kindOf(path: string): Promise<"file" | "folder" | "other"> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? "folder" : found.isFile() ? "file" : "other";
  } catch {
    return "file";
  }
}
