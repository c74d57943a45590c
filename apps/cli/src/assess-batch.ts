import { notOk, ok, problemText } from "@plumbline/clinical-model";
import type { Assessment, Problem, Result } from "@plumbline/clinical-model";
import { assess, parseCaseFile } from "@plumbline/assessment";
import type { EvidenceBase } from "@plumbline/evidence";
import { parseJson } from "./parse-json.ts";
import { decodeText } from "./read-input.ts";
import { LONGEST_LINE_BYTES, readLines } from "./read-lines.ts";
import type { Line } from "./read-lines.ts";

/** What the sender calls a case; carried from its line to its result. */
type CaseId = string | number;

/** One line of results: the assessment of a case, or, in its place, what is wrong with its line. */
export type BatchResult =
  | ({ readonly id?: CaseId } & Assessment)
  | { readonly line: number; readonly id?: CaseId; readonly problems: readonly Problem[] };

export interface BatchCount {
  readonly done: number;
  /** Of those done. */
  readonly failed: number;
  /** Of the input. */
  readonly bytesRead: number;
}

/** Where the results, the problems and the progress of a batch go. */
export interface BatchOutput {
  /** Resolves when there is room for more: whoever reads slowly is waited for. */
  write(result: BatchResult): Promise<void>;
  note(line: string): void;
  progress(count: BatchCount): void;
}

/**
 * Assesses a file of cases, one JSON case a line, one after the other and in their order. A line that is no case is told
 * and does not stop the others; blank lines are passed over.
 *
 * @param name - What the file is called in messages.
 */
export async function assessBatch(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  output: BatchOutput,
  evidence: EvidenceBase,
): Promise<BatchCount> {
  let count: BatchCount = { done: 0, failed: 0, bytesRead: 0 };
  for await (const line of readLines(chunks)) {
    if (isBlank(line)) continue;
    const result = assessLine(line, name, evidence);
    const hasFailed = "problems" in result;
    if (hasFailed) for (const problem of result.problems) output.note(lineProblem(name, line.number, problem));
    await output.write(result);
    count = { done: count.done + 1, failed: count.failed + Number(hasFailed), bytesRead: line.bytesRead };
    output.progress(count);
  }
  return count;
}

function assessLine(line: Line, name: string, evidence: EvidenceBase): BatchResult {
  const json = lineJson(line, name);
  if (!json.ok) return { line: line.number, problems: json.problems };
  const { id, rest } = withoutId(json.value);
  const labeled = isCaseId(id) ? { id } : {};
  const caseFile = parseCaseFile(rest, evidence);
  const problems = [...(id === undefined || isCaseId(id) ? [] : [badId()]), ...(caseFile.ok ? [] : caseFile.problems)];
  if (!caseFile.ok || problems.length > 0) return { line: line.number, ...labeled, problems };
  try {
    return { ...labeled, ...assess(caseFile.value, evidence) };
  } catch (error) {
    // A fault of ours in one case must not cost the sender the others.
    const message = `Something inside Plumbline failed: ${error instanceof Error ? error.message : String(error)}.`;
    return { line: line.number, ...labeled, problems: [{ code: "plumbline/bug", path: "", message }] };
  }
}

function lineJson({ bytes, number }: Line, name: string): Result<unknown> {
  if (bytes === null) {
    return notOk({
      code: "batch/line-too-long",
      path: "",
      message: `The line is longer than ${LONGEST_LINE_BYTES / 1024 / 1024} MiB, which no case is.`,
      hint: "Write one case on each line.",
    });
  }
  const text = decodeText(bytes, name);
  const json = text.ok ? parseJson(text.value, name, number) : text;
  return json.ok ? ok(json.value) : notOk(...json.problems.map((problem) => ({ ...problem, path: "" })));
}

function withoutId(value: unknown): { readonly id?: unknown; readonly rest: unknown } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { rest: value };
  const { id, ...rest } = value as Readonly<Record<string, unknown>>;
  return { id, rest };
}

function isCaseId(id: unknown): id is CaseId {
  return typeof id === "string" || typeof id === "number";
}

function badId(): Problem {
  return { code: "batch/bad-id", path: "id", message: "The id of a case is a text or a number." };
}

function lineProblem(name: string, line: number, problem: Problem): string {
  const path = [name, `line ${line}`, problem.path].filter((part) => part !== "").join(": ");
  return `plumbline: ${problemText({ ...problem, path })}`;
}

function isBlank({ bytes }: Line): boolean {
  // Space, tab and carriage return: what JSON takes for space.
  return bytes !== null && bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
