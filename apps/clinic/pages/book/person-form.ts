import { isDay } from "../time.ts";

/** The form as it was typed, field by field; shown again when something is wrong. */
export type TypedPerson = Readonly<Record<(typeof FIELDS)[number], string>>;

export interface Person {
  readonly givenName: string;
  readonly familyName: string;
  /** `"1962-04-09"`. */
  readonly birthDate: string;
  readonly phone: string;
  readonly email: string;
}

export interface PersonError {
  /** The id of the input to go to. */
  readonly fieldId: string;
  readonly message: string;
}

const FIELDS = [
  "givenName",
  "familyName",
  "birthMonth",
  "birthDay",
  "birthYear",
  "phone",
  "email",
  "contactConsent",
] as const;

/** The longest name, part of a date or address that is taken; beyond it something else was pasted. */
const LONGEST = 200;
const OLDEST_YEARS = 120;
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
 * @returns The person, or everything that has to be put right, in the order of the form.
 */
export function checkPerson(
  typed: TypedPerson,
  { today, officePhone }: { readonly today: string; readonly officePhone: string },
):
  | { readonly person: Person; readonly errors: readonly [] }
  | { readonly person: null; readonly errors: PersonError[] } {
  const errors: PersonError[] = [];
  const wrong = (fieldId: string, message: string) => errors.push({ fieldId, message });

  if (typed.givenName === "") wrong("givenName", "Enter your first name.");
  if (typed.familyName === "") wrong("familyName", "Enter your last name.");

  const birth = birthDate(typed, today, officePhone);
  if (!birth.ok) wrong(birth.fieldId, birth.message);

  const phone = phoneNumber(typed.phone);
  if (typed.phone === "") wrong("phone", "Enter your phone number.");
  else if (phone === null) wrong("phone", "Enter a phone number with 10 digits, such as 508-555-0142.");

  const email = typed.email.toLowerCase();
  if (email === "") wrong("email", "Enter your e-mail address.");
  else if (!/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/.test(email)) {
    wrong("email", "Enter an e-mail address with an @ and a dot, such as name@example.com.");
  }

  if (typed.contactConsent === "") {
    wrong("contactConsent", "Check this box so that we may write or call you about this visit.");
  }

  if (errors.length > 0 || !birth.ok || phone === null) return { person: null, errors };
  const { givenName, familyName } = typed;
  return { person: { givenName, familyName, birthDate: birth.date, phone, email }, errors: [] };
}

type BirthDate =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly fieldId: string; readonly message: string };

function birthDate({ birthMonth, birthDay, birthYear }: TypedPerson, today: string, officePhone: string): BirthDate {
  const wrong = (fieldId: string, message: string) => ({ ok: false, fieldId, message }) as const;
  const given = { birthMonth, birthDay, birthYear };
  const missing = (Object.keys(given) as (keyof typeof given)[]).filter((name) => given[name] === "");
  if (missing.length === 3) return wrong("birthMonth", "Enter your date of birth.");
  if (missing.length > 0) {
    const words = missing.map((name) => name.replace("birth", "").toLowerCase()).join(" and a ");
    return wrong(missing[0]!, `Your date of birth needs a ${words} too.`);
  }
  const month = monthNumber(birthMonth);
  if (month === null) return wrong("birthMonth", "The month of birth must be a number from 1 to 12, or its name.");
  if (!/^\d{1,2}$/.test(birthDay)) return wrong("birthDay", "The day of birth must be a number from 1 to 31.");
  if (!/^\d{4}$/.test(birthYear)) return wrong("birthYear", "The year of birth needs all four digits, such as 1962.");
  const date = `${birthYear}-${month}-${birthDay.padStart(2, "0")}`;
  if (!isDay(date)) return wrong("birthDay", "This date of birth is not in the calendar. Check the day and the month.");
  if (date > today) return wrong("birthYear", "This date of birth is in the future. Check the year.");
  if (yearsBefore(today, OLDEST_YEARS) > date) {
    return wrong("birthYear", `This date of birth is more than ${OLDEST_YEARS} years ago. Check the year.`);
  }
  if (yearsBefore(today, ADULT_YEARS) < date) {
    return wrong(
      "birthYear",
      `Online booking is for people who are ${ADULT_YEARS} or older. For someone younger, call us at ${officePhone}.`,
    );
  }
  return { ok: true, date };
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** `"4"`, `"04"`, `"April"` and `"apr"` are all `"04"`. */
function monthNumber(text: string): string | null {
  const named = text.length >= 3 ? MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1 : 0;
  const month = named > 0 ? named : /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return month >= 1 && month <= 12 ? String(month).padStart(2, "0") : null;
}

/** Compared as text: who was born on 29 February is 18 on 1 March, since `"02-28" < "02-29"`. */
function yearsBefore(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) - years).padStart(4, "0")}${day.slice(4)}`;
}

/** Ten digits of a North American number, however they were spaced, as `"508-555-0142"`. */
function phoneNumber(text: string): string | null {
  if (!/^[\d\s().+\-/]*$/.test(text)) return null;
  const digits = text.replace(/\D/g, "").replace(/^1(?=\d{10}$)/, "");
  return /^[2-9]\d{9}$/.test(digits) ? `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}` : null;
}
