import type { LoaderFunctionArgs } from "react-router";
import { clinicContext } from "../context.ts";
import { xmlResponse, xmlText } from "./xml.ts";

/** Articles as an Atom feed (RFC 4287), the newest check first. */
export function loader({ context }: LoaderFunctionArgs): Response {
  const { clinic } = context.get(clinicContext);
  const articles = clinic.library.articles.toSorted((a, b) => (a.reviewed < b.reviewed ? 1 : -1));
  const url = (path: string) => xmlText(`${clinic.publicUrl}${path}`);
  const at = (day: string) => `${day}T00:00:00Z`;
  return xmlResponse(
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-US">
  <title>Plumbline: articles on feet and backs</title>
  <id>${url("/articles")}</id>
  <link href="${url("/articles")}"/>
  <link rel="self" href="${url("/articles/feed.xml")}"/>
  <updated>${at(articles[0]?.reviewed ?? "1970-01-01")}</updated>
  <author><name>Plumbline</name></author>
${articles
  .map(
    ({ slug, title, summary, reviewed }) => `  <entry>
    <title>${xmlText(title)}</title>
    <id>${url(`/articles/${slug}`)}</id>
    <link href="${url(`/articles/${slug}`)}"/>
    <updated>${at(reviewed)}</updated>
    <summary>${xmlText(summary)}</summary>
  </entry>`,
  )
  .join("\n")}
</feed>
`,
    "application/atom+xml",
  );
}
