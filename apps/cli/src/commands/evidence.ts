import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { problemText } from "@plumbline/clinical-model";
import type { Problem } from "@plumbline/clinical-model";
import {
  DATA_FILES,
  NOT_VALIDATED,
  checkManifest,
  describeEvidence,
  evidenceSummary,
  hashInput,
  loadEvidence,
  parseEvidence,
  renderEntry,
} from "@plumbline/evidence";
import type { EvidenceSummary, FileFacts } from "@plumbline/evidence";
import { evidenceCoverage } from "@plumbline/reasoning";
import { readArguments } from "../arguments.ts";
import { UsageError } from "../command.ts";
import type { Command, ExitCode } from "../command.ts";
import { COVERAGE_ORDERS, coverageText, inOrder, isCoverageOrder } from "../coverage-text.ts";
import { paragraph } from "../paragraph.ts";
import { fileProblem } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";
import { textTable } from "../text-table.ts";
import { unknownWord } from "../unknown-word.ts";

const HELP = `Example: what the base says about heel pain at the first step
  npx plumbline evidence show f_first_step

Usage: npx plumbline evidence check [FOLDER] [--json]
       npx plumbline evidence show ID [--json]
       npx plumbline evidence coverage [COMPLAINT] [--sort ORDER] [--json]

check   reads the spreadsheets (FOLDER, or those that ship) and checks every
        join, range and rule; each fault is told with file, line and column
show    all the base says about a finding or a condition, with its sources
        and how each figure came about: seen in a source, recalled from the
        literature, or an expert estimate
coverage
        which causes the base knows of each complaint, or of one, and on what
        each rests; what is missing is told

Options:
  --sort ORDER  of coverage: weakest (the causes that rest on least come
                first, as without it), common (by prior) or name
  --json        one line of JSON, for machines; see docs/schemas/
  --help        this text

The evidence base is not clinically validated.
`;

const SHIPPED_DATA = fileURLToPath(new URL("../../../../packages/evidence/data", import.meta.url));

export const evidenceCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, { flags: ["json"], values: ["sort"] });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    const [action, operand, ...more] = positionals;
    if (more.length > 0) throw new UsageError(`"${more[0]}" is one too many.`);
    if (values.sort.length > 0 && action !== "coverage") throw new UsageError("--sort is for evidence coverage alone.");
    switch (action) {
      case undefined:
        throw new UsageError('evidence needs "check", "show" or "coverage".');
      case "check":
        return check(operand ?? SHIPPED_DATA, operand === undefined, flags.json, terminal);
      case "show":
        if (operand === undefined) throw new UsageError("evidence show needs the id of a finding or a condition.");
        return show(operand, flags.json, terminal);
      case "coverage":
        return coverage(operand, values.sort.at(-1) ?? "weakest", flags.json, terminal);
      default:
        throw new UsageError(unknownWord("evidence command", action, ["check", "show", "coverage"]));
    }
  },
};

function show(id: string, asJson: boolean, terminal: Terminal): ExitCode {
  const entry = describeEvidence(loadEvidence(), id);
  if (!entry.ok) {
    for (const problem of entry.problems) terminal.note(`plumbline: ${problemText(problem)}`);
    return 1;
  }
  terminal.result(
    asJson ? `${JSON.stringify({ schemaVersion: 1, ...entry.value })}\n` : `${renderEntry(entry.value)}\n`,
  );
  return 0;
}

function coverage(complaintId: string | undefined, order: string, asJson: boolean, terminal: Terminal): ExitCode {
  if (!isCoverageOrder(order)) throw new UsageError(unknownWord("order", order, COVERAGE_ORDERS));
  const found = evidenceCoverage(loadEvidence(), complaintId);
  if (!found.ok) {
    for (const problem of found.problems) terminal.note(`plumbline: ${problemText(problem)}`);
    return 1;
  }
  const complaints = inOrder(found.value, order);
  terminal.result(asJson ? `${JSON.stringify({ schemaVersion: 1, complaints })}\n` : coverageText(complaints, order));
  return 0;
}

