import { rename, rm, writeFile } from "node:fs/promises";
import { notOk, ok } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";

/**
 * Writes a picture into a file. The name is given to it only when all is written (until then: `.part`); a picture that was
 * there before is replaced.
 *
 * @param picture - Bytes of a PNG, or why there is none.
 * @returns The path, or the problems of the picture, or `file/not-writable`.
 */
export async function writePicture(picture: Result<Uint8Array>, path: string): Promise<Result<string>> {
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
