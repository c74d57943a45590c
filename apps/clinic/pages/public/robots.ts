import type { LoaderFunctionArgs } from "react-router";
import { clinicContext } from "../context.ts";

/** What search engines should leave alone: pages of one person, and of staff. */
const NOT_FOR_SEARCH = ["/check/", "/book", "/visit/", "/staff", "/calendar/", "/join/", "/sign-in"];

export function loader({ context }: LoaderFunctionArgs): Response {
  const { clinic } = context.get(clinicContext);
  const lines = ["User-agent: *", ...NOT_FOR_SEARCH.map((path) => `Disallow: ${path}`)];
  return new Response(`${lines.join("\n")}\n\nSitemap: ${clinic.publicUrl}/sitemap.xml\n`, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
