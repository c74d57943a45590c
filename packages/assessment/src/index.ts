export * from "./assess.ts";
export * from "./parse-case-file.ts";
