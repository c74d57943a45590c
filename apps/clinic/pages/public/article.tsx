import { plainText, readingGrade, relatedArticles } from "@plumbline/education";
import type { LoaderFunctionArgs } from "react-router";
import { Link, data, useLoaderData } from "react-router";
import { clinicContext } from "../context.ts";

export function loader({ context, params }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const article = clinic.articles.find(({ slug }) => slug === params.slug);
  if (article === undefined) throw data("There is no article at this address.", { status: 404 });
  return {
    title: article.title,
    summary: article.summary,
    reviewed: article.reviewed,
    sources: article.sources,
    html: clinic.renderMarkdown(article.body),
    minutes: Math.max(1, Math.round(plainText(article.body).split(/\s+/).length / 200)),
    grade: Math.max(1, Math.round(readingGrade(plainText(article.body)))),
    related: relatedArticles(article, clinic.articles).map(({ slug, title }) => ({ slug, title })),
  };
}

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  if (loaderData === undefined) return [{ title: "Article not found – Plumbline" }];
  return [{ title: `${loaderData.title} – Plumbline` }, { name: "description", content: loaderData.summary }];
}

export default function ArticlePage() {
  const article = useLoaderData<typeof loader>();
  return (
    <div className="wrap narrow">
      <article>
        <h1>{article.title}</h1>
        <p className="lead">{article.summary}</p>
        <p className="soft small">
          {article.minutes} minute read · reading grade {article.grade} · checked on {article.reviewed}
        </p>
        {/* Our own Markdown, rendered with HTML switched off. */}
        <div className="article-body" dangerouslySetInnerHTML={{ __html: article.html }} />
        <section className="card" aria-labelledby="next">
          <h2 id="next">What about you?</h2>
          <p>Ten minutes of plain questions can show whether your feet, your back or both fit your story.</p>
          <div className="row">
            <Link className="button" to="/check">
              Check your symptoms
            </Link>
            <Link className="button quiet" to="/book">
              Book a visit
            </Link>
          </div>
        </section>
        <section>
          <h2 style={{ marginTop: "var(--space-6)" }}>Where this comes from</h2>
          <ol className="small">
            {article.sources.map((source) => (
              <li key={source.text}>
                {source.text}
                {source.doi !== null && (
                  <>
                    {" "}
                    <a href={`https://doi.org/${source.doi}`}>doi:{source.doi}</a>
                  </>
                )}
                {source.doi === null && source.url !== null && (
                  <>
                    {" "}
                    <a href={source.url}>{new URL(source.url).host}</a>
                  </>
                )}
              </li>
            ))}
          </ol>
        </section>
        {article.related.length > 0 && (
          <nav aria-labelledby="related">
            <h2 id="related">You might also read</h2>
            <ul>
              {article.related.map((other) => (
                <li key={other.slug}>
                  <Link to={`/articles/${other.slug}`}>{other.title}</Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </article>
    </div>
  );
}
