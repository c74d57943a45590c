export * from "./article.ts";
export * from "./reading-grade.ts";
