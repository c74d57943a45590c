import { sql } from "kysely";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { changeStaffRole, disableStaff, enableStaff, removeSecondFactor } from "../store/index.ts";
import { onBothDatabases } from "../store/test-databases.ts";
import { createStaffAuth, IDLE_MS } from "./auth.ts";
import type { SignInResult, StaffAuth } from "./auth.ts";
import { codeOf } from "./test-authenticator.ts";

const ACCOUNT = {
  email: "ada@plumbline.example",
  password: "a-long-made-up-password",
  name: "Ada",
  role: "clinician",
} as const;
const ADDRESS = "192.0.2.1";
const NOBODY = { headers: new Headers(), address: ADDRESS };

onBothDatabases((database) => {
  let nowMs = Date.now();
  const authWith = (secret: string) =>
    createStaffAuth({ db: database().db, secret, publicUrl: "http://localhost:3000", now: () => nowMs });
  let auth: StaffAuth;
  let userId: string;

  beforeAll(async () => {
    auth = authWith("one-secret-of-more-than-32-characters");
    userId = await auth.createUser(ACCOUNT);
  });

  beforeEach(async () => {
    nowMs = Date.now();
    await sql`delete from sign_in_failure`.execute(database().db);
  });

  async function signIn(): Promise<Headers> {
    return browserOf(await auth.signIn(ACCOUNT.email, ACCOUNT.password, NOBODY), "signed-in");
  }

  test("who signs in is known by name and role, until they sign out", async () => {
    const cookies = await signIn();
    expect(await auth.whoIs(cookies)).toEqual({
      userId,
      name: "Ada",
      email: ACCOUNT.email,
      role: "clinician",
      hasSecondFactor: false,
    });
    await auth.signOut(cookies);
    expect(await auth.whoIs(cookies)).toBeNull();
  });

  test("a sign-in outlives a restart with the same secret, and is worth nothing under another", async () => {
    const cookies = await signIn();
    expect(await authWith("one-secret-of-more-than-32-characters").whoIs(cookies)).not.toBeNull();
    expect(await authWith("another-secret-of-more-than-32-chars").whoIs(cookies)).toBeNull();
  });

  test("a sign-in ends after its time, however busy its owner was", async () => {
    const cookies = await signIn();
    await sql`update session set "expiresAt" = now() - interval '1 second'`.execute(database().db);
    expect(await auth.whoIs(cookies)).toBeNull();
  });

  test("a screen nobody works at is signed out, one that is used is not", async () => {
    const cookies = await signIn();
    for (let visit = 0; visit < 3; visit++) {
      nowMs += IDLE_MS - 1000;
      expect(await auth.whoIs(cookies)).not.toBeNull();
    }
    nowMs += IDLE_MS + 1000;
    expect(await auth.whoIs(cookies)).toBeNull();
    nowMs -= IDLE_MS;
    expect(await auth.whoIs(cookies)).toBeNull();
  });

  test("the table of sessions opens no door: it holds hashes", async () => {
    const cookies = await signIn();
    const { rows } = await sql<{ token: string }>`select token from session`.execute(database().db);
    for (const { token } of rows) {
      expect(token).toMatch(/^[0-9a-f]{64}$/);
      expect(cookies.get("cookie")).not.toContain(token);
    }
  });

  test("a wrong password and an unknown person are refused alike, and a stranger is nobody", async () => {
    const wrong = await auth.signIn(ACCOUNT.email, "not-the-password", NOBODY);
    expect(wrong).toEqual({ kind: "refused" });
    expect(await auth.signIn("nobody@plumbline.example", ACCOUNT.password, NOBODY)).toEqual(wrong);
    expect(await auth.whoIs(NOBODY.headers)).toBeNull();
    expect(await auth.whoIs(new Headers({ cookie: "plumbline.session_token=made.up" }))).toBeNull();
  });

  test("whoever guesses must wait, known account or not, also after a restart; its owner elsewhere need not", async () => {
    for (const email of [ACCOUNT.email, "nobody@plumbline.example"]) {
      for (let guess = 0; guess < 5; guess++) {
        expect(await auth.signIn(email, `guess number ${guess}`, NOBODY)).toEqual({ kind: "refused" });
      }
      const restarted = authWith("one-secret-of-more-than-32-characters");
      const waits = await restarted.signIn(email, ACCOUNT.password, NOBODY);
      expect(waits).toMatchObject({ kind: "wait" });
    }
    const elsewhere = { ...NOBODY, address: "198.51.100.7" };
    expect((await auth.signIn(ACCOUNT.email, ACCOUNT.password, elsewhere)).kind).toBe("signed-in");
    nowMs += 15 * 60_000 + 1000;
    await expect(signIn()).resolves.toBeInstanceOf(Headers);
  });

  test("a disabled account is signed out at once and looks like a wrong password, until it is enabled", async () => {
    const cookies = await signIn();
    expect(await disableStaff(database().db, userId, nowMs)).toBe("done");
    expect(await auth.whoIs(cookies)).toBeNull();
    expect(await auth.signIn(ACCOUNT.email, ACCOUNT.password, NOBODY)).toEqual({ kind: "refused" });
    await enableStaff(database().db, userId);
    await expect(signIn()).resolves.toBeInstanceOf(Headers);
  });

  test("of two managers one can go, the last cannot", async () => {
    const { db } = database();
    const first = await auth.createUser({ ...ACCOUNT, email: "m1@plumbline.example", role: "manager" });
    const second = await auth.createUser({ ...ACCOUNT, email: "m2@plumbline.example", role: "manager" });
    const both = await Promise.all([disableStaff(db, first, nowMs), changeStaffRole(db, second, "auditor")]);
    expect(both.toSorted()).toEqual(["done", "last-manager"]);
  });

  test("a new password ends every session and needs the present one", async () => {
    const [here, there] = [await signIn(), await signIn()];
    const asking = { headers: here, address: ADDRESS, email: ACCOUNT.email };
    expect(await auth.changePassword("not-the-password", "another-made-up-password", asking)).toBeNull();
    expect(await auth.whoIs(there)).not.toBeNull();
    expect(await auth.changePassword(ACCOUNT.password, "another-made-up-password", asking)).not.toBeNull();
    expect(await auth.whoIs(there)).toBeNull();
    expect(await auth.setPassword(ACCOUNT.email, ACCOUNT.password)).toBe(true);
    await expect(signIn()).resolves.toBeInstanceOf(Headers);
    expect(await auth.setPassword("nobody@plumbline.example", ACCOUNT.password)).toBe(false);
  });

  test("with a second factor the password alone opens nothing; a code works once, a backup code once", async () => {
    const email = "two@plumbline.example";
    const id = await auth.createUser({ ...ACCOUNT, email });
    const cookies = browserOf(await auth.signIn(email, ACCOUNT.password, NOBODY), "signed-in");
    expect(await auth.startSecondFactor("not-the-password", cookies)).toBeNull();
    const start = await auth.startSecondFactor(ACCOUNT.password, cookies);
    const code = () => codeOf(new URL(start!.uri).searchParams.get("secret")!);
    expect(await auth.confirmSecondFactor("000000", cookies)).toBeNull();
    const confirmed = await auth.confirmSecondFactor(code(), cookies);
    expect((await auth.whoIs(cookieHeader(confirmed!)))?.hasSecondFactor).toBe(true);

    const halfway = browserOf(await auth.signIn(email, ACCOUNT.password, NOBODY), "second-factor");
    expect(await auth.whoIs(halfway)).toBeNull();
    const second = (text: string, headers: Headers) => auth.secondFactor(text, { headers, address: ADDRESS });
    expect(await second("000000", halfway)).toEqual({ kind: "refused" });
    const inside = browserOf(await second(code(), halfway), "signed-in");
    expect((await auth.whoIs(inside))?.userId).toBe(id);
    const again = browserOf(await auth.signIn(email, ACCOUNT.password, NOBODY), "second-factor");
    expect(await second(code(), again)).toEqual({ kind: "refused" });
    const [backup] = start!.backupCodes as [string];
    expect((await second(backup, again)).kind).toBe("signed-in");
    const third = browserOf(await auth.signIn(email, ACCOUNT.password, NOBODY), "second-factor");
    expect(await second(backup, third)).toEqual({ kind: "refused" });

    // A new password, as by a link in an e-mail, leaves the second factor in force.
    await auth.setPassword(email, "another-made-up-password");
    expect((await auth.signIn(email, "another-made-up-password", NOBODY)).kind).toBe("second-factor");
    await removeSecondFactor(database().db, id);
    expect((await auth.signIn(email, "another-made-up-password", NOBODY)).kind).toBe("signed-in");
  });

  test("codes cannot be guessed at leisure", async () => {
    const email = "guessed@plumbline.example";
    await auth.createUser({ ...ACCOUNT, email });
    const cookies = browserOf(await auth.signIn(email, ACCOUNT.password, NOBODY), "signed-in");
    const start = await auth.startSecondFactor(ACCOUNT.password, cookies);
    await auth.confirmSecondFactor(codeOf(new URL(start!.uri).searchParams.get("secret")!), cookies);
    const results: string[] = [];
    for (let guess = 0; guess < 7; guess++) {
      const halfway = browserOf(await auth.signIn(email, ACCOUNT.password, NOBODY), "second-factor");
      results.push((await auth.secondFactor(`10000${guess}`, { headers: halfway, address: ADDRESS })).kind);
    }
    expect(results.slice(5)).toEqual(["wait", "wait"]);
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
    expect((await auth.signIn(half.email, half.password, NOBODY)).kind).toBe("signed-in");
  });

  test("passwords are not stored as they are", async () => {
    const { rows } = await sql<{ password: string }>`select password from account`.execute(database().db);
    for (const { password } of rows) expect(password).not.toContain("made-up");
  });
});

/** What a browser sends after this answer. */
function browserOf(result: SignInResult, kind: "signed-in" | "second-factor"): Headers {
  if (result.kind !== kind) throw new Error(`Expected ${kind}, got ${result.kind}.`);
  return cookieHeader((result as { cookies: Headers }).cookies);
}

function cookieHeader(cookies: Headers): Headers {
  return new Headers({
    cookie: cookies
      .getSetCookie()
      .filter((cookie) => !/Max-Age=0/i.test(cookie))
      .map((cookie) => cookie.split(";")[0])
      .join("; "),
  });
}
