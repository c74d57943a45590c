import type { Visit } from "../store/index.ts";
import type { Clinic } from "./clinic.ts";

/**
 * Where a person says that the answers given before a booking are theirs; null when nobody needs to. Its last part goes
 * out by e-mail alone, to the address on file: who books in another's name never sees it.
 */
export function answersUrl(
  { publicUrl, derivedToken }: Pick<Clinic, "publicUrl" | "derivedToken">,
  { bookingKey, answers }: Pick<Visit, "bookingKey" | "answers">,
): string | null {
  if (answers !== "waiting") return null;
  return `${publicUrl}/visit/${derivedToken("visit", bookingKey)}/answers/${derivedToken("answers", bookingKey)}`;
}
