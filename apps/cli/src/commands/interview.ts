import { rename, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { problemText } from "@plumbline/clinical-model";
import type { Setting } from "@plumbline/clinical-model";
import { SETTINGS } from "@plumbline/clinical-model";
import {
  assess,
  interview,
  INTERVIEW_DEFAULTS,
  nextQuestionByGain,
  parseAnswers,
  readAnswer,
} from "@plumbline/assessment";
import type { InterviewAnswers, InterviewPage, InterviewState, Turn } from "@plumbline/assessment";
import { loadEvidence } from "@plumbline/evidence";
import type { EvidenceBase } from "@plumbline/evidence";
import { readArguments, singleValue } from "../arguments.ts";
import { assessmentText } from "../assessment-text.ts";
import { UsageError } from "../command.ts";
import type { Command, ExitCode } from "../command.ts";
import { howToAnswer, pageText, sentFor } from "../interview-page-text.ts";
import { paragraph } from "../paragraph.ts";
import { parseJson } from "../parse-json.ts";
import { decodeText, fileProblem, inputName, readInput } from "../read-input.ts";
import type { Terminal } from "../terminal.ts";

const HELP = `Example: answer the questions of the patient's check, page by page
  npx plumbline interview --save my-check.json

Usage: npx plumbline interview [--save FILE] [--resume FILE] [--case FILE]

Walks the interview: where it hurts, then signs that cannot wait, then only
what can change the answer. Then it tells what "plumbline assess" tells.
It is not a diagnosis. In an emergency do not do this; call 911. If you think
about harming yourself, call 988.

At each question: numbers to choose; d I don't know; ? why we ask; b back;
q save and quit. An answer can be changed by going back; the others stay.
The questions go to standard error, the assessment to standard output.

A sign of an emergency ends the questions and says what to do now. That is a
result: the exit code is 0. When the input ends before the questions do, the
answers so far are kept (see --save) and the exit code is 1.

Options:
  --save FILE      keep the answers there, after every page; without it they
                   are printed as JSON when you quit
  --resume FILE    go on with answers kept before (and keep them there, unless
                   --save names another file)
  --case FILE      at the end, write the case for "plumbline assess"
  --setting WORD   the kind of office: combined (default), podiatry or spine
  --help           this text
`;

interface Options {
  readonly savePath: string | undefined;
  readonly casePath: string | undefined;
  readonly setting: Setting;
}

export const interviewCommand: Command = {
  help: HELP,
  async run(args, terminal) {
    const { flags, values, positionals } = readArguments(args, {
      flags: [],
      values: ["save", "resume", "case", "setting"],
    });
    if (flags.help) {
      terminal.result(HELP);
      return 0;
    }
    if (positionals[0] !== undefined) {
      throw new UsageError(`interview takes no "${positionals[0]}"; options start with --.`);
    }
    const resumePath = singleValue("--resume", values.resume);
    const evidence = loadEvidence();
    let answers: InterviewAnswers = {};
    if (resumePath !== undefined) {
      const kept = await readAnswers(resumePath, terminal);
      if (kept === null) return 1;
      answers = kept;
    }
    const options = {
      savePath: singleValue("--save", values.save) ?? (resumePath === "-" ? undefined : resumePath),
      casePath: singleValue("--case", values.case),
      setting: settingOf(singleValue("--setting", values.setting)),
    };
    return new Session(answers, options, evidence, terminal).run();
  },
};

function settingOf(word: string | undefined): Setting {
  if (word === undefined) return INTERVIEW_DEFAULTS.setting;
  const setting = SETTINGS.find((known) => known === word);
  if (setting === undefined) throw new UsageError(`--setting is one of ${SETTINGS.join(", ")}, but is "${word}".`);
  return setting;
}

/** Null after saying what is wrong. */
async function readAnswers(path: string, terminal: Terminal): Promise<InterviewAnswers | null> {
  const name = inputName(path);
  const bytes = await readInput(path);
  const text = bytes.ok ? decodeText(bytes.value, name) : bytes;
  const json = text.ok ? parseJson(text.value, name) : text;
  if (json.ok) return parseAnswers(json.value);
  for (const problem of json.problems) terminal.note(`plumbline: ${problemText(problem)}`);
  return null;
}

/** A page as it is shown now: the next one, or one that was answered before. */
interface Shown {
  readonly page: InterviewPage;
  readonly turn: Turn | null;
  /** How many pages come before it. */
  readonly index: number;
}

class Session {
  #answers: InterviewAnswers;
  readonly #options: Options;
  readonly #evidence: EvidenceBase;
  readonly #terminal: Terminal;

  constructor(answers: InterviewAnswers, options: Options, evidence: EvidenceBase, terminal: Terminal) {
    this.#answers = answers;
    this.#options = options;
    this.#evidence = evidence;
    this.#terminal = terminal;
  }

  async run(): Promise<ExitCode> {
    const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
    const typed = lines[Symbol.asyncIterator]();
    try {
      let back: number | null = null;
      for (;;) {
        const state = this.#state();
        const shown = this.#shown(state, back);
        if (shown === null) return await this.#end(state);
        back = null;
        this.#show(shown, state);
        const answered = await this.#answer(shown, typed);
        if (answered === "quit") return await this.#stopHere(true);
        if (answered === "ended") return await this.#stopHere(false);
        if (answered === "back") back = shown.index - 1;
        else if (!(await this.#save())) return 1;
      }
    } finally {
      lines.close();
    }
  }

  #state(): InterviewState {
    const options = { ...INTERVIEW_DEFAULTS, setting: this.#options.setting };
    return interview(this.#answers, this.#evidence, nextQuestionByGain(this.#evidence), options);
  }

  /** Null when there is nothing more to ask. */
  #shown({ next, path }: InterviewState, back: number | null): Shown | null {
    const earlier = back === null ? undefined : path[Math.max(0, back)];
    if (back !== null && earlier !== undefined) {
      return { page: earlier.page, turn: earlier.answer.turn ?? null, index: Math.max(0, back) };
    }
    return next.kind === "question" ? { page: next.page, turn: next.turn, index: path.length } : null;
  }

  #show({ page, index }: Shown, { progress }: InterviewState): void {
    const total = Math.max(progress.total, index + 1);
    this.#note("");
    this.#note(`Page ${index + 1} of about ${total}`);
    this.#note(this.#terminal.emphasize("bold", pageText(page)));
    this.#note("");
    this.#note(paragraph(howToAnswer(page)));
  }

  /** Reads lines until the page is answered, or the person wants something else. */
  async #answer(shown: Shown, typed: AsyncIterator<string>): Promise<"answered" | "back" | "quit" | "ended"> {
    const { page, turn } = shown;
    for (;;) {
      const line = await typed.next();
      if (line.done === true) return "ended";
      const text = line.value.trim();
      switch (text.toLowerCase()) {
        case "?":
          this.#note(paragraph(page.why));
          continue;
        case "q":
          return "quit";
        case "b":
          if (shown.index > 0) return "back";
          this.#note("This is the first page.");
          continue;
      }
      const answer = readAnswer(page, sentFor(page, text), turn);
      if (!answer.ok) {
        for (const { message } of answer.problems) this.#note(paragraph(message));
        continue;
      }
      this.#answers = { ...this.#answers, [page.id]: answer.value };
      return "answered";
    }
  }

  async #end(state: InterviewState): Promise<ExitCode> {
    const assessment = assess(state.caseFile, this.#evidence);
    if (!(await this.#write(this.#options.casePath, state.caseFile))) return 1;
    if (state.next.kind === "stop") this.#note(this.#terminal.emphasize("alarm", `\n${whatToDoNow(state)}\n`));
    this.#terminal.result(
      assessmentText(assessment, state.caseFile, { evidence: this.#evidence, terminal: this.#terminal }),
    );
    return 0;
  }

  async #stopHere(isWanted: boolean): Promise<ExitCode> {
    const { savePath } = this.#options;
    const count = Object.keys(this.#answers).length;
    const pages = `${count} ${count === 1 ? "page is" : "pages are"} answered`;
    if (!isWanted) {
      const source = process.stdin.isTTY ? "The input ended" : "Standard input is not a terminal, and it ended";
      this.#note(`plumbline: ${source} before the questions did. ${pages}; nothing is lost.`);
    } else this.#note(`${pages}.`);
    if (savePath === undefined) {
      this.#note("Keep what is printed here in a file and go on with --resume FILE.");
      this.#terminal.result(`${JSON.stringify(this.#answers)}\n`);
    } else if (await this.#save()) this.#note(`Go on with: npx plumbline interview --resume ${savePath}`);
    else return 1;
    return isWanted ? 0 : 1;
  }

  #save(): Promise<boolean> {
    return this.#write(this.#options.savePath, this.#answers);
  }

  /** Whole or not at all. False after saying what is wrong; true also when no file is wanted. */
  async #write(path: string | undefined, content: unknown): Promise<boolean> {
    if (path === undefined) return true;
    try {
      await writeFile(`${path}.part`, `${JSON.stringify(content, null, 2)}\n`);
      await rename(`${path}.part`, path);
      return true;
    } catch (error) {
      this.#note(`plumbline: ${problemText(await fileProblem(path, error))}`);
      return false;
    }
  }

  #note(text: string): void {
    for (const line of text.split("\n")) this.#terminal.note(line);
  }
}

/** The words of the stop: what the base tells patients, and the numbers to call. */
function whatToDoNow({ triage }: InterviewState): string {
  const emergencies = triage.flags.filter(({ level }) => level === "emergency");
  const messages = [...new Set(emergencies.map(({ patientMessage }) => patientMessage))];
  const isSelfHarm = emergencies.some(({ findingIds }) => findingIds.includes("self_harm_disclosed"));
  return [
    isSelfHarm ? "You are not alone. Call or text 988 now, or 911 in danger." : "Get help now. Call 911.",
    ...messages.map((message) => paragraph(message)),
  ].join("\n");
}
