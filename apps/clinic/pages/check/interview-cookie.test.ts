import { expect, test } from "vitest";
import { interviewCookie, interviewToken } from "./interview-cookie.ts";

const TOKEN = "pHEQgy44vGcYmLb0HGVzTJY5iLRgjX3D";

function tokenIn(cookies: string): string | null {
  return interviewToken(new Request("http://clinic.example/check", { headers: { Cookie: cookies } }));
}

test("the token comes back from among other cookies", () => {
  expect(tokenIn(`a=1; plumbline-interview=${TOKEN}; b=2`)).toBe(TOKEN);
  expect(tokenIn(`not-plumbline-interview=${TOKEN}`)).toBeNull();
  expect(tokenIn("")).toBeNull();
});

test("a cookie that cannot be one of ours is passed over", () => {
  expect(tokenIn("plumbline-interview=")).toBeNull();
  expect(tokenIn("plumbline-interview=<script>alert(1)</script>")).toBeNull();
});

test("scripts cannot read the cookie, and it goes over HTTPS only where the clinic does", () => {
  expect(interviewCookie(TOKEN, "http://localhost:3000")).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(interviewCookie(TOKEN, "https://clinic.example")).toMatch(/; Secure$/);
  expect(interviewCookie(null, "http://localhost:3000")).toContain("Max-Age=0");
});
