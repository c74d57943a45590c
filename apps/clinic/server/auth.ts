import { betterAuth } from "better-auth";
import type { Kysely } from "kysely";
import type { Schema } from "../store/index.ts";

export type StaffRole = "front-desk" | "clinician" | "manager";

export interface StaffMember {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
}

export interface StaffAuth {
  /** The signed-in member of staff behind a request's cookies, or null. */
  whoIs(headers: Headers): Promise<StaffMember | null>;
  /** The cookies to set, or null when e-mail and password do not match: the caller never learns which was wrong. */
  signIn(email: string, password: string, headers: Headers): Promise<Headers | null>;
  /** The cookies that end the session. */
  signOut(headers: Headers): Promise<Headers>;
  /** Adds an account and returns its user id; an existing e-mail keeps its account and password. */
  createUser(account: { email: string; password: string; name: string; role: StaffRole }): Promise<string>;
}

const ROLES: readonly string[] = ["front-desk", "clinician", "manager"] satisfies readonly StaffRole[];

/** Staff sign-in by e-mail and password, sessions in the clinic's own database. Nobody can register from outside. */
export function createStaffAuth(options: {
  readonly db: Kysely<Schema>;
  readonly secret: string;
  readonly publicUrl: string;
}): StaffAuth {
  const auth = betterAuth({
    database: { db: options.db, type: "postgres" },
    secret: options.secret,
    baseURL: options.publicUrl,
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    session: { expiresIn: 12 * 60 * 60, updateAge: 15 * 60 },
    user: { additionalFields: { role: { type: "string", required: true, input: false } } },
    advanced: {
      cookiePrefix: "plumbline",
      useSecureCookies: options.publicUrl.startsWith("https:"),
      database: { generateId: () => crypto.randomUUID() },
    },
  });

  return {
    async whoIs(headers) {
      if (!headers.get("cookie")?.includes("plumbline.session")) return null;
      const found = await auth.api.getSession({ headers });
      if (found === null) return null;
      const { id, name, email } = found.user;
      const role = (found.user as { role?: string }).role ?? "";
      return ROLES.includes(role) ? { userId: id, name, email, role: role as StaffRole } : null;
    },

    async signIn(email, password, headers) {
      const response = await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true });
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
  };
}

function cookiesOf(response: Response): Headers {
  const headers = new Headers();
  for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return headers;
}
