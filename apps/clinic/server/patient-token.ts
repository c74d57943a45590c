import { createHash, createHmac, randomBytes } from "node:crypto";

/** 192 random bits, base64url: a name that cannot be guessed, for what a patient reaches without an account. */
export function newToken(): string {
  return randomBytes(24).toString("base64url");
}

/** SHA-256, hex. The store keeps only this: who reads the database cannot make the links. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * The token in a patient's link to a visit. Made from the visit's booking key and the clinic's secret, so that every
 * later letter about the visit can carry the link without the token being stored.
 */
export function manageToken(secret: string, bookingKey: string): string {
  return createHmac("sha256", secret).update(`visit ${bookingKey}`).digest("base64url");
}
