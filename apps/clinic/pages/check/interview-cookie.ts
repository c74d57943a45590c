import { readCookie } from "../cookies.ts";

/** The cookie that knows a person's interview. The booking pages read it too. */
const NAME = "plumbline-interview";

/** Long enough to wait for a visit, short enough that a borrowed phone forgets (a guess). */
const KEEP_S = 30 * 24 * 60 * 60;

/** The token of the interview this browser is in; null without one. */
export function interviewToken(request: Request): string | null {
  const token = readCookie(request, NAME);
  return token === null || !/^[\w-]{20,64}$/.test(token) ? null : token;
}

/** A `Set-Cookie` that starts or goes on with an interview; with null it forgets. Scripts cannot read it. */
export function interviewCookie(token: string | null, publicUrl: string): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  const value = token === null ? `${NAME}=; Max-Age=0` : `${NAME}=${token}; Max-Age=${KEEP_S}`;
  return `${value}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}
