import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import MarkdownIt from "markdown-it";
import { problemText } from "@plumbline/clinical-model";
import { CITATION, createArticleSearch, parseArticle } from "@plumbline/education";
import type { Article, ArticleSearch } from "@plumbline/education";

export interface ArticleLibrary {
  /** By title. */
  readonly articles: readonly Article[];
  readonly search: ArticleSearch;
  /**
   * Markdown to HTML, with raw HTML switched off; pictures are drawn into the page, so that they take its colors, and
   * citations lead to the list of sources.
   */
  render(markdown: string): string;
}

/** `![What it shows](flat-foot)`, alone in its paragraph. */
const PICTURE = /<p><img src="([^"]*)" alt="([^"]*)"><\/p>/g;

/**
 * Every article of a folder, with the drawings in its folder `pictures`.
 * @throws Error naming file and field of every article that is not sound: the clinic does not start with half of them.
 */
export async function createArticleLibrary(folder: string): Promise<ArticleLibrary> {
  const [results, pictures] = await Promise.all([readArticles(folder), readPictures(join(folder, "pictures"))]);
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems));
  if (problems.length > 0) throw new Error(problems.map(problemText).join("\n"));
  const articles = results.flatMap((result) => (result.ok ? [result.value] : []));
  articles.sort((a, b) => (a.title < b.title ? -1 : 1));

  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true });
  const render = (text: string) =>
    markdown
      .render(text)
      .replace(PICTURE, (_, name: string, alt: string) => figureHtml(name, alt, pictures))
      .replace(
        CITATION,
        '<sup class="cite"><a href="#source-$1"><span class="visually-hidden">Source </span>$1</a></sup>',
      );
  for (const { slug, body } of articles) {
    try {
      render(body);
    } catch (error) {
      throw new Error(`${slug}.md: ${(error as Error).message}`, { cause: error });
    }
  }
  return { articles, search: createArticleSearch(articles), render };
}

async function readArticles(folder: string) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md"));
  return Promise.all(
    names.map(async (name) => parseArticle(basename(name, ".md"), await readFile(join(folder, name), "utf8"))),
  );
}

/** Drawings by file name without its ending. */
async function readPictures(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".svg"));
  const drawings = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return new Map(names.map((name, index) => [basename(name, ".svg"), drawings[index] ?? ""]));
}

function figureHtml(name: string, alt: string, pictures: ReadonlyMap<string, string>): string {
  const drawing = pictures.get(name);
  if (drawing === undefined)
    throw new Error(`There is no picture “${name}”. Put ${name}.svg into the folder pictures.`);
  // The caption says what the picture shows, so a reader without eyes on it misses nothing.
  const svg = drawing.trim().replace("<svg ", '<svg aria-hidden="true" focusable="false" ');
  return `<figure class="article-picture">${svg}<figcaption>${alt}</figcaption></figure>`;
}
