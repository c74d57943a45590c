import { expect, test } from "vitest";
import { offerLetter } from "./offer-letter.ts";

test("a letter about a free time says when, where, until when and how to take it, and nothing of health", () => {
  const startMs = Date.UTC(2026, 2, 9, 13); // the day after the clocks changed
  const { subject, body } = offerLetter(
    {
      slot: { officeId: "webster", clinicianId: "ann", startMs, endMs: startMs + 1_800_000 },
      expiresAtMs: Date.UTC(2026, 2, 6, 18, 30),
      patientName: "Rosa Example",
    },
    { name: "Webster", addressLines: ["20 Invented Lane"], phone: "(508) 555-0102", timeZone: "America/New_York" },
    "Dr. Ada Arch",
    "https://clinic.example/offer/abc",
  );
  expect(subject).toBe("A time is free for you: Mon 9 March 2026, 9:00 AM");
  for (const part of ["Eastern Time", "until 1:30 PM today", "20 Invented Lane", "https://clinic.example/offer/abc"]) {
    expect(body).toContain(part);
  }
  expect(`${subject} ${body}`).not.toMatch(/foot|feet|back pain|follow-up|assessment|orthotic/i);
});
