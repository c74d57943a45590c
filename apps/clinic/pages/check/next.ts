import type { LoaderFunctionArgs } from "react-router";
import { redirect } from "react-router";
import { clinicContext } from "../context.ts";
import { openInterview, stateOf, whereNext } from "./open-interview.ts";

/** "Continue where you left off": the first page that is not answered yet, or the end. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const open = await openInterview(clinic, request);
  return redirect(await whereNext(clinic, open, stateOf(clinic, open.answers)));
}
