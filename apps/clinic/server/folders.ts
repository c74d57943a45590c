import { fileURLToPath } from "node:url";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What `npm run build` makes. */
export const BUILD_DIR = here("../build");
/** Articles and offices. */
export const CONTENT_DIR = here("../../../content");
export const EXAMPLES_DIR = here("../../../examples");
