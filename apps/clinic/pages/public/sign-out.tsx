import type { ActionFunctionArgs } from "react-router";
import { redirect } from "react-router";
import { clinicContext } from "../context.ts";

export function loader() {
  return redirect("/");
}

export async function action({ context, request }: ActionFunctionArgs) {
  const headers = await context.get(clinicContext).clinic.auth.signOut(request.headers);
  headers.set("Clear-Site-Data", '"cache"');
  throw redirect("/", { headers });
}
