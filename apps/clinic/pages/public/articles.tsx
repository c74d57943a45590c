import type { LoaderFunctionArgs } from "react-router";
import { Link, useLoaderData } from "react-router";
import { clinicContext } from "../context.ts";

export function meta() {
  return [{ title: "Articles – Plumbline" }];
}

export function loader({ context }: LoaderFunctionArgs) {
  return context.get(clinicContext).clinic.articles.map(({ slug, title, summary }) => ({ slug, title, summary }));
}

export default function Articles() {
  const articles = useLoaderData<typeof loader>();
  return (
    <div className="wrap narrow">
      <h1>Articles</h1>
      <p className="lead">Plain words on feet and backs, with the studies behind them.</p>
      <ul className="plain-list stack">
        {articles.map((article) => (
          <li key={article.slug}>
            <h2>
              <Link to={`/articles/${article.slug}`}>{article.title}</Link>
            </h2>
            <p>{article.summary}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
