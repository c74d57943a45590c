import { expect, test } from "vitest";
import { checkPerson, typedPerson } from "./person-form.ts";

const DAY = { today: "2026-11-06", officePhone: "(508) 555-0102" };

const ROSA = {
  givenName: "Rosa",
  familyName: "Example",
  birthMonth: "4",
  birthDay: "9",
  birthYear: "1962",
  phone: "508-555-0142",
  email: "rosa@example.com",
  contactConsent: "yes",
};

const check = (changed: Partial<typeof ROSA>) =>
  checkPerson(typedPerson(new URLSearchParams(Object.entries({ ...ROSA, ...changed }))), DAY);
const errorOf = (changed: Partial<typeof ROSA>) => check(changed).errors[0];

test("a whole form becomes a person, with phone and e-mail in one form however they were typed", () => {
  expect(check({ phone: " +1 (508) 555.0142 ", email: " Rosa@Example.COM", givenName: "  Rosa " }).person).toEqual({
    givenName: "Rosa",
    familyName: "Example",
    birthDate: "1962-04-09",
    phone: "508-555-0142",
    email: "rosa@example.com",
  });
});

test("an empty form is told everything at once, in the order of the page", () => {
  const { person, errors } = checkPerson(typedPerson(new URLSearchParams()), DAY);
  expect(person).toBeNull();
  expect(errors.map(({ fieldId }) => fieldId)).toEqual([
    "givenName",
    "familyName",
    "birthMonth",
    "phone",
    "email",
    "contactConsent",
  ]);
});

test("the month may be typed as a number or by its name", () => {
  for (const birthMonth of ["4", "04", "April", "apr"]) {
    expect(check({ birthMonth }).person?.birthDate).toBe("1962-04-09");
  }
  expect(errorOf({ birthMonth: "13" })?.fieldId).toBe("birthMonth");
});

test("a date of birth must be in the calendar and not in the future", () => {
  expect(errorOf({ birthMonth: "2", birthDay: "30" })).toMatchObject({ fieldId: "birthDay" });
  expect(errorOf({ birthYear: "2027" })?.message).toContain("in the future");
  expect(errorOf({ birthYear: "1862" })?.message).toContain("120 years");
  expect(errorOf({ birthYear: "62" })?.message).toContain("four digits");
});

test("a date of birth that is partly there says which part is not", () => {
  expect(errorOf({ birthDay: "" })).toEqual({
    fieldId: "birthDay",
    message: "Your date of birth needs a day too.",
  });
});

test("on the 18th birthday one can book, the day before one is given the phone number", () => {
  expect(check({ birthMonth: "11", birthDay: "6", birthYear: "2008" }).person).not.toBeNull();
  const younger = errorOf({ birthMonth: "11", birthDay: "7", birthYear: "2008" });
  expect(younger?.message).toContain("18 or older");
  expect(younger?.message).toContain(DAY.officePhone);
});

test("who was born on 29 February is 18 on 1 March", () => {
  const born = typedPerson(
    new URLSearchParams(Object.entries({ ...ROSA, birthMonth: "2", birthDay: "29", birthYear: "2008" })),
  );
  expect(checkPerson(born, { ...DAY, today: "2026-02-28" }).person).toBeNull();
  expect(checkPerson(born, { ...DAY, today: "2026-03-01" }).person).not.toBeNull();
});

test("phone numbers and e-mail addresses that cannot be right are asked for again", () => {
  for (const phone of ["555-0142", "1508-555-01422", "call me", "008-555-0142"]) {
    expect(errorOf({ phone })?.fieldId, phone).toBe("phone");
  }
  for (const email of ["rosa", "rosa@example", "rosa@@example.com", "a@b.com, c@d.com", "rosa @example.com"]) {
    expect(errorOf({ email })?.fieldId, email).toBe("email");
  }
});

test("text that is far too long is cut, so that a page can show it again", () => {
  expect(typedPerson(new URLSearchParams({ givenName: "x".repeat(100_000) })).givenName).toHaveLength(200);
});

test("the front desk may enter a child, and somebody without e-mail, but nobody without a name or a phone", () => {
  const atDesk = (changed: Partial<typeof ROSA>) =>
    checkPerson(typedPerson(new URLSearchParams(Object.entries({ ...ROSA, ...changed }))), { ...DAY, isDesk: true });
  const child = { birthYear: "2019", email: "", contactConsent: "" };
  expect(atDesk(child).person).toMatchObject({ birthDate: "2019-04-09", email: null });
  expect(atDesk({ ...child, phone: "", familyName: "" }).errors.map(({ message }) => message)).toEqual([
    "Enter the last name.",
    "Enter the phone number.",
  ]);
  expect(atDesk({ email: "rosa at example" }).errors).toHaveLength(1);
});
