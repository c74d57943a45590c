import { createHash } from "node:crypto";
import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Kysely } from "kysely";
import { endSessions, forgetSignInFailures, noteSignInFailure, signInWaitMs } from "../store/index.ts";
import type { Schema } from "../store/index.ts";
import { hashedSessions } from "./hashed-sessions.ts";

const STAFF_ROLES = ["front-desk", "clinician", "manager", "auditor"] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export interface StaffMember {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly hasSecondFactor: boolean;
}

/**
 * `refused`: e-mail and password do not match, or the account is disabled; nobody learns which.
 * `second-factor`: the password was right, and the cookies carry the person to the code.
 * `wait`: too many attempts failed.
 */
export type SignInResult =
  | { readonly kind: "signed-in"; readonly email: string; readonly cookies: Headers }
  | { readonly kind: "second-factor"; readonly cookies: Headers }
  | { readonly kind: "refused" }
  | { readonly kind: "wait"; readonly waitMs: number };

/** What an authenticator app needs, and ten codes for the day it is lost. */
interface SecondFactorStart {
  readonly uri: string;
  readonly backupCodes: readonly string[];
}

/** Who asks, and from where. */
interface Asking {
  readonly headers: Headers;
  /** Network address, for throttling. */
  readonly address: string;
}

export interface StaffAuth {
  /** The signed-in member of staff behind a request's cookies, or null. Being seen keeps a session alive. */
  whoIs(headers: Headers): Promise<StaffMember | null>;
  signIn(email: string, password: string, asking: Asking): Promise<SignInResult>;
  /** Ends the second step of a sign-in with a code of the app, or a backup code. A code works once. */
  secondFactor(code: string, asking: Asking): Promise<SignInResult>;
  /** Null when the password is wrong. */
  startSecondFactor(password: string, headers: Headers): Promise<SecondFactorStart | null>;
  /** The first code of the app puts it in force. Null when the code is wrong. */
  confirmSecondFactor(code: string, headers: Headers): Promise<Headers | null>;
  /** The cookies that end the session. */
  signOut(headers: Headers): Promise<Headers>;
  /** Adds an account and returns its user id; an existing e-mail keeps its account and password. */
  createUser(account: { email: string; password: string; name: string; role: StaffRole }): Promise<string>;
  /** Ends every session of the account. False when there is no such account. */
  setPassword(email: string, password: string): Promise<boolean>;
  /** False when the present password is wrong. Ends every other session. */
  changePassword(present: string, next: string, asking: Asking & { readonly email: string }): Promise<Headers | null>;
}

/** Unattended screens are closed after a quarter of an hour, and every session after half a day. */
export const IDLE_MS = 15 * 60_000;
const LONGEST_SESSION_S = 12 * 60 * 60;
/** Seen again within this time is not written down again. */
const SEEN_EVERY_MS = 60_000;
/** A code of an app is taken for one period before and after its own of 30 s. */
const CODE_LIVES_MS = 5 * 60_000;

