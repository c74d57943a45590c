export * from "./exercise.ts";
export { EXERCISES } from "./library.ts";
export { chooseExercises } from "./programme.ts";
export * from "./progression.ts";
