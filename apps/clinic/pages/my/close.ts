import { redirect } from "react-router";
import type { ActionFunctionArgs } from "react-router";
import { closedCookie } from "./my-cookie.ts";
import { myLink } from "./open-my-pages.ts";

export async function action(args: ActionFunctionArgs) {
  const { clinic, base } = await myLink(args);
  return redirect(base, { headers: { "Set-Cookie": closedCookie(clinic) } });
}

export async function loader(args: ActionFunctionArgs) {
  return redirect((await myLink(args)).base);
}
