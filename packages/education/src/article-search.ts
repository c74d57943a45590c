import MiniSearch from "minisearch";
import { plainText } from "./article.ts";
import type { Article } from "./article.ts";

export interface ArticleHit {
  readonly article: Article;
  /** The sentence in which the words were found, or the article's summary. */
  readonly excerpt: string;
  /** The words of the text that met the query, as they are in the index: lower case. */
  readonly words: readonly string[];
}

/** Finds articles by words; `query` may be misspelled or unfinished. Best first, nothing for an empty query. */
export type ArticleSearch = (query: string) => ArticleHit[];

/** Small words that tell nothing about what a person looks for. */
const EMPTY_WORDS = new Set(
  "a an and are as at be but can do does for from have how i in is it my of on or that the to what when where which why with you your".split(
    " ",
  ),
);

/** An index over titles, summaries, other names and texts. Made once; searching takes well under a millisecond. */
export function createArticleSearch(articles: readonly Article[]): ArticleSearch {
  const texts = new Map(articles.map((article) => [article.slug, plainText(article.body)]));
  const index = new MiniSearch<Record<string, string>>({
    idField: "slug",
    fields: ["title", "alsoCalled", "summary", "text"],
    processTerm: (term) => {
      const word = term.toLowerCase();
      return EMPTY_WORDS.has(word) ? null : word;
    },
    searchOptions: {
      boost: { title: 4, alsoCalled: 4, summary: 2 },
      prefix: (term) => term.length >= 3,
      fuzzy: (term) => (term.length >= 5 ? 0.2 : false),
      combineWith: "AND",
    },
  });
  index.addAll(
    articles.map(({ slug, title, summary, alsoCalled }) => ({
      slug,
      title,
      summary,
      alsoCalled: alsoCalled.join(", "),
      text: texts.get(slug) ?? "",
    })),
  );
  const bySlug = new Map(articles.map((article) => [article.slug, article]));

  return (query) => {
    // What has every word comes first; where nothing has, what has some of them is better than an empty page.
    const withAll = index.search(query);
    const results = withAll.length > 0 ? withAll : index.search(query, { combineWith: "OR" });
    return results.flatMap(({ id, terms }) => {
      const article = bySlug.get(String(id));
      if (article === undefined) return [];
      return [{ article, excerpt: excerptWith(terms, texts.get(article.slug) ?? "") ?? article.summary, words: terms }];
    });
  };
}

/** The first sentence with the most of the words. */
function excerptWith(words: readonly string[], text: string): string | null {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => sentence.includes(" "));
  const countIn = (sentence: string) => {
    const inSentence = new Set(sentence.toLowerCase().match(/[a-z0-9’']+/g) ?? []);
    return words.filter((word) => inSentence.has(word)).length;
  };
  const counts = sentences.map(countIn);
  const most = Math.max(0, ...counts);
  return most === 0 ? null : (sentences[counts.indexOf(most)] ?? null);
}
