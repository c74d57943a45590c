import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Kysely } from "kysely";
import { gaitReport, readMotionFile } from "@plumbline/imu-gait";
import type { MotionFileOptions, WalkingPerson } from "@plumbline/imu-gait";
import type { RecordingStore } from "../recording-store.ts";
import type { Schema } from "../schema.ts";
import { addWalk } from "../walks.ts";

/**
 * Files a recorded walk under a made-up person, as if staff had added it.
 *
 * @param options.path - A file of motion sensors, packed with gzip.
 * @throws RangeError when it is not one: what ships with the program must be readable.
 */
export async function addDemoWalk(
  db: Kysely<Schema>,
  options: {
    readonly patientId: string;
    readonly path: string;
    readonly file: MotionFileOptions;
    readonly person: WalkingPerson;
    readonly recordings: RecordingStore;
    readonly by: string;
    readonly nowMs: number;
  },
): Promise<void> {
  const bytes = await readFile(options.path);
  const fileName = basename(options.path);
  const plainName = fileName.replace(/\.gz$/, "");
  const signals = readMotionFile(gunzipSync(bytes), plainName, options.file);
  if (!signals.ok) throw new RangeError(`${fileName} is no walk: ${signals.problems[0]!.message}`);
  const { sha256 } = await options.recordings.put(bytes);
  await addWalk(db, {
    patientId: options.patientId,
    files: [{ sha256, fileName }],
    told: { files: [options.file], heightM: options.person.heightM ?? null },
    correction: null,
    report: gaitReport({ name: plainName.replace(/\..*$/, ""), signals: signals.value, person: options.person }),
    by: options.by,
    nowMs: options.nowMs,
  });
}
