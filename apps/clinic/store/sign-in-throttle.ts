import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Schema } from "./schema.ts";

/** Who tries to sign in: as whom, and from which network address. */
export interface SignInAttempt {
  readonly email: string;
  readonly address: string;
}

/**
 * Failures within a quarter of an hour that are let pass: few for one account from one address; more for an account
 * from everywhere, so that a stranger cannot easily lock its owner out; and more for an address, behind which a whole
 * office may sit. OWASP ASVS 5.0, 6.3.1, asks for such limits; the numbers are our choice.
 */
const WINDOW_MS = 15 * 60_000;
const MOST = { pair: 5, account: 20, address: 50 } as const;

/** How long to wait before this attempt may be made; 0 when at once. */
export async function signInWaitMs(db: Kysely<Schema>, attempt: SignInAttempt, nowMs: number): Promise<number> {
  const account = accountHash(attempt.email);
  const { rows } = await sql<{ account_hash: string; address: string; at: Date }>`
    select account_hash, address, at from sign_in_failure
    where at > ${new Date(nowMs - WINDOW_MS)} and (account_hash = ${account} or address = ${attempt.address})
    order by at desc limit ${MOST.pair + MOST.account + MOST.address}`.execute(db);
  const ofAccount = rows.filter((row) => row.account_hash === account);
  const ofPair = ofAccount.filter((row) => row.address === attempt.address);
  const ofAddress = rows.filter((row) => row.address === attempt.address);
  return Math.max(
    wait(ofPair, MOST.pair, nowMs),
    wait(ofAccount, MOST.account, nowMs),
    wait(ofAddress, MOST.address, nowMs),
  );
}

export async function noteSignInFailure(db: Kysely<Schema>, attempt: SignInAttempt, nowMs: number): Promise<void> {
  await db
    .deleteFrom("sign_in_failure")
    .where("at", "<", new Date(nowMs - WINDOW_MS))
    .execute();
  await db
    .insertInto("sign_in_failure")
    .values({ account_hash: accountHash(attempt.email), address: attempt.address, at: new Date(nowMs) })
    .execute();
}

/** Whoever got in has mistyped before, and starts anew. */
export async function forgetSignInFailures(db: Kysely<Schema>, attempt: SignInAttempt): Promise<void> {
  await db
    .deleteFrom("sign_in_failure")
    .where("account_hash", "=", accountHash(attempt.email))
    .where("address", "=", attempt.address)
    .execute();
}

/** @param failures - Newest first. Until the oldest of the last `most` leaves the window. */
function wait(failures: readonly { readonly at: Date }[], most: number, nowMs: number): number {
  const oldest = failures[most - 1];
  return oldest === undefined ? 0 : Math.max(0, oldest.at.getTime() + WINDOW_MS - nowMs);
}

/** Addresses of people who were only guessed at are nobody's to keep. */
function accountHash(email: string): string {
  return createHash("sha256").update(email.trim().toLowerCase()).digest("hex");
}
