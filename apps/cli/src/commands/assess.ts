import { notOk, problemText } from "@plumbline/clinical-model";
import type { CaseFile, Problem, Result } from "@plumbline/clinical-model";
import { assess, parseCaseFile, withIntervals } from "@plumbline/assessment";
import { loadEvidence } from "@plumbline/evidence";
import type { EvidenceBase } from "@plumbline/evidence";
import { readArguments, singleValue } from "../arguments.ts";
import { assessmentText } from "../assessment-text.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { parseJson } from "../parse-json.ts";
import { decodeText, inputName, readInput } from "../read-input.ts";
import { runBatch } from "../run-batch.ts";

const HELP = `Example: answer the question for a made-up person
  npx plumbline assess examples/heel-pain.json

Usage: npx plumbline assess CASE.json [--json] [--no-intervals]
       npx plumbline assess --batch CASES.jsonl [--out RESULTS.jsonl]

Reads what is known of one person and tells: red flags first, then the
direction (feet drive back, spine drives foot, both, local, none, or cannot
tell), what is likely, why, what to ask next, and a plan with its grades.
A red flag is a result; it does not change the exit code.

CASE.json: { "age": 54, "sex": "female", "setting": "combined",
  "findings": { "f_first_step": { "left": true }, "s_back_pain": false } }
A finding that is left out is unknown, never "no". "-" reads standard input.

Options:
  --json       the whole assessment as one line of JSON, for machines;
               see docs/schemas/assessment.schema.json
  --no-intervals
               leave out how far each probability moves with the doubt in the
               base's figures, and answer in a tenth of the time
  --batch      a file of cases, one JSON case a line; one line of JSON for
               each, in their order. A case may carry an "id". A line that is
               no case does not stop the others; the exit code is then 1.
               See docs/schemas/batch-result.schema.json.
               Without intervals
  --out FILE   where the results of a batch go; else standard output
  --help       this text

Finding ids: npx plumbline evidence show ID. The case file's schema:
docs/schemas/case.schema.json.
`;

export const assessCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, {
      flags: ["json", "batch", "no-intervals"],
      values: ["out"],
    });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    const [path, ...more] = positionals;
    if (path === undefined) throw new UsageError("assess needs a case file.");
    if (more.length > 0) throw new UsageError(`assess takes one case file; ${positionals.length} are given.`);
    const outPath = singleValue("--out", values.out);
    if (flags.batch) return runBatch(path, outPath, terminal);
    if (outPath !== undefined) throw new UsageError("--out is for --batch; send the result of one case on with >.");

    const evidence = loadEvidence();
    const caseFile = await readCase(path, evidence);
    if (!caseFile.ok) {
      for (const problem of caseFile.problems) terminal.note(`plumbline: ${problemText(problem)}`);
      return 1;
    }
    const bare = assess(caseFile.value, evidence);
    const assessment = flags["no-intervals"] ? bare : withIntervals(bare, caseFile.value, evidence);
    terminal.result(
      flags.json
        ? `${JSON.stringify(assessment)}\n`
        : assessmentText(assessment, caseFile.value, { evidence, terminal }),
    );
    return 0;
  },
};

async function readCase(path: string, evidence: EvidenceBase): Promise<Result<CaseFile>> {
  const name = inputName(path);
  const bytes = await readInput(path);
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value, name);
  if (!text.ok) return text;
  const json = parseJson(text.value, name);
  if (!json.ok) return json;
  const caseFile = parseCaseFile(json.value, evidence);
  return caseFile.ok ? caseFile : notOk(...caseFile.problems.map((problem) => inFile(name, problem)));
}

function inFile(name: string, problem: Problem): Problem {
  return { ...problem, path: problem.path === "" ? name : `${name}: ${problem.path}` };
}
