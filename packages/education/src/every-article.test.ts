import { existsSync, readFileSync, readdirSync } from "node:fs";
import { DIRECTION_ANSWERS } from "@plumbline/clinical-model";
import { expect, test } from "vitest";
import { createArticleSearch } from "./article-search.ts";
import { parseArticle, plainText, relatedArticles } from "./article.ts";
import type { Article } from "./article.ts";
import { readingGrade } from "./reading-grade.ts";
import { unsourcedClaims } from "./unsourced-claims.ts";

const ARTICLES = new URL("../../../content/articles/", import.meta.url);
const SOURCES = new URL("../../evidence/data/sources.csv", import.meta.url);
const CONDITIONS = new URL("../../evidence/data/conditions.csv", import.meta.url);
/** Pages of the site that a text may lead to. */
const PAGES = ["/check", "/book", "/offices", "/shoes", "/exercises", "/about", "/privacy", "/articles"];

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

test.each(slugs)("%s cites a source wherever it calls on research or states a rate", (slug) => {
  expect(unsourcedClaims(article(slug).body)).toEqual([]);
});

test.each(slugs)("%s leads nowhere that does not exist, and shows a picture that is there", (slug) => {
  const { body } = article(slug);
  const links = Array.from(body.matchAll(/(?<!!)\[[^\]]*\]\((\/[^)]*)\)/g), ([, address]) => address ?? "");
  const known = [...PAGES, ...slugs.map((name) => `/articles/${name}`)];
  expect(links.filter((address) => !known.includes(address))).toEqual([]);
  const pictures = Array.from(body.matchAll(/!\[([^\]]+)\]\(([^)]*)\)/g), ([, , name]) => `${name}.svg`);
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter((name) => !existsSync(new URL(`pictures/${name}`, ARTICLES)))).toEqual([]);
});

test.each(slugs)("%s is about conditions and directions that a result can have", (slug) => {
  const known = new Set(
    readFileSync(CONDITIONS, "utf8")
      .split("\n")
      .map((line) => line.split(",")[0]),
  );
  const { conditions, directions } = article(slug);
  expect(conditions.filter((id) => !known.has(id))).toEqual([]);
  expect(directions.filter((id) => !(DIRECTION_ANSWERS as readonly string[]).includes(id))).toEqual([]);
  expect(conditions.length).toBeGreaterThan(0);
});

test("there are articles on what people come with most", () => {
  const library = slugs.map(article);
  const search = createArticleSearch(library);
  const firstFor = (query: string) => search(query)[0]?.article.slug;
  expect(firstFor("slipped disc")).toBe("back-problems-felt-in-the-foot");
  expect(firstFor("arch support insoles")).toBe("custom-orthotics");
  expect(firstFor("verruca")).toBe("plantar-warts");
  expect(firstFor("sciatca")).toBe("back-problems-felt-in-the-foot");
  expect(firstFor("bunion")).toBe("bunions-corns-blisters");
  expect(search("")).toEqual([]);
  expect(search("zzzzqqq")).toEqual([]);
});
