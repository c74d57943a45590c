import { plainText, readingGrade, relatedArticles } from "@plumbline/education";
import type { LoaderFunctionArgs } from "react-router";
import { Link, data, useLoaderData } from "react-router";
import { clinicContext } from "../context.ts";
import "../../ui/article.css";
import { pageMeta } from "./page-meta.ts";

export function loader({ context, params }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const { articles, render } = clinic.library;
  const article = articles.find(({ slug }) => slug === params.slug);
  if (article === undefined) throw data("There is no article at this address.", { status: 404 });
  return {
    siteUrl: clinic.publicUrl,
    url: `${clinic.publicUrl}/articles/${article.slug}`,
    title: article.title,
    summary: article.summary,
    topics: article.topics,
    reviewed: article.reviewed,
    sources: article.sources,
    html: render(article.body),
    minutes: Math.max(1, Math.round(plainText(article.body).split(/\s+/).length / 200)),
    grade: Math.max(1, Math.round(readingGrade(plainText(article.body)))),
    related: relatedArticles(article, articles).map(({ slug, title, summary }) => ({ slug, title, summary })),
  };
}

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  if (loaderData === undefined) return [{ title: "Article not found – Plumbline" }];
  const { title, summary, url, siteUrl, reviewed, topics, sources } = loaderData;
  return [
    ...pageMeta({ title: `${title} – Plumbline`, description: summary, url, siteUrl, kind: "article" }),
    {
      "script:ld+json": {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        name: title,
        description: summary,
        url,
        inLanguage: "en-US",
        lastReviewed: reviewed,
        audience: { "@type": "Patient" },
        keywords: topics.join(", "),
        publisher: { "@type": "Organization", name: "Plumbline", url: siteUrl },
        citation: sources.map(({ text, doi, url: address }) => ({
          "@type": "CreativeWork",
          name: text,
          ...(doi !== null && { identifier: `https://doi.org/${doi}` }),
          ...(address !== null && { url: address }),
        })),
      },
    },
  ];
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
        <section className="card no-print" aria-labelledby="next">
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
        <section aria-labelledby="sources">
          <h2 id="sources">Where this comes from</h2>
          <ol className="small article-sources">
            {article.sources.map((source, index) => (
              <li key={source.text} id={`source-${index + 1}`}>
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
          <p className="small soft">
            What has no number beside it is general advice, not the result of a study. Your own clinician’s word comes
            first.
          </p>
        </section>
        {article.related.length > 0 && (
          <nav className="no-print" aria-labelledby="related">
            <h2 id="related">You might also read</h2>
            <ul className="plain-list stack">
              {article.related.map((other) => (
                <li key={other.slug}>
                  <Link to={`/articles/${other.slug}`}>{other.title}</Link>
                  <p className="small">{other.summary}</p>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </article>
    </div>
  );
}
