import type { Article } from "./article.ts";

/** What an assessment says, as far as reading follows from it. */
export interface ReadingNeed {
  /** Likely conditions, best first. */
  readonly conditions: readonly string[];
  readonly direction: string;
}

/** An article on the direction counts as much as one on the second condition (a guess). */
const DIRECTION_WEIGHT = 0.5;

/**
 * Articles on what a person's result says, best first: those on its likely conditions, the first counting most, and on
 * its direction.
 */
export function articlesForResult(need: ReadingNeed, all: readonly Article[], most = 3): Article[] {
  const weightOf = (article: Article) => {
    const places = need.conditions.flatMap((id, place) => (article.conditions.includes(id) ? [1 / (place + 1)] : []));
    const onDirection = article.directions.includes(need.direction) ? DIRECTION_WEIGHT : 0;
    return onDirection + places.reduce((sum, weight) => sum + weight, 0);
  };
  return all
    .map((article) => ({ article, weight: weightOf(article) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.article.slug < b.article.slug ? -1 : 1))
    .slice(0, most)
    .map(({ article }) => article);
}
