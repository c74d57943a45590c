export * from "./article.ts";
export * from "./article-search.ts";
export * from "./articles-for-result.ts";
export * from "./reading-grade.ts";
export * from "./unsourced-claims.ts";
