import { BIRTH_FIELDS, readBirthDate, yearsBefore } from "../birth-date.ts";
import type { BirthDate } from "../birth-date.ts";

/** The form as it was typed, field by field; shown again when something is wrong. */
export type TypedPerson = Readonly<Record<(typeof FIELDS)[number], string>>;

export interface Person {
  readonly givenName: string;
  readonly familyName: string;
  /** `"1962-04-09"`. */
  readonly birthDate: string;
  readonly phone: string;
  /** Null only for who is booked by the front desk and has none. */
  readonly email: string | null;
}

export interface PersonError {
  /** The id of the input to go to. */
  readonly fieldId: string;
  readonly message: string;
}

const FIELDS = ["givenName", "familyName", ...BIRTH_FIELDS, "phone", "email", "contactConsent"] as const;

/** The longest name, part of a date or address that is taken; beyond it something else was pasted. */
const LONGEST = 200;
const ADULT_YEARS = 18;

export function typedPerson(form: { get(name: string): FormDataEntryValue | null }): TypedPerson {
  const typed = FIELDS.map((name) => {
    const value = form.get(name);
    return [name, typeof value === "string" ? value.trim().slice(0, LONGEST) : ""];
  });
  return Object.fromEntries(typed) as TypedPerson;
}

/**
 * Checks what was typed, and brings phone and e-mail into one form.
 *
 * @param today - The day at the office, `"2026-11-06"`.
 * @param officePhone - For those whom we cannot book online.
 * @param isDesk - The front desk types it for somebody on the phone or at the desk, of any age, with or without e-mail.
 * @returns The person, or everything that has to be put right, in the order of the form.
 */
export function checkPerson(
  typed: TypedPerson,
  {
    today,
    officePhone,
    isDesk = false,
  }: { readonly today: string; readonly officePhone: string; readonly isDesk?: boolean },
):
  | { readonly person: Person; readonly errors: readonly [] }
  | { readonly person: null; readonly errors: PersonError[] } {
  const errors: PersonError[] = [];
  const wrong = (fieldId: string, message: string) => errors.push({ fieldId, message });

  const your = isDesk ? "the" : "your";
  if (typed.givenName === "") wrong("givenName", `Enter ${your} first name.`);
  if (typed.familyName === "") wrong("familyName", `Enter ${your} last name.`);

  const birth = isDesk ? readBirthDate(typed, today) : birthDate(typed, today, officePhone);
  if (!birth.ok) wrong(birth.fieldId, birth.message);

  const phone = phoneNumber(typed.phone);
  if (typed.phone === "") wrong("phone", `Enter ${your} phone number.`);
  else if (phone === null) wrong("phone", "Enter a phone number with 10 digits, such as 508-555-0142.");

  const email = typed.email.toLowerCase();
  if (email === "" && !isDesk) wrong("email", "Enter your e-mail address.");
  else if (email !== "" && !/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/.test(email)) {
    wrong("email", "Enter an e-mail address with an @ and a dot, such as name@example.com.");
  }

  if (typed.contactConsent === "" && !isDesk) {
    wrong("contactConsent", "Check this box so that we may write or call you about this visit.");
  }

  if (errors.length > 0 || !birth.ok || phone === null) return { person: null, errors };
  const { givenName, familyName } = typed;
  const person = { givenName, familyName, birthDate: birth.date, phone, email: email === "" ? null : email };
  return { person, errors: [] };
}

function birthDate(typed: TypedPerson, today: string, officePhone: string): BirthDate {
  const birth = readBirthDate(typed, today);
  if (!birth.ok || yearsBefore(today, ADULT_YEARS) >= birth.date) return birth;
  const message = `Online booking is for people who are ${ADULT_YEARS} or older. For someone younger, call us at ${officePhone}.`;
  return { ok: false, fieldId: "birthYear", message };
}

/** Ten digits of a North American number, however they were spaced, as `"508-555-0142"`. */
function phoneNumber(text: string): string | null {
  if (!/^[\d\s().+\-/]*$/.test(text)) return null;
  const digits = text.replace(/\D/g, "").replace(/^1(?=\d{10}$)/, "");
  return /^[2-9]\d{9}$/.test(digits) ? `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}` : null;
}
