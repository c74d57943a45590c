import { SHOE_CHECKS } from "@plumbline/care-plan";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, useActionData, useLoaderData } from "react-router";
import { PrintButton } from "../../ui/print-button.tsx";
import { cite } from "../staff/citation.ts";
import { EvidenceSources } from "../../ui/evidence-sources.tsx";
import { clinicContext } from "../context.ts";
import { pageMeta } from "./page-meta.ts";

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  const siteUrl = loaderData?.siteUrl ?? "";
  return pageMeta({
    title: "Check your shoes at home – Plumbline",
    description: "Nine checks of a pair of shoes that need paper, a pen, a ruler and five minutes.",
    url: `${siteUrl}/shoes`,
    siteUrl,
  });
}

export function loader({ context }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const treatments = new Map(clinic.evidence.treatments.map((treatment) => [treatment.id, treatment]));
  return {
    siteUrl: clinic.publicUrl,
    checks: SHOE_CHECKS.map(({ id, title, how, ask, advice, treatmentId }) => {
      const treatment = treatmentId === null ? undefined : treatments.get(treatmentId);
      return {
        id,
        title,
        how,
        ask,
        advice,
        certainty: treatment?.certainty ?? "very low",
        sources: treatment === undefined ? [] : cite(clinic.evidence, [treatment.sourceKey]),
      };
    }),
  };
}

/** Nothing is kept: the answers come back with what to do. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  return { answers: Object.fromEntries(SHOE_CHECKS.map(({ id }) => [id, String(form.get(id) ?? "")])) };
}

export default function Shoes() {
  const { checks } = useLoaderData<typeof loader>();
  const answers = useActionData<typeof action>()?.answers;
  const failed = checks.filter(({ id }) => answers?.[id] === "yes");
  return (
    <div className="wrap narrow">
      <h1>Check your shoes at home</h1>
      <p className="lead">Take the pair you wear the most. You need paper, a pen, a ruler and five minutes.</p>
      {answers !== undefined && (
        <section className={failed.length === 0 ? "notice good" : "notice"} aria-live="polite">
          <h2>{failed.length === 0 ? "We see nothing wrong with them" : "What to do"}</h2>
          {failed.length === 0 ? (
            <p>Of the checks you did, none failed. Pain in these shoes can have other causes.</p>
          ) : (
            <ul>
              {failed.map(({ id, title, advice, certainty, sources }) => (
                <li key={id}>
                  <strong>{title}:</strong> {advice}{" "}
                  <div className="soft small">
                    How sure we are that it helps: {certainty}. <EvidenceSources sources={sources} />
                  </div>
                </li>
              ))}
            </ul>
          )}
          <PrintButton />
        </section>
      )}
      <p className="notice caution">
        Do you have diabetes, numb feet or poor blood flow? Let us look at your feet and shoes before you buy new ones.
      </p>
      <Form method="post">
        <ol className="plain-list card-list">
          {checks.map(({ id, title, how, ask }, at) => (
            <li key={id} className="card">
              <fieldset id={id}>
                <legend>
                  {at + 1}. {title}
                </legend>
                <p>{how}</p>
                <p>
                  <strong>{ask}</strong>
                </p>
                <div className="row">
                  {(["yes", "no"] as const).map((value) => (
                    <label key={value} className="choice">
                      <input type="radio" name={id} value={value} defaultChecked={answers?.[id] === value} />
                      <span>{value === "yes" ? "Yes" : "No"}</span>
                    </label>
                  ))}
                </div>
              </fieldset>
            </li>
          ))}
        </ol>
        <p>
          <button className="button">Show what to do</button>
        </p>
      </Form>
      <p className="soft">
        We keep none of this. More to read: <Link to="/articles/shoes-that-help">shoes that help</Link>.
      </p>
    </div>
  );
}
