import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { open, rename } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { notOk, ok, problemText } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { assessBatch } from "./assess-batch.ts";
import type { BatchCount, BatchOutput } from "./assess-batch.ts";
import type { ExitCode } from "./command.ts";
import { fileProblem, inputName } from "./read-input.ts";
import type { Terminal } from "./terminal.ts";

/** A person sees the count move this often; a log gets a line this often. */
const SHOWN_EVERY_MS = 100;
const LOGGED_EVERY_CASES = 1000;

/**
 * Assesses a file of cases as it is read and writes each result as it is made.
 *
 * @param outPath - Where the results go; standard output when undefined. The name is given to them only when all are
 *   written, so that half a file is never taken for the whole (until then: `.part`).
 */
export async function runBatch(path: string, outPath: string | undefined, terminal: Terminal): Promise<ExitCode> {
  const input = await openInput(path);
  if (!input.ok) return refuse(input.problems, terminal);
  const sink = outPath === undefined ? ok(standardOutput(terminal)) : await openResults(outPath);
  if (!sink.ok) return refuse(sink.problems, terminal);

  const name = inputName(path);
  const output: BatchOutput = {
    write: (result) => sink.value.write(`${JSON.stringify(result)}\n`),
    note: (line) => terminal.note(line),
    progress: progressReporter(terminal, input.value.sizeBytes),
  };
  const count = await assessBatch(input.value.chunks, name, output, loadEvidence());
  terminal.progress("");
  await sink.value.end();
  if (count.done === 0) {
    return refuse([{ code: "batch/no-case", path: name, message: "There is no case in it." }], terminal);
  }
  const failed = count.failed === 0 ? "" : `, ${count.failed} of them with problems`;
  terminal.note(`${cases(count.done)} done${failed}.`);
  return count.failed === 0 ? 0 : 1;
}

interface Input {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Null when it is not known: a pipe. */
  readonly sizeBytes: number | null;
}

async function openInput(path: string): Promise<Result<Input>> {
  if (path === "-") return ok({ chunks: process.stdin, sizeBytes: null });
  try {
    const file = await open(path);
    const stat = await file.stat();
    if (stat.isDirectory()) {
      await file.close();
      return notOk(await fileProblem(path, Object.assign(new Error("a folder"), { code: "EISDIR" })));
    }
    return ok({ chunks: file.createReadStream(), sizeBytes: stat.isFile() ? stat.size : null });
  } catch (error) {
    return notOk(await fileProblem(path, error));
  }
}

interface Sink {
  write(text: string): Promise<void>;
  end(): Promise<void>;
}

function standardOutput(terminal: Terminal): Sink {
  return {
    write(text) {
      terminal.result(text);
      return terminal.drained();
    },
    end: () => Promise.resolve(),
  };
}

async function openResults(path: string): Promise<Result<Sink>> {
  const part = `${path}.part`;
  const stream = createWriteStream(part);
  try {
    await once(stream, "open");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return notOk({
      code: "file/not-writable",
      path,
      message: `The results cannot be written there (${code}).`,
      ...(code === "ENOENT" && { hint: "Make the folder first." }),
    });
  }
  return ok({
    async write(text) {
      if (!stream.write(text)) await once(stream, "drain");
    },
    async end() {
      stream.end();
      await finished(stream);
      await rename(part, path);
    },
  });
}

/** A moving line for a person who watches; else a line for the log now and then. */
function progressReporter(terminal: Terminal, sizeBytes: number | null): (count: BatchCount) => void {
  const startMs = performance.now();
  let shownMs = startMs;
  return ({ done, failed, bytesRead }) => {
    if (!terminal.isWatched) {
      if (done % LOGGED_EVERY_CASES === 0) terminal.note(`${cases(done)} done.`);
      return;
    }
    const nowMs = performance.now();
    if (nowMs - shownMs < SHOWN_EVERY_MS) return;
    shownMs = nowMs;
    const share = sizeBytes === null ? "" : ` (${Math.floor((100 * bytesRead) / sizeBytes)}%)`;
    const rate = ((1000 * done) / (nowMs - startMs)).toFixed(0);
    terminal.progress(`${cases(done)} done${share}, ${failed} with problems, ${rate} a second`);
  };
}

function refuse(problems: readonly Problem[], terminal: Terminal): ExitCode {
  for (const problem of problems) terminal.note(`plumbline: ${problemText(problem)}`);
  return 1;
}

function cases(count: number): string {
  return count === 1 ? "1 case" : `${count} cases`;
}
