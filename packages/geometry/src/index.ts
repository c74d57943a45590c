export * from "./mesh.ts";
export * from "./obj.ts";
export * from "./ply.ts";
export * from "./read-mesh.ts";
export * from "./read-result.ts";
export * from "./stl.ts";
export * from "./threemf.ts";
