export * from "./axes.ts";
export * from "./low-pass.ts";
export * from "./quaternion.ts";
export * from "./robust.ts";
