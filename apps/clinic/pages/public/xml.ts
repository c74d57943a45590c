/** Text as it may stand in an XML element or attribute. */
export function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A document that anybody may keep for an hour: it holds nothing of a person. */
export function xmlResponse(document: string, type: string): Response {
  return new Response(`<?xml version="1.0" encoding="utf-8"?>\n${document}`, {
    headers: { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "public, max-age=3600" },
  });
}
