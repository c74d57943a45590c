import { expect, test } from "vitest";
import { passwordFault } from "./password-rule.ts";

const EMAIL = "ada.arch@clinic.example";

test.each(["short", "1234567890", "qwerty123456", "Football2026!", "aaaaaaaaaaaaaa", "Leavemealone", "x".repeat(129)])(
  "%s will not do",
  (password) => expect(passwordFault(password, EMAIL)).toMatch(/^(Use|This)/),
);

test("a password with one's own name will not do", () => {
  expect(passwordFault("Ada.Arch-and-more", EMAIL)).toContain("your own name");
});

test.each(["correct horse battery", "ein-langer-weg-nach-hause", "plumb-line-demo-2026", "ölmühle und Wassertor"])(
  "%s will do, whatever characters it holds",
  (password) => expect(passwordFault(password, EMAIL)).toBeNull(),
);
