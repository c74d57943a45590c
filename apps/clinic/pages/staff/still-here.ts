import type { LoaderFunctionArgs } from "react-router";
import { requireSignedIn } from "./staff-access.ts";

/** Asked by who wants to stay signed in: asking is all it takes. Nothing of a record is read. */
export function loader(args: LoaderFunctionArgs) {
  requireSignedIn(args);
  return new Response(null, { status: 204 });
}
