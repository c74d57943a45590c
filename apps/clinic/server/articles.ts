import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import MarkdownIt from "markdown-it";
import { problemText } from "@plumbline/clinical-model";
import { parseArticle } from "@plumbline/education";
import type { Article } from "@plumbline/education";

export interface ArticleLibrary {
  /** By title. */
  readonly articles: readonly Article[];
  /** Markdown to HTML, with raw HTML switched off. */
  render(markdown: string): string;
}

/**
 * Every article of a folder.
 * @throws Error naming file and field of every article that is not sound: the clinic does not start with half of them.
 */
export async function createArticleLibrary(folder: string): Promise<ArticleLibrary> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md"));
  const results = await Promise.all(
    names.map(async (name) => parseArticle(basename(name, ".md"), await readFile(join(folder, name), "utf8"))),
  );
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems));
  if (problems.length > 0) throw new Error(problems.map(problemText).join("\n"));
  const articles = results.flatMap((result) => (result.ok ? [result.value] : []));
  articles.sort((a, b) => (a.title < b.title ? -1 : 1));
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true });
  return { articles, render: (text) => markdown.render(text) };
}
