import { rename, rm, writeFile } from "node:fs/promises";
import { notOk, ok } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";

/**
 * Writes a picture or a solid into a file. The name is given to it only when all is written (until then: `.part`); a file
 * that was there before is replaced.
 *
 * @param content - Its bytes, or why there are none.
 * @param what - What it is, in a message.
 * @returns The path, or the problems of the content, or `file/not-writable`.
 */
export async function writeOutput(
  content: Result<Uint8Array>,
  path: string,
  what: "picture" | "solid",
): Promise<Result<string>> {
  if (!content.ok) return content;
  const part = `${path}.part`;
  try {
    await writeFile(part, content.value);
    await rename(part, path);
    return ok(path);
  } catch (error) {
    await rm(part, { force: true });
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return notOk({
      code: "file/not-writable",
      path,
      message: `The ${what} cannot be written there (${code}).`,
      ...(code === "ENOENT" && { hint: "Make the folder first." }),
    });
  }
}