/** Staff sign-in by e-mail, password and a code; sessions in the clinic's own database. Nobody registers from outside. */
export function createStaffAuth(options: {
  readonly db: Kysely<Schema>;
  readonly secret: string;
  readonly publicUrl: string;
  readonly now?: () => number;
}): StaffAuth {
  const { db, now = Date.now } = options;
  const isSecure = options.publicUrl.startsWith("https:");
  const auth = betterAuth({
    appName: "Plumbline",
    database: hashedSessions(db),
    secret: options.secret,
    baseURL: options.publicUrl,
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    // The library's own idea of idle would shorten the cookie too, so it is kept out and `lastSeenAt` does the work.
    session: {
      expiresIn: LONGEST_SESSION_S,
      disableSessionRefresh: true,
      freshAge: 0,
      additionalFields: { lastSeenAt: { type: "date", required: false, input: false } },
    },
    user: {
      additionalFields: {
        role: { type: "string", required: true, input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    plugins: [twoFactor({ issuer: "Plumbline" })],
    advanced: {
      cookiePrefix: "plumbline",
      // With this prefix a browser takes the cookie only over TLS, from this very host, for all of it.
      ...(isSecure && {
        cookies: { session_token: { name: "__Host-plumbline.session_token", attributes: { secure: true } } },
      }),
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isSecure },
      database: { generateId: () => crypto.randomUUID() },
    },
  });

  /** Whose session the cookies hold, whatever state it is in. */
  async function sessionOf(headers: Headers) {
    if (!headers.get("cookie")?.includes("plumbline.session")) return null;
    return auth.api.getSession({ headers });
  }

  async function isDisabled(email: string): Promise<boolean> {
    const row = await db.selectFrom("user").select("disabledAt").where("email", "=", email).executeTakeFirst();
    return row !== undefined && row.disabledAt !== null;
  }

  async function failed(attempt: { email: string; address: string }): Promise<SignInResult> {
    await noteSignInFailure(db, attempt, now());
    return { kind: "refused" };
  }

  /** Whose second step it is: the library keeps it behind a signed cookie that only it can read. */
  async function codeIsNew(code: string, headers: Headers): Promise<boolean> {
    const at = now();
    await db
      .deleteFrom("used_code")
      .where("used_at", "<", new Date(at - CODE_LIVES_MS))
      .execute();
    const user = await pendingUser(headers);
    if (user === null) return true;
    const noted = await db
      .insertInto("used_code")
      .values({
        user_id: user,
        code_hash: createHash("sha256").update(`${user}:${code}`).digest("hex"),
        used_at: new Date(at),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("user_id")
      .executeTakeFirst();
    return noted !== undefined;
  }

  async function pendingUser(headers: Headers): Promise<string | null> {
    const cookie = /plumbline\.two_factor=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1];
    const identifier = cookie === undefined ? undefined : decodeURIComponent(cookie).split(".")[0];
    if (identifier === undefined) return null;
    const context = await auth.$context;
    return (await context.internalAdapter.findVerificationValue(identifier))?.value ?? null;
  }

  return {
    async whoIs(headers) {
      const found = await sessionOf(headers);
      if (found === null) return null;
      const { id, name, email } = found.user;
      const {
        role = "",
        disabledAt,
        twoFactorEnabled,
      } = found.user as typeof found.user & {
        role?: string;
        disabledAt?: Date | null;
      };
      const seenMs = (found.session as { lastSeenAt?: Date | null }).lastSeenAt?.getTime() ?? now();
      if (now() - seenMs > IDLE_MS || (disabledAt ?? null) !== null) {
        await db.deleteFrom("session").where("id", "=", found.session.id).execute();
        return null;
      }
      if (now() - seenMs > SEEN_EVERY_MS) {
        const seen = { lastSeenAt: new Date(now()) };
        await db.updateTable("session").set(seen).where("id", "=", found.session.id).execute();
      }
      if (!isRole(role)) return null;
      return { userId: id, name, email, role, hasSecondFactor: twoFactorEnabled === true };
    },

    async signIn(email, password, { headers, address }) {
      const attempt = { email, address };
      const waitMs = await signInWaitMs(db, attempt, now());
      if (waitMs > 0) return { kind: "wait", waitMs };
      const response = await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true });
      if (!response.ok) return failed(attempt);
      const { twoFactorRedirect = false, user } = (await response.clone().json()) as {
        twoFactorRedirect?: boolean;
        user?: { id: string };
      };
      if (await isDisabled(email)) {
        if (user !== undefined) await endSessions(db, user.id);
        return failed(attempt);
      }
      if (twoFactorRedirect) return { kind: "second-factor", cookies: cookiesOf(response) };
      await forgetSignInFailures(db, attempt);
      return { kind: "signed-in", email, cookies: cookiesOf(response) };
    },

    async secondFactor(code, { headers, address }) {
      const userId = await pendingUser(headers);
      if (userId === null) return { kind: "refused" };
      const attempt = { email: `second factor of ${userId}`, address };
      const waitMs = await signInWaitMs(db, attempt, now());
      if (waitMs > 0) return { kind: "wait", waitMs };
      const plain = code.replaceAll(/\s/g, "");
      if (!(await codeIsNew(plain, headers))) return failed(attempt);
      const request = { body: { code: plain }, headers, asResponse: true } as const;
      const response = /^\d{6}$/.test(plain)
        ? await auth.api.verifyTOTP(request)
        : await auth.api.verifyBackupCode({ ...request, body: { code: plain } });
      if (!response.ok) return failed(attempt);
      await forgetSignInFailures(db, attempt);
      const { user } = (await response.clone().json()) as { user: { email: string } };
      return { kind: "signed-in", email: user.email, cookies: cookiesOf(response) };
    },

    async startSecondFactor(password, headers) {
      const response = await auth.api.enableTwoFactor({ body: { password }, headers, asResponse: true });
      if (!response.ok) return null;
      const { totpURI, backupCodes } = (await response.json()) as { totpURI: string; backupCodes: string[] };
      return { uri: totpURI, backupCodes };
    },

    async confirmSecondFactor(code, headers) {
      const body = { code: code.replaceAll(/\s/g, "") };
      const response = await auth.api.verifyTOTP({ body, headers, asResponse: true });
      return response.ok ? cookiesOf(response) : null;
    },

    async signOut(headers) {
      return cookiesOf(await auth.api.signOut({ headers, asResponse: true }));
    },

    async createUser({ email, password, name, role }) {
      const context = await auth.$context;
      const existing = await context.internalAdapter.findUserByEmail(email, { includeAccounts: true });
      const user =
        existing?.user ??
        (await context.internalAdapter.createUser({ email, name, role, emailVerified: true }, { method: "admin" }));
      // Also when the process ended between the two: an account without a password gets one.
      if (existing === null || existing.accounts.length === 0) {
        await context.internalAdapter.linkAccount({
          userId: user.id,
          providerId: "credential",
          accountId: user.id,
          password: await context.password.hash(password),
        });
      }
      return user.id;
    },

    async setPassword(email, password) {
      const context = await auth.$context;
      const found = await context.internalAdapter.findUserByEmail(email);
      if (found === null) return false;
      await context.internalAdapter.updatePassword(found.user.id, await context.password.hash(password));
      await endSessions(db, found.user.id);
      return true;
    },

    async changePassword(present, next, { headers, address, email }) {
      const attempt = { email, address };
      if ((await signInWaitMs(db, attempt, now())) > 0) return null;
      const body = { currentPassword: present, newPassword: next, revokeOtherSessions: true };
      const response = await auth.api.changePassword({ body, headers, asResponse: true });
      if (response.ok) return cookiesOf(response);
      await noteSignInFailure(db, attempt, now());
      return null;
    },
  };
}

function isRole(word: string): word is StaffRole {
  return STAFF_ROLES.some((role) => role === word);
}

function cookiesOf(response: Response): Headers {
  const headers = new Headers();
  for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return headers;
}
