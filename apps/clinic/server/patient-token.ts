import { createHash, createHmac, randomBytes } from "node:crypto";

/** 192 random bits, base64url: a name that cannot be guessed, for what a patient reaches without an account. */
export function newToken(): string {
  return randomBytes(24).toString("base64url");
}

/** SHA-256, hex. The store keeps only this: who reads the database cannot make the links. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** What a token made from the clinic's secret is for; one made for one thing is worth nothing for another. */
export type TokenPurpose =
  /** The link to a visit, from its booking key. */
  | "visit"
  /** Says that the answers given before a booking are one's own, from the booking key: sent by e-mail only. */
  | "answers"
  /** The link to a patient's own pages, from the link's id. */
  | "my"
  /** That a birth date was right, from the link's id and until when. */
  | "my open"
  /** The link to a time that became free, from the offer's id. */
  | "offer"
  /** Counts the times held from one address without keeping the address. */
  | "hold address";

/**
 * A token that can be made again from the clinic's secret, so that a later letter can carry the same link without the
 * token being stored. 256 bits, base64url.
 */
export function derivedToken(secret: string, purpose: TokenPurpose, of: string): string {
  return createHmac("sha256", secret).update(`${purpose} ${of}`).digest("base64url");
}

/** Whether this is that token. Compared by hash: the time it takes says nothing of where they differ. */
export function isDerivedToken(secret: string, given: string, purpose: TokenPurpose, of: string): boolean {
  return hashToken(given) === hashToken(derivedToken(secret, purpose, of));
}
