export * from "./noisy-or-network.ts";
export * from "./noisy-or.ts";
