import { dictionary } from "@zxcvbn-ts/language-common";

/** OWASP ASVS 5.0, 6.2.1 and 6.2.9. */
const SHORTEST = 12;
const LONGEST = 128;

const COMMON: ReadonlySet<string> = new Set(dictionary["passwords-common"] as readonly string[]);

/**
 * Why a password will not do, or null when it will. Long and not among those that are tried first; no rule on which
 * characters it holds (NIST SP 800-63B, 5.1.1.2).
 */
export function passwordFault(password: string, email: string): string | null {
  if (password.length < SHORTEST)
    return `Use at least ${SHORTEST} characters. A few words in a row are easy to remember.`;
  if (password.length > LONGEST) return `Use at most ${LONGEST} characters.`;
  const plain = password.toLowerCase();
  // "football2026!" is "football" to whoever guesses.
  const word = plain.replace(/[^\p{L}]+$/u, "");
  const name = email.split("@")[0]!.toLowerCase();
  if (COMMON.has(plain) || COMMON.has(word) || new Set(plain).size < 5) {
    return "This password is one of those that are tried first. Use a few words that do not belong together.";
  }
  if (name.length >= 4 && plain.includes(name)) return "Leave your own name and e-mail out of the password.";
  return null;
}
