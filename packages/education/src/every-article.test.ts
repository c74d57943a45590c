import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { parseArticle, plainText, relatedArticles } from "./article.ts";
import type { Article } from "./article.ts";
import { readingGrade } from "./reading-grade.ts";

const ARTICLES = new URL("../../../content/articles/", import.meta.url);
const SOURCES = new URL("../../evidence/data/sources.csv", import.meta.url);

const slugs = readdirSync(ARTICLES)
  .filter((name) => name.endsWith(".md"))
  .map((name) => name.slice(0, -".md".length));

function article(slug: string): Article {
  const result = parseArticle(slug, readFileSync(new URL(`${slug}.md`, ARTICLES), "utf8"));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

test.each(slugs)("%s can be read after eight years of school", (slug) => {
  expect(readingGrade(plainText(article(slug).body))).toBeLessThanOrEqual(8);
});

test.each(slugs)("%s says when to get help, and leads on to another article", (slug) => {
  const found = article(slug);
  expect(found.body).toMatch(/^## When to /m);
  expect(relatedArticles(found, slugs.map(article)).length).toBeGreaterThan(0);
});

test.each(slugs)("%s cites only DOIs that the evidence base has seen", (slug) => {
  const seen = readFileSync(SOURCES, "utf8")
    .split("\n")
    .filter((line) => line.trimEnd().endsWith(",seen"));
  for (const { doi } of article(slug).sources) {
    if (doi !== null) expect(seen.some((line) => line.includes(`,${doi},`))).toBe(true);
  }
});