async function check(folder: string, isShipped: boolean, asJson: boolean, terminal: Terminal): Promise<ExitCode> {
  const { problems, summary, notices } = await checkFolder(folder, isShipped);
  for (const problem of problems) terminal.note(`plumbline: ${problemText(problem)}`);
  const holds = problems.length === 0;
  if (!holds)
    terminal.note(
      `plumbline: ${problems.length === 1 ? "1 fault" : `${problems.length} faults`} in the evidence base.`,
    );
  if (asJson) terminal.result(`${JSON.stringify({ schemaVersion: 1, holds, summary, problems, notices })}\n`);
  else if (holds && summary !== null) terminal.result(summaryText(summary, notices));
  return holds ? 0 : 1;
}

interface CheckedBase {
  readonly problems: readonly Problem[];
  /** Null when the base could not be read. */
  readonly summary: EvidenceSummary | null;
  readonly notices: readonly Problem[];
}

async function checkFolder(folder: string, isShipped: boolean): Promise<CheckedBase> {
  const files: Record<string, string> = {};
  const facts: Record<string, FileFacts> = {};
  try {
    for (const name of (await readdir(folder)).filter((name) => /\.(csv|json)$/.test(name)).sort()) {
      const bytes = await readFile(join(folder, name));
      files[name] = bytes.toString("utf8");
      facts[name] = { sha256: sha256(bytes), bytes: bytes.length };
    }
  } catch (error) {
    return { problems: [await fileProblem(folder, error, "folder")], summary: null, notices: [] };
  }
  const isComplete = DATA_FILES.every((file) => file in facts);
  const parsed = parseEvidence(files, isComplete ? sha256(hashInput(facts)) : "");
  // A copy that a clinician edits needs no new manifest before it can be checked.
  const fromManifest = isShipped ? checkManifest(files, facts) : [];
  if (!parsed.ok) return { problems: [...parsed.problems, ...fromManifest], summary: null, notices: [] };
  const summary = evidenceSummary(parsed.value);
  return {
    problems: [...fromManifest, ...(isShipped ? staleness(summary) : [])],
    summary,
    notices: parsed.value.notices,
  };
}

/** What answers is made from the spreadsheets ahead of time; it must be made from these. */
function staleness({ hash }: EvidenceSummary): Problem[] {
  if (loadEvidence().hash === hash) return [];
  return [
    {
      code: "evidence/stale",
      path: "packages/evidence/src/generated",
      message: "Answers still come from an earlier state of these spreadsheets.",
      hint: "Run node scripts/generate-evidence.ts.",
    },
  ];
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function summaryText(summary: EvidenceSummary, notices: readonly Problem[]): string {
  const { preferredByMark: marks } = summary;
  const counts = textTable(
    [
      ["findings", String(summary.findings)],
      ["conditions", String(summary.conditions)],
      ["likelihood rows", String(summary.likelihoods)],
      ["  used by the engine", String(summary.preferredLikelihoods)],
      ["    seen in a source", String(marks.seen)],
      ["    recalled", String(marks.recalled)],
      ["    expert estimate", String(marks["expert estimate"])],
      ["causal links", String(summary.links)],
      ["mechanisms", String(summary.mechanisms)],
      ["red-flag rules", String(summary.redFlags)],
      ["treatments", String(summary.treatments)],
      ["sources", String(summary.sources)],
    ],
    "lr",
    "  ",
  );
  const weak = notices.length === 0 ? "" : `\nWeak places for its reviewers: ${notices.length}. --json lists them.\n`;
  return `The evidence base holds together.\n\n  version ${summary.version}\n  sha256 ${summary.hash}\n\n${counts}\n${weak}\n${paragraph(NOT_VALIDATED)}\n`;
}
