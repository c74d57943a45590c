import { basename, dirname } from "node:path";
import { walkInName } from "@plumbline/imu-gait";
import type { Placement } from "@plumbline/imu-gait";

/** A file of a sensor, as a person named it. */
export interface SensorFile {
  /** `-` for standard input. */
  readonly path: string;
  /** Told by the person; null: to be recognized. */
  readonly placement: Placement | null;
  /** Not named itself but found in a folder: it may be anything. */
  readonly isFromFolder: boolean;
}

export interface NamedWalk {
  readonly name: string;
  readonly files: readonly SensorFile[];
}

/**
 * Takes together the files of one walk: those of one folder whose names differ in the placement alone (`1-1_lf.txt`,
 * `1-1_rf.txt`). A file whose name tells no placement is a walk of its own, called like the file.
 *
 * @param name - All files are of this one walk.
 */
export function walksOf(files: readonly SensorFile[], name: string | null): readonly NamedWalk[] {
  if (name !== null) return [{ name, files }];
  const walks = new Map<string, { name: string; files: SensorFile[] }>();
  for (const file of files) {
    const common = walkInName(basename(file.path));
    const key = common === null ? file.path : `${dirname(file.path)}\u0000${common}`;
    const walk = walks.get(key) ?? { name: common ?? nameOf(file.path), files: [] };
    walk.files.push(file);
    walks.set(key, walk);
  }
  return [...walks.values()];
}

/** A bare name, as it goes into reports: folders may hold names of persons. */
function nameOf(path: string): string {
  if (path === "-") return "walk";
  return basename(path)
    .replace(/\.gz$/i, "")
    .replace(/\.[^.]+$/, "");
}
