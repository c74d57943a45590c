export * from "./assess.ts";
export * from "./parse-case-file.ts";
export * from "./interview/answer.ts";
export * from "./interview/assess-interview.ts";
export * from "./interview/finding-words.ts";
export * from "./interview/interview.ts";
export * from "./interview/page.ts";
export * from "./interview/read-answer.ts";
