import { execFileSync } from "node:child_process";
import ICAL from "ical.js";
import { expect, test } from "vitest";
import { staffCalendar, visitCalendar } from "./calendar.ts";
import type { CalendarVisit } from "./calendar.ts";

const VISIT: CalendarVisit = {
  id: "7c0e",
  startMs: Date.UTC(2026, 2, 8, 6, 30),
  endMs: Date.UTC(2026, 2, 8, 7, 15),
  version: 2,
  title: "Foot and back; first visit, with Dr. Example-Arch",
  location: "100 Made-Up Street, Suite 2, Worcester, MA 01600 (example address)",
  description: "Bring the shoes you wear most.\nMove or cancel: see the link.",
  url: "https://clinic.example/visit/abc_-123",
  isCancelled: false,
};

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const [component] = calendar.getAllSubcomponents("vevent");
  return { method: calendar.getFirstPropertyValue("method"), event: new ICAL.Event(component!), component: component! };
}

test("another reader finds the instants, the place and the words", () => {
  const { method, event, component } = read(visitCalendar(VISIT, VISIT.startMs - 1000));
  expect(method).toBe("PUBLISH");
  expect(event.startDate.toJSDate().getTime()).toBe(VISIT.startMs);
  expect(event.endDate.toJSDate().getTime()).toBe(VISIT.endMs);
  expect(event.summary).toBe(VISIT.title);
  expect(event.location).toBe(VISIT.location);
  expect(event.description).toBe(VISIT.description);
  expect(component.getFirstPropertyValue("url")).toBe(VISIT.url);
  expect(component.getFirstPropertyValue("status")).toBe("CONFIRMED");
});

test("a clinician's calendar holds every visit once, cancelled ones as cancelled", () => {
  const text = staffCalendar([VISIT, { ...VISIT, id: "7c0f", isCancelled: true }], 0);
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  expect(calendar.getFirstPropertyValue("method")).toBe("PUBLISH");
  const events = calendar.getAllSubcomponents("vevent");
  expect(events.map((event) => event.getFirstPropertyValue("status"))).toEqual(["CONFIRMED", "CANCELLED"]);
  expect(new Set(events.map((event) => event.getFirstPropertyValue("uid"))).size).toBe(2);
});

test("a change keeps the event's name and raises its sequence, so that calendars replace what they have", () => {
  const before = read(visitCalendar(VISIT, 0)).event;
  const after = read(visitCalendar({ ...VISIT, version: 3, startMs: VISIT.startMs + 60_000 }, 0)).event;
  expect(after.uid).toBe(before.uid);
  expect([before.sequence, after.sequence]).toEqual([2, 3]);
});

test("a cancelled visit is taken out of calendars", () => {
  const { method, component } = read(visitCalendar({ ...VISIT, isCancelled: true }, 0));
  expect(method).toBe("CANCEL");
  expect(component.getFirstPropertyValue("status")).toBe("CANCELLED");
});

test("the machine's zone does not change a byte", () => {
  const script = `
    import { visitCalendar } from ${JSON.stringify(new URL("./calendar.ts", import.meta.url).href)};
    process.stdout.write(visitCalendar(JSON.parse(process.argv[1]), 0));`;
  for (const TZ of ["America/Los_Angeles", "Pacific/Auckland"]) {
    const text = execFileSync(process.execPath, ["--input-type=module", "-e", script, JSON.stringify(VISIT)], {
      env: { ...process.env, TZ },
      encoding: "utf8",
    });
    expect(text).toBe(visitCalendar(VISIT, 0));
  }
});

test("lines are folded and end as the standard asks", () => {
  const lines = visitCalendar({ ...VISIT, description: "Wörter 🦶 ".repeat(60) }, 0).split("\r\n");
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(lines.join("")).not.toContain("\n");
});
