import { expect, test } from "vitest";
import { visitLetter } from "./visit-letter.ts";
import type { LetterVisit } from "./visit-letter.ts";

const OFFICE = {
  name: "Webster",
  addressLines: ["20 Invented Lane", "Webster, MA 01570"],
  phone: "(508) 555-0102",
  mapUrl: "https://maps.example/webster",
};
const LINK = "https://clinic.example/visit/abc123";
const LINKS = { manage: LINK, answers: null };

/** Friday 6 March 2026, 9:00 AM in New York, two days before the clocks go forward. */
const BEFORE_CHANGE = Date.UTC(2026, 2, 6, 14);
/** Monday 9 March 2026, 9:00 AM in New York, the day after. */
const AFTER_CHANGE = Date.UTC(2026, 2, 9, 13);

function visitAt(startMs: number, isByVideo = false): LetterVisit {
  return {
    startMs,
    timeZone: "America/New_York",
    patientName: "Rosa Example",
    clinicianName: "Dr. Ada Arch",
    isByVideo,
  };
}

test("a booked visit is told by day, clock time and zone, with address, phone and the link to change it", () => {
  const { subject, body } = visitLetter("booked", visitAt(BEFORE_CHANGE), OFFICE, LINKS);
  expect(subject).toBe("Your visit on Fri 6 March 2026, 9:00 AM");
  for (const part of [
    "Hello Rosa Example,",
    "When: Fri 6 March 2026, 9:00 AM, Eastern Time",
    "With: Dr. Ada Arch",
    "Plumbline Webster\n20 Invented Lane\nWebster, MA 01570",
    "(508) 555-0102",
    LINK,
  ]) {
    expect(body).toContain(part);
  }
});

test("a visit moved over the clock change keeps its clock time", () => {
  const { subject, body } = visitLetter("moved", visitAt(AFTER_CHANGE), OFFICE, LINKS);
  expect(subject).toBe("Your visit is moved to Mon 9 March 2026, 9:00 AM");
  expect(body).toContain("When: Mon 9 March 2026, 9:00 AM, Eastern Time");
});

test("a cancelled visit says which one it was and how to book again, and does not ask to come", () => {
  const { subject, body } = visitLetter("cancelled", visitAt(BEFORE_CHANGE), OFFICE, LINKS);
  expect(subject).toBe("Your visit on Fri 6 March 2026, 9:00 AM is cancelled");
  expect(body).toContain(`To book again, open this page:\n${LINK}`);
  expect(body).not.toMatch(/please come|move or cancel/i);
});

test("who is seen by video is not sent to an office", () => {
  const { body } = visitLetter("booked", visitAt(BEFORE_CHANGE, true), OFFICE, LINKS);
  expect(body).toContain("by video");
  expect(body).not.toContain("20 Invented Lane");
  expect(body).not.toContain("Please come");
});

test("no letter says anything of health: not why a person comes, not even the kind of visit", () => {
  // The store's whole visit is handed over at run time: a letter must not pick up more of it than it names.
  const visit = {
    ...visitAt(BEFORE_CHANGE),
    serviceName: "New foot-and-back assessment",
    servicePatientName: "First visit for foot and back",
    serviceId: "new-assessment",
    interviewId: "0c0ffee0",
  };
  for (const news of ["booked", "moved", "cancelled"] as const) {
    const { subject, body } = visitLetter(news, visit, OFFICE, { manage: LINK, answers: `${LINK}/answers/xyz` });
    expect(`${subject}\n${body}`).not.toMatch(
      /foot|feet|back pain|for .* back\b|spine|pain|numb|symptom|assess|diagnos|orthotic|gait|result|interview|0c0ffee0/i,
    );
  }
});

test("who answered before booking is asked to say so by the letter, until the visit is cancelled", () => {
  const answers = `${LINK}/answers/xyz`;
  const letter = (news: "booked" | "moved" | "reminder" | "cancelled") =>
    visitLetter(news, visitAt(BEFORE_CHANGE), OFFICE, { manage: LINK, answers }).body;
  for (const news of ["booked", "moved", "reminder"] as const) expect(letter(news)).toContain(answers);
  expect(letter("cancelled")).not.toContain(answers);
});
