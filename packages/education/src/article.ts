import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { parse } from "yaml";

/** `[^2]`: rests on the second source. */
export const CITATION = /\[\^(\d+)\]/g;

export interface ArticleSource {
  readonly text: string;
  /** Digital object identifier, without the resolver's address. */
  readonly doi: string | null;
  readonly url: string | null;
}

export interface Article {
  /** File name without its ending; the page's address. */
  readonly slug: string;
  readonly title: string;
  /** One or two sentences for lists and search engines. */
  readonly summary: string;
  readonly topics: readonly string[];
  /** Conditions of the evidence base it is about, so that a result can lead to it. */
  readonly conditions: readonly string[];
  /** Directions it is about: `spine-drives-foot`. */
  readonly directions: readonly string[];
  /** What people call it who do not know its name, for the search: `slipped disc`. */
  readonly alsoCalled: readonly string[];
  /** `"2026-11-24"`: when the text was last checked against its sources. */
  readonly reviewed: string;
  /** Cited in the text by their place in this list: `[^1]` is the first. */
  readonly sources: readonly ArticleSource[];
  /** Markdown, with `[^1]` for a source and `![What it shows](name)` for a picture of our own. */
  readonly body: string;
}

/**
 * Reads one article: YAML front matter between `---` lines, then Markdown.
 *
 * @param slug - The file's name without `.md`.
 * @param text - The whole file.
 * @returns The article, or every problem of its front matter: `article/no-front-matter`, `article/bad-yaml`,
 *   `article/missing-field`, `article/bad-date`, `article/no-source`, `article/empty-body`, `article/unknown-citation`,
 *   `article/uncited-source`.
 */
export function parseArticle(slug: string, text: string): Result<Article> {
  const parts = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text);
  const [, matter, body] = parts ?? [];
  if (matter === undefined || body === undefined) {
    return notOk({
      code: "article/no-front-matter",
      path: `${slug}.md:1`,
      message: "The article does not start with front matter.",
      hint: "Put title, summary, topics, reviewed and sources between two lines of three dashes.",
    });
  }
  const fields = readYaml(matter);
  if (fields === null) {
    return notOk({
      code: "article/bad-yaml",
      path: `${slug}.md`,
      message: "The front matter is not readable as YAML.",
    });
  }
  const problems: Problem[] = [];
  const article: Article = {
    slug,
    title: requiredText(fields, "title", slug, problems),
    summary: requiredText(fields, "summary", slug, problems),
    topics: texts(fields.topics),
    conditions: texts(fields.conditions),
    directions: texts(fields.directions),
    alsoCalled: texts(fields.alsoCalled),
    reviewed: requiredText(fields, "reviewed", slug, problems),
    sources: readSources(fields.sources),
    body: body.trim(),
  };
  if (article.topics.length === 0) problems.push(missing(slug, "topics"));
  if (article.reviewed !== "" && !/^\d{4}-\d{2}-\d{2}$/.test(article.reviewed)) {
    problems.push({
      code: "article/bad-date",
      path: `${slug}.md:reviewed`,
      message: `"${article.reviewed}" is not a day.`,
      hint: "Write it as 2026-11-24.",
    });
  }
  if (article.sources.length === 0) {
    problems.push({
      code: "article/no-source",
      path: `${slug}.md:sources`,
      message: "The article names no source.",
      hint: "Every article lists what its claims rest on.",
    });
  }
  if (article.body === "") {
    problems.push({ code: "article/empty-body", path: `${slug}.md`, message: "The article has no text." });
  }
  problems.push(...citationProblems(article));
  return problems.length === 0 ? ok(article) : { ok: false, problems };
}

/** A citation without a source, or a source that nothing in the text rests on. */
function citationProblems({ slug, body, sources }: Article): Problem[] {
  const cited = new Set(Array.from(body.matchAll(CITATION), ([, number]) => Number(number)));
  const unknown = [...cited].filter((number) => number < 1 || number > sources.length);
  const uncited = sources.filter((_, index) => !cited.has(index + 1));
  return [
    ...unknown.map((number) => ({
      code: "article/unknown-citation",
      path: `${slug}.md`,
      message: `The text cites source ${number}, but the article lists ${sources.length}.`,
      hint: "Count the sources in the front matter from 1.",
    })),
    ...uncited.map(({ text }) => ({
      code: "article/uncited-source",
      path: `${slug}.md:sources`,
      message: `Nothing in the text cites “${text}”.`,
      hint: `Put [^${sources.findIndex((source) => source.text === text) + 1}] after what rests on it, or take the source out.`,
    })),
  ];
}

/** Articles that share most topics with this one, best first, itself left out. */
export function relatedArticles(article: Article, all: readonly Article[], most = 3): Article[] {
  const shared = (other: Article) => other.topics.filter((topic) => article.topics.includes(topic)).length;
  return all
    .filter((other) => other.slug !== article.slug && shared(other) > 0)
    .sort((a, b) => shared(b) - shared(a) || (a.slug < b.slug ? -1 : 1))
    .slice(0, most);
}

/** The words of a Markdown text, without its marks: for the reading grade and for search. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(CITATION, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^#+ (.*)$/gm, "$1.\n")
    .replace(/^\s*(?:[-*]|\d+\.) (.*?)[.]?$/gm, "$1.\n")
    .replace(/[*_`>|]/g, "")
    .trim();
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function readYaml(matter: string): Record<string, unknown> | null {
  try {
    const value: unknown = parse(matter);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function requiredText(fields: Record<string, unknown>, name: string, slug: string, problems: Problem[]): string {
  const value = fields[name];
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  problems.push(missing(slug, name));
  return "";
}

function missing(slug: string, field: string): Problem {
  return {
    code: "article/missing-field",
    path: `${slug}.md:${field}`,
    message: `The front matter has no ${field}.`,
  };
}

function readSources(value: unknown): ArticleSource[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== "object" || entry === null) return [];
    const { text, doi, url } = entry as Record<string, unknown>;
    if (typeof text !== "string" || text.trim() === "") return [];
    return [{ text, doi: typeof doi === "string" ? doi : null, url: typeof url === "string" ? url : null }];
  });
}
