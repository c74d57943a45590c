import { expect, test } from "vitest";
import { hashToken, manageToken, newToken } from "./patient-token.ts";

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

test("a visit's link is the same for the same booking, and another for another booking or clinic", () => {
  const token = manageToken("secret-of-one", "form-1");
  expect(manageToken("secret-of-one", "form-1")).toBe(token);
  expect(manageToken("secret-of-one", "form-2")).not.toBe(token);
  expect(manageToken("secret-of-two", "form-1")).not.toBe(token);
  expect(token).toMatch(/^[\w-]{43}$/);
});
