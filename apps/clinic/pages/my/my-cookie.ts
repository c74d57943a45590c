import type { Clinic } from "../../server/clinic.ts";
import { readCookie } from "../cookies.ts";

/** Says that the birth date was given on this device. Scripts cannot read it, and no other page gets it. */
const NAME = "plumbline-my";

const SEAL = "my open";

/** Long enough for an exercise session and its log, short enough that a borrowed phone forgets (a guess). */
const OPEN_MS = 4 * 3_600_000;

/** A `Set-Cookie` that keeps the pages of a link open for a while. */
export function openCookie(clinic: Clinic, linkId: string): string {
  const untilMs = clinic.now() + OPEN_MS;
  return cookie(clinic, `${untilMs}.${clinic.derivedToken(SEAL, sealed(linkId, untilMs))}`, OPEN_MS / 1000);
}

export function closedCookie(clinic: Clinic): string {
  return cookie(clinic, "", 0);
}

/** Whether the pages of this link are open on the device that asks. */
export function isOpenOnDevice(clinic: Clinic, request: Request, linkId: string): boolean {
  const [until = "", given = ""] = readCookie(request, NAME)?.split(".") ?? [];
  const untilMs = Number(until);
  if (!Number.isSafeInteger(untilMs) || untilMs <= clinic.now()) return false;
  return clinic.isDerivedToken(given, SEAL, sealed(linkId, untilMs));
}

/** What the seal is of: this link, until then. */
function sealed(linkId: string, untilMs: number): string {
  return `${linkId} ${untilMs}`;
}

function cookie(clinic: Clinic, value: string, maxAgeS: number): string {
  const secure = clinic.publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${NAME}=${value}; Max-Age=${maxAgeS}; Path=/my; HttpOnly; SameSite=Lax${secure}`;
}
