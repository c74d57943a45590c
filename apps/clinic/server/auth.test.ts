import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { onBothDatabases } from "../store/test-databases.ts";
import { createStaffAuth } from "./auth.ts";
import type { StaffAuth } from "./auth.ts";

const ACCOUNT = {
  email: "ada@plumbline.example",
  password: "a-long-made-up-password",
  name: "Ada",
  role: "clinician",
} as const;
const NOBODY = new Headers();

onBothDatabases((database) => {
  const authWith = (secret: string) =>
    createStaffAuth({ db: database().db, secret, publicUrl: "http://localhost:3000" });
  let auth: StaffAuth;
  let userId: string;

  beforeAll(async () => {
    auth = authWith("one-secret-of-more-than-32-characters");
    userId = await auth.createUser(ACCOUNT);
  });

  async function signIn(): Promise<Headers> {
    const cookies = await auth.signIn(ACCOUNT.email, ACCOUNT.password, NOBODY);
    if (cookies === null) throw new Error("The right password was refused.");
    return new Headers({
      cookie: cookies
        .getSetCookie()
        .map((cookie) => cookie.split(";")[0])
        .join("; "),
    });
  }

  test("who signs in is known by name and role, until they sign out", async () => {
    const cookies = await signIn();
    expect(await auth.whoIs(cookies)).toEqual({ userId, name: "Ada", email: ACCOUNT.email, role: "clinician" });
    await auth.signOut(cookies);
    expect(await auth.whoIs(cookies)).toBeNull();
  });

  test("a sign-in outlives a restart with the same secret, and is worth nothing under another", async () => {
    const cookies = await signIn();
    expect(await authWith("one-secret-of-more-than-32-characters").whoIs(cookies)).not.toBeNull();
    expect(await authWith("another-secret-of-more-than-32-chars").whoIs(cookies)).toBeNull();
  });

  test("a sign-in ends after its time", async () => {
    const cookies = await signIn();
    await sql`update session set "expiresAt" = now() - interval '1 second'`.execute(database().db);
    expect(await auth.whoIs(cookies)).toBeNull();
  });

  test("a wrong password and an unknown person are refused alike, and a stranger is nobody", async () => {
    expect(await auth.signIn(ACCOUNT.email, "not-the-password", NOBODY)).toBeNull();
    expect(await auth.signIn("nobody@plumbline.example", ACCOUNT.password, NOBODY)).toBeNull();
    expect(await auth.whoIs(NOBODY)).toBeNull();
    expect(await auth.whoIs(new Headers({ cookie: "plumbline.session_token=made.up" }))).toBeNull();
  });

  test("making an account again changes neither its id nor its password", async () => {
    expect(await auth.createUser({ ...ACCOUNT, password: "another-made-up-password" })).toBe(userId);
    await expect(signIn()).resolves.toBeInstanceOf(Headers);
  });

  test("an account whose making was cut off before the password is completed at the next start", async () => {
    const half = { ...ACCOUNT, email: "half@plumbline.example" };
    const id = await auth.createUser(half);
    await sql`delete from account where "userId" = ${id}`.execute(database().db);
    expect(await auth.createUser(half)).toBe(id);
    expect(await auth.signIn(half.email, half.password, NOBODY)).not.toBeNull();
  });

  test("passwords are not stored as they are", async () => {
    const { rows } = await sql<{ password: string }>`select password from account`.execute(database().db);
    for (const { password } of rows) expect(password).not.toContain("made-up");
  });
});
