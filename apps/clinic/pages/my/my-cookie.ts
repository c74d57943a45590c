import type { Clinic } from "../../server/clinic.ts";

/** Says that the birth date was given on this device. Scripts cannot read it, and no other page gets it. */
const NAME = "plumbline-my";

/** Long enough for an exercise session and its log, short enough that a borrowed phone forgets (a guess). */
const OPEN_MS = 4 * 3_600_000;

/** A `Set-Cookie` that keeps the pages of a link open for a while. */
export function openCookie(clinic: Clinic, linkId: string): string {
  const untilMs = clinic.now() + OPEN_MS;
  return cookie(clinic, `${untilMs}.${seal(clinic, linkId, untilMs)}`, OPEN_MS / 1000);
}

export function closedCookie(clinic: Clinic): string {
  return cookie(clinic, "", 0);
}

/** Whether the pages of this link are open on the device that asks. */
export function isOpenOnDevice(clinic: Clinic, request: Request, linkId: string): boolean {
  const cookies = request.headers.get("Cookie") ?? "";
  const pair = cookies.split(";").find((part) => part.trim().startsWith(`${NAME}=`));
  const [until = "", given = ""] =
    pair
      ?.trim()
      .slice(NAME.length + 1)
      .split(".") ?? [];
  const untilMs = Number(until);
  if (!Number.isSafeInteger(untilMs) || untilMs <= clinic.now()) return false;
  // Compared by hash: the time it takes says nothing of where they differ.
  return clinic.hashToken(given) === clinic.hashToken(seal(clinic, linkId, untilMs));
}

function seal(clinic: Clinic, linkId: string, untilMs: number): string {
  return clinic.derivedToken("my open", `${linkId} ${untilMs}`);
}

function cookie(clinic: Clinic, value: string, maxAgeS: number): string {
  const secure = clinic.publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${NAME}=${value}; Max-Age=${maxAgeS}; Path=/my; HttpOnly; SameSite=Lax${secure}`;
}
