import type { InterviewPage } from "@plumbline/assessment";
import { DONT_KNOW, NONE_OF_THESE } from "@plumbline/assessment";
import { paragraph } from "./paragraph.ts";

/** One page of the interview as lines for a terminal. What can be chosen has a number from 1. */
export function pageText(page: InterviewPage): string {
  const lines = [paragraph(page.question)];
  if (page.kind === "confirm" && page.said.length > 0) {
    lines.push(paragraph("You told us:"), ...page.said.map((said) => paragraph(said, "  - ")));
  }
  if (page.hint !== undefined) lines.push(paragraph(page.hint));
  return [...lines, "", ...choiceLines(page)].join("\n");
}

/** How to answer, in one line. */
export function howToAnswer(page: InterviewPage): string {
  const keys = "d I don't know, ? why we ask, b back, q save and quit";
  switch (page.kind) {
    case "checklist":
      return `Numbers with spaces between, 0 none of these; ${keys}`;
    case "choice":
    case "confirm":
      return `One number; ${keys}`;
    case "number":
      return `A number of ${page.unit}; ${keys}`;
    case "scale":
      return `0 to 10; ${keys}`;
  }
}

/**
 * What was typed as the values that a form of the page would send; a word that is no number of the page is passed on as it
 * is, and the page then says what it takes.
 */
export function sentFor(page: InterviewPage, typed: string): readonly string[] {
  const words = typed.split(/[\s,;]+/).filter((word) => word !== "");
  const values = valuesOf(page);
  return words.map((word) => {
    if (word.toLowerCase() === "d") return DONT_KNOW;
    if (page.kind === "number" || page.kind === "scale") return word;
    if (page.kind === "checklist" && word === "0") return NONE_OF_THESE;
    return /^\d{1,3}$/.test(word) ? (values[Number(word) - 1] ?? word) : word;
  });
}

function choiceLines(page: InterviewPage): string[] {
  switch (page.kind) {
    case "checklist": {
      const lines: string[] = [];
      let group: string | undefined;
      page.items.forEach((item, index) => {
        if (item.group !== undefined && item.group !== group) lines.push(`  ${item.group}`);
        group = item.group;
        lines.push(numbered(index + 1, item.label));
      });
      return [...lines, numbered(0, "None of these")];
    }
    case "choice":
    case "confirm":
      return page.options.map(({ label }, index) => numbered(index + 1, label));
    case "scale":
      return [`  0 is ${page.lowWord}, 10 is the ${page.highWord}.`];
    case "number":
      return [];
  }
}

function numbered(number: number, label: string): string {
  return paragraph(label, `${String(number).padStart(4)}  `);
}

function valuesOf(page: InterviewPage): readonly string[] {
  if (page.kind === "checklist") return page.items.map(({ id }) => id);
  return page.kind === "choice" || page.kind === "confirm" ? page.options.map(({ value }) => value) : [];
}
