import { expect, test } from "vitest";
import { parseArticle, plainText, relatedArticles } from "./article.ts";
import type { Article } from "./article.ts";
import { articlesForResult } from "./articles-for-result.ts";
import { unsourcedClaims } from "./unsourced-claims.ts";

const GOOD = `---
title: Shoes that fit
summary: How to tell.
topics: [shoes, feet]
reviewed: "2026-11-24"
sources:
  - text: Buldt and Menz 2018
    doi: 10.1186/s13047-018-0284-z
---

## Width

Stand up. [Measure](https://example.org) your foot. Most shoes in one study were too small.[^1]
`;

test("an article gives its front matter and its text", () => {
  const result = parseArticle("shoes", GOOD);
  expect(result).toMatchObject({
    ok: true,
    value: {
      slug: "shoes",
      title: "Shoes that fit",
      topics: ["shoes", "feet"],
      sources: [{ doi: "10.1186/s13047-018-0284-z", url: null }],
    },
  });
});

test("every missing field is reported at once, with its name", () => {
  const result = parseArticle("bare", "---\ntopics: []\nreviewed: soon\n---\n\n");
  if (result.ok) throw new Error("a bare article was accepted");
  expect(result.problems.map((problem) => `${problem.code} ${problem.path}`)).toEqual([
    "article/missing-field bare.md:title",
    "article/missing-field bare.md:summary",
    "article/missing-field bare.md:topics",
    "article/bad-date bare.md:reviewed",
    "article/no-source bare.md:sources",
    "article/empty-body bare.md",
  ]);
});

test("a text without front matter or with broken YAML is refused in a sentence", () => {
  expect(parseArticle("a", "# Title")).toMatchObject({ ok: false, problems: [{ code: "article/no-front-matter" }] });
  expect(parseArticle("a", "---\ntitle: [\n---\nText")).toMatchObject({
    ok: false,
    problems: [{ code: "article/bad-yaml" }],
  });
});

/** An article of which only the named fields matter. */
function article(slug: string, topics: readonly string[] = []): Article {
  return {
    slug,
    title: slug,
    summary: "",
    topics,
    conditions: [],
    directions: [],
    alsoCalled: [],
    reviewed: "",
    sources: [],
    body: "",
  };
}

test("related articles share topics, most first, and leave the article itself out", () => {
  const all = [article("a", ["x", "y"]), article("b", ["x"]), article("c", ["x", "y"]), article("d", ["z"])];
  expect(relatedArticles(all[0]!, all).map(({ slug }) => slug)).toEqual(["c", "b"]);
});

test("plain text keeps the words of links and drops the marks", () => {
  expect(plainText("## Width\n\nStand **up**. [Measure](https://example.org) it.\n- one\n- two.")).toBe(
    "Width.\n\n\nStand up. Measure it.\none.\n\ntwo.",
  );
});

test("a source that nothing cites, or a citation without a source, is reported", () => {
  const uncited = parseArticle("shoes", GOOD.replace("[^1]", ""));
  expect(uncited).toMatchObject({ ok: false, problems: [{ code: "article/uncited-source" }] });
  const unknown = parseArticle("shoes", GOOD.replace("[^1]", "[^1][^3]"));
  expect(unknown).toMatchObject({ ok: false, problems: [{ code: "article/unknown-citation" }] });
});

test("a rate or a call on research without a source is found, in paragraphs and in lists", () => {
  const text = `About 1 in 4 adults has one.[^1]

One trial found nothing.

- Two out of three people get better
- Walk every day

Call 911 if both legs get weak.`;
  expect(unsourcedClaims(text)).toEqual(["One trial found nothing.", "- Two out of three people get better"]);
});

test("a result leads to articles on its likeliest condition first, then on its direction", () => {
  const make = (slug: string, conditions: string[], directions: string[]) => ({
    ...article("x"),
    slug,
    conditions,
    directions,
  });
  const all = [
    make("on-direction", [], ["spine-drives-foot"]),
    make("on-third", ["lss"], []),
    make("on-first", ["radic_l5"], []),
    make("on-neither", ["gout"], ["none"]),
  ];
  const need = { conditions: ["radic_l5", "pad", "lss"], direction: "spine-drives-foot" };
  expect(articlesForResult(need, all).map(({ slug }) => slug)).toEqual(["on-first", "on-direction", "on-third"]);
});
