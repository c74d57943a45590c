import { isDay } from "@plumbline/scheduling";

export const BIRTH_FIELDS = ["birthMonth", "birthDay", "birthYear"] as const;

/** The three fields as they were typed, without spaces around. */
export type TypedBirthDate = Readonly<Record<(typeof BIRTH_FIELDS)[number], string>>;

export type BirthDate =
  /** `date`: `"1962-04-09"`. */
  | { readonly ok: true; readonly date: string }
  /** `fieldId`: the input to go to. */
  | { readonly ok: false; readonly fieldId: (typeof BIRTH_FIELDS)[number]; readonly message: string };

const OLDEST_YEARS = 120;

/**
 * Reads a birth date however the month is written.
 * @param today - The day at the office, `"2026-11-06"`.
 */
export function readBirthDate(typed: TypedBirthDate, today: string): BirthDate {
  const wrong = (fieldId: (typeof BIRTH_FIELDS)[number], message: string) => ({ ok: false, fieldId, message }) as const;
  const { birthMonth, birthDay, birthYear } = typed;
  const missing = BIRTH_FIELDS.filter((name) => typed[name] === "");
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
export function yearsBefore(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) - years).padStart(4, "0")}${day.slice(4)}`;
}
