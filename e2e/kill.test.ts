import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, weekdayOf } from "@plumbline/scheduling";
import { newDataDir, removeDataDir, startClinicProcess } from "./clinic-process.ts";
import type { ClinicProcess } from "./clinic-process.ts";

const dataDir = newDataDir();
let clinic: ClinicProcess;

beforeAll(async () => {
  clinic = await startClinicProcess(dataDir);
});
afterAll(async () => {
  await clinic?.stop();
  removeDataDir(dataDir);
});

test("kill -9 of the server amid bookings loses no visit that was confirmed", async () => {
  // A Wednesday to come, whose times are all free whatever the hour of this run: of today few may be left.
  const today = new Date().toISOString().slice(0, 10);
  const wednesday = addDays(today, 10 - weekdayOf(today));
  const page = await (await fetch(`${clinic.url}/book?service=follow-up&day=${wednesday}&step=times`)).text();
  const times = [...page.matchAll(/href="(\/book\/details[^"]*slot=[^"]*)"/g)].map((match) =>
    match[1]!.replaceAll("&amp;", "&"),
  );
  const offered = [...new Set(times)];
  expect(offered.length).toBeGreaterThan(10);

  const confirmed: string[] = [];
  const bookings = offered.map(async (path, person) => {
    try {
      const confirmation = await book(path, person);
      if (confirmation !== null) confirmed.push(confirmation);
    } catch {
      // The server is gone: nothing was confirmed to this person.
    }
  });
  while (confirmed.length < 4) await new Promise((resolve) => setTimeout(resolve, 1));
  await clinic.kill();
  await Promise.all(bookings);
  expect(confirmed.length).toBeGreaterThanOrEqual(4);

  clinic = await startClinicProcess(dataDir);
  for (const path of confirmed) {
    const answer = await fetch(`${clinic.url}${path}`);
    expect(answer.status, path).toBe(200);
    expect(await answer.text()).toContain("Your visit is booked");
  }
});

/** Fills in the form as a browser without script does. @returns Path of the confirmation, null when the time was taken. */
async function book(path: string, person: number): Promise<string | null> {
  const form = await (await fetch(`${clinic.url}${path}`)).text();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? "";
  const answer = await fetch(`${clinic.url}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: clinic.url },
    body: new URLSearchParams({
      formKey: hidden("formKey"),
      slot: hidden("slot"),
      givenName: "Made-up",
      familyName: `Example-${person}`,
      birthMonth: "4",
      birthDay: "9",
      birthYear: "1972",
      phone: `508 555 0${String(100 + person)}`,
      email: `kill-${person}@example.org`,
      contactConsent: "yes",
    }),
  });
  return answer.status === 303 ? answer.headers.get("Location") : null;
}
