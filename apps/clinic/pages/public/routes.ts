import { index, route } from "@react-router/dev/routes";
import type { RouteConfigEntry } from "@react-router/dev/routes";

/** What anyone can read. */
export const publicRoutes: RouteConfigEntry[] = [
  index("public/home.tsx"),
  route("articles", "public/articles.tsx"),
  route("articles/feed.xml", "public/article-feed.ts"),
  route("articles/:slug", "public/article.tsx"),
  route("sitemap.xml", "public/sitemap.ts"),
  route("robots.txt", "public/robots.ts"),
  route("calendar/:feed", "public/calendar-feed.ts"),
  route("offices", "public/offices.tsx"),
  route("exercises", "public/exercises.tsx"),
  route("shoes", "public/shoes.tsx"),
  route("about", "public/about.tsx"),
  route("privacy", "public/privacy.tsx"),
  route("sign-in", "public/sign-in.tsx"),
  route("sign-in/code", "public/sign-in-code.tsx"),
  route("join/:token", "public/join.tsx"),
  route("sign-out", "public/sign-out.tsx"),
];
