import type { LoaderFunctionArgs } from "react-router";
import { clinicContext } from "../context.ts";
import { xmlResponse, xmlText } from "./xml.ts";

/** Pages a search engine may show. The check, bookings and staff pages are not among them. */
const PAGES = ["/", "/articles", "/offices", "/shoes", "/exercises", "/about", "/privacy"];

/** `sitemap.xml` (sitemaps.org 0.9). */
export function loader({ context }: LoaderFunctionArgs): Response {
  const { clinic } = context.get(clinicContext);
  const entries = [
    ...PAGES.map((path) => `  <url><loc>${xmlText(clinic.publicUrl + path)}</loc></url>`),
    ...clinic.library.articles.map(
      ({ slug, reviewed }) =>
        `  <url><loc>${xmlText(`${clinic.publicUrl}/articles/${slug}`)}</loc><lastmod>${reviewed}</lastmod></url>`,
    ),
  ];
  return xmlResponse(
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join("\n")}\n</urlset>\n`,
    "application/xml",
  );
}
