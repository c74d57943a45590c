import type { MetaDescriptor } from "react-router";

/** What search engines and messengers show of a public page (Open Graph), and its one true address. */
export function pageMeta(page: {
  readonly title: string;
  readonly description: string;
  /** With the site's own address in front. */
  readonly url: string;
  readonly siteUrl: string;
  readonly kind?: "website" | "article";
}): MetaDescriptor[] {
  return [
    { title: page.title },
    { name: "description", content: page.description },
    { tagName: "link", rel: "canonical", href: page.url },
    { property: "og:title", content: page.title },
    { property: "og:description", content: page.description },
    { property: "og:url", content: page.url },
    { property: "og:type", content: page.kind ?? "website" },
    { property: "og:site_name", content: "Plumbline" },
    { property: "og:image", content: `${page.siteUrl}/shared-link.png` },
    { name: "twitter:card", content: "summary_large_image" },
  ];
}
