import { expect, test } from "vitest";
import { parseArticle, plainText, relatedArticles } from "./article.ts";
import type { Article } from "./article.ts";

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

Stand up. [Measure](https://example.org) your foot.
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

test("related articles share topics, most first, and leave the article itself out", () => {
  const make = (slug: string, topics: string[]): Article => ({
    slug,
    title: slug,
    summary: "",
    topics,
    reviewed: "",
    sources: [],
    body: "",
  });
  const all = [make("a", ["x", "y"]), make("b", ["x"]), make("c", ["x", "y"]), make("d", ["z"])];
  expect(relatedArticles(all[0]!, all).map((article) => article.slug)).toEqual(["c", "b"]);
});

test("plain text keeps the words of links and drops the marks", () => {
  expect(plainText("## Width\n\nStand **up**. [Measure](https://example.org) it.\n- one\n- two.")).toBe(
    "Width.\n\n\nStand up. Measure it.\none.\n\ntwo.",
  );
});
