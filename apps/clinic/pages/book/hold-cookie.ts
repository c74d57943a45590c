import type { Clinic } from "../../server/clinic.ts";
import { readCookie } from "../cookies.ts";

/** Names the hold of this browser: a random token and nothing else. Only the booking pages get it. */
const NAME = "plumbline-hold";
/** Longer than a hold: a browser that chooses again gives up the time it held before. */
const KEEP_S = 3600;

/** Hash of the token of this browser's hold; null when it has never held a time. */
export function holdTokenHash(clinic: Clinic, request: Request): string | null {
  const token = holdToken(request);
  return token === null ? null : clinic.hashToken(token);
}

export function holdToken(request: Request): string | null {
  const token = readCookie(request, NAME);
  return token === null || !/^[\w-]{20,64}$/.test(token) ? null : token;
}

export function holdCookie(token: string, publicUrl: string): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${NAME}=${token}; Max-Age=${KEEP_S}; Path=/book; HttpOnly; SameSite=Lax${secure}`;
}
