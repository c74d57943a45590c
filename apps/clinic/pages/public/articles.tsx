import type { Article } from "@plumbline/education";
import type { LoaderFunctionArgs } from "react-router";
import { Form, Link, useLoaderData } from "react-router";
import { clinicContext } from "../context.ts";
import "../../ui/article.css";
import { pageMeta } from "./page-meta.ts";

/** Longer is not a search any more. */
const LONGEST_QUERY = 100;

export function loader({ context, request }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const { articles, search } = clinic.library;
  const asked = new URL(request.url).searchParams;
  const query = (asked.get("q") ?? "").trim().slice(0, LONGEST_QUERY);
  const topics = [...new Set(articles.flatMap((article) => article.topics))].sort();
  const topic = topics.find((name) => name === asked.get("topic")) ?? null;
  const found =
    query === "" ? articles.map((article) => ({ article, excerpt: article.summary, words: [] })) : search(query);
  return {
    siteUrl: clinic.publicUrl,
    query,
    topic,
    topics,
    shown: found
      .filter(({ article }) => topic === null || article.topics.includes(topic))
      .map(({ article, excerpt, words }) => ({ ...shortOf(article), excerpt: marked(excerpt, words) })),
    newest: articles
      .toSorted((a, b) => (a.reviewed < b.reviewed ? 1 : -1))
      .slice(0, 3)
      .map(shortOf),
  };
}

const shortOf = ({ slug, title, summary }: Article) => ({ slug, title, summary });

interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** A sentence in pieces, so that the words that were found can stand out. */
function marked(sentence: string, words: readonly string[]): Piece[] {
  return sentence
    .split(/([A-Za-z0-9’']+)/)
    .filter((text) => text !== "")
    .map((text) => ({ text, isHit: words.includes(text.toLowerCase()) }));
}

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  const siteUrl = loaderData?.siteUrl ?? "";
  return [
    ...pageMeta({
      title: "Articles – Plumbline",
      description: "Plain words on feet and backs, with the studies behind them.",
      url: `${siteUrl}/articles`,
      siteUrl,
    }),
    {
      tagName: "link",
      rel: "alternate",
      type: "application/atom+xml",
      href: "/articles/feed.xml",
      title: "Articles on feet and backs",
    },
  ];
}

export default function Articles() {
  const { query, topic, topics, shown, newest } = useLoaderData<typeof loader>();
  const isSearch = query !== "" || topic !== null;
  return (
    <div className="wrap narrow">
      <h1>Articles</h1>
      <p className="lead">Plain words on feet and backs, with the studies behind them.</p>
      <search>
        <Form method="get" className="article-search">
          <label htmlFor="q">Search the articles</label>
          <div className="row">
            <input id="q" name="q" type="search" defaultValue={query} maxLength={LONGEST_QUERY} key={query} />
            {topic !== null && <input type="hidden" name="topic" value={topic} />}
            <button className="button" type="submit">
              Search
            </button>
          </div>
        </Form>
      </search>
      <nav aria-label="Topics">
        <ul className="article-topics">
          <li>
            <Link to={addressOf(query, null)} aria-current={topic === null ? "true" : undefined}>
              all topics
            </Link>
          </li>
          {topics.map((name) => (
            <li key={name}>
              <Link to={addressOf(query, name)} aria-current={name === topic ? "true" : undefined}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {isSearch && (
        <output className="article-count">
          {shown.length === 0 ? "Nothing found" : shown.length === 1 ? "1 article" : `${shown.length} articles`}
          {query !== "" && <> for “{query}”</>}
          {topic !== null && <> on {topic}</>}. <Link to="/articles">Show all</Link>
        </output>
      )}
      <ul className="plain-list stack">
        {shown.map((article) => (
          <li key={article.slug}>
            <h2>
              <Link to={`/articles/${article.slug}`}>{article.title}</Link>
            </h2>
            <p>{article.excerpt.map(({ text, isHit }, index) => (isHit ? <mark key={index}>{text}</mark> : text))}</p>
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <section aria-labelledby="instead">
          <h2 id="instead">Try one of these</h2>
          <ul>
            {newest.map(({ slug, title }) => (
              <li key={slug}>
                <Link to={`/articles/${slug}`}>{title}</Link>
              </li>
            ))}
          </ul>
          <p>
            Or <Link to="/check">check your symptoms</Link>: the questions find the words for you.
          </p>
        </section>
      )}
    </div>
  );
}

function addressOf(query: string, topic: string | null): string {
  const asked = new URLSearchParams({ ...(query !== "" && { q: query }), ...(topic !== null && { topic }) });
  return asked.size === 0 ? "/articles" : `/articles?${asked}`;
}
