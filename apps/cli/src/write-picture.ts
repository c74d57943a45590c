import { rename, rm, writeFile } from "node:fs/promises";
import { notOk, ok } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import type { MeasuredFile } from "./measure-file.ts";
import { pressurePicture } from "./pressure-picture.ts";

/**
 * Draws the pressures into a file. The name is given to it only when all is written (until then: `.part`); a picture that
 * was there before is replaced.
 *
 * @param measured - With its frames.
 * @returns The path, or `picture/none`, or `file/not-writable`.
 */
export async function writePicture(measured: MeasuredFile, path: string): Promise<Result<string>> {
  const picture = pressurePicture(measured);
  if (!picture.ok) return picture;
  const part = `${path}.part`;
  try {
    await writeFile(part, picture.value);
    await rename(part, path);
    return ok(path);
  } catch (error) {
    await rm(part, { force: true });
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return notOk({
      code: "file/not-writable",
      path,
      message: `The picture cannot be written there (${code}).`,
      ...(code === "ENOENT" && { hint: "Make the folder first." }),
    });
  }
}
