import { expect, test } from "vitest";
import { IDLE_MS } from "../server/auth.ts";
import { SIGNED_OUT_AFTER_MS, WARNED_BEFORE_MS } from "./idle-warning.tsx";

test("the page warns before the server signs out, and counts as long as the server does", () => {
  expect(SIGNED_OUT_AFTER_MS).toBe(IDLE_MS);
  expect(WARNED_BEFORE_MS).toBeLessThan(IDLE_MS);
});
