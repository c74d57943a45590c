import type { LoaderFunctionArgs } from "react-router";
import { Link, useLoaderData } from "react-router";
import { BodyLine } from "../../ui/body-line.tsx";
import { clinicContext } from "../context.ts";
import { pageMeta } from "./page-meta.ts";

/** What most people come with: shown on the first page, in this order. */
const SHOWN_ARTICLES = ["back-problems-felt-in-the-foot", "heel-pain-in-the-morning", "custom-orthotics"];

export function loader({ context }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  return {
    siteUrl: clinic.publicUrl,
    articles: SHOWN_ARTICLES.flatMap((slug) => clinic.library.articles.filter((article) => article.slug === slug)).map(
      ({ slug, title, summary }) => ({ slug, title, summary }),
    ),
  };
}

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  const siteUrl = loaderData?.siteUrl ?? "";
  return pageMeta({
    title: "Plumbline – Is it your feet, your back, or both?",
    description:
      "A short check that asks whether your feet drive your back pain, or your back drives your foot trouble.",
    url: `${siteUrl}/`,
    siteUrl,
  });
}

export default function Home() {
  const { articles } = useLoaderData<typeof loader>();
  return (
    <div className="wrap">
      <section className="hero">
        <div>
          <h1>Is it your feet, your back, or both?</h1>
          <p className="lead">
            Sore feet can strain your back. A pinched nerve in your back can hurt or numb your foot. Answer some plain
            questions. We show you what fits, how sure we are, and who to see.
          </p>
          <div className="row">
            <Link className="button" to="/check">
              Check your symptoms
            </Link>
            <Link className="button quiet" to="/articles/back-pain-and-your-feet">
              How feet and back connect
            </Link>
          </div>
          <p className="soft small" style={{ marginTop: "var(--space-4)" }}>
            It takes about 10 minutes. You can stop and come back. No sign-up needed.
          </p>
        </div>
        <BodyLine />
      </section>

      <section className="notice danger" aria-labelledby="now">
        <h2 id="now">Get help now, not here, if</h2>
        <ul>
          <li>you cannot pee, lose control of your bowels, or go numb where you would sit on a saddle</li>
          <li>your foot or leg turned cold, pale or blue all at once</li>
          <li>you have chest pain or find it hard to breathe</li>
        </ul>
        <p>
          <a className="button danger" href="tel:911">
            Call 911
          </a>
        </p>
      </section>

      <section>
        <h2>How it works</h2>
        <ol className="steps">
          <li>
            <h3>You answer</h3>
            <p>One question a page, in plain words. You can always say “I don’t know”.</p>
          </li>
          <li>
            <h3>We weigh it</h3>
            <p>Each answer is weighed against published studies. Where studies are weak, we tell you.</p>
          </li>
          <li>
            <h3>You see why</h3>
            <p>What is likely, what else it could be, and what would change our mind.</p>
          </li>
          <li>
            <h3>You are seen</h3>
            <p>Pick a free time in Worcester, Webster or Whitinsville. A clinician examines you and decides.</p>
          </li>
        </ol>
      </section>

      <section aria-labelledby="read">
        <h2 id="read">Read first</h2>
        <ul className="plain-list grid">
          {articles.map(({ slug, title, summary }) => (
            <li key={slug} className="card">
              <h3>
                <Link to={`/articles/${slug}`}>{title}</Link>
              </h3>
              <p>{summary}</p>
            </li>
          ))}
        </ul>
        <p>
          <Link to="/articles">All articles</Link>
        </p>
      </section>
    </div>
  );
}
