export * from "./axes.ts";
export * from "./line-stream.ts";
export * from "./low-pass.ts";
export * from "./plain-bytes.ts";
export * from "./quaternion.ts";
export * from "./robust.ts";
export * from "./moving-mean.ts";
export * from "./principal-axis.ts";
