import { expect, test } from "vitest";
import { derivedToken, hashToken, newToken } from "./patient-token.ts";

test("a token is at least 128 bits, safe in an address, and never the same", () => {
  const tokens = Array.from({ length: 1000 }, newToken);
  expect(new Set(tokens).size).toBe(1000);
  for (const token of tokens) {
    expect(token).toMatch(/^[\w-]+$/);
    expect(Buffer.from(token, "base64url").length).toBeGreaterThanOrEqual(16);
  }
});

test("what is stored of a token is its SHA-256", () => {
  expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("a derived token is the same for the same thing, and another for another thing, purpose or clinic", () => {
  const token = derivedToken("secret-of-one", "visit", "form-1");
  expect(derivedToken("secret-of-one", "visit", "form-1")).toBe(token);
  expect(derivedToken("secret-of-one", "visit", "form-2")).not.toBe(token);
  expect(derivedToken("secret-of-one", "answers", "form-1")).not.toBe(token);
  expect(derivedToken("secret-of-two", "visit", "form-1")).not.toBe(token);
  expect(token).toMatch(/^[\w-]{43}$/);
});
