import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ICAL from "ical.js";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bookVisit, openDatabase } from "../store/index.ts";
import type { Database, Visit } from "../store/index.ts";
import { addTestClinic, bookingOf, slotAt } from "../store/test-clinic.ts";
import { copyEmptyClinic } from "../store/test-template.ts";
import { visitCalendar } from "./calendar.ts";
import { startMailWorker } from "./mail-worker.ts";
import { createMailer } from "./mail.ts";

const FROM = "Test clinic <clinic@plumbline.example>";

/** A letter as a mail server takes it. */
interface Delivery {
  readonly to: readonly string[];
  readonly message: string;
}

let folder: string;
let database: Database;
let nextDay = 1;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-"));
  await copyEmptyClinic(folder);
  database = await openDatabase({ dataDir: folder });
  await addTestClinic(database.db);
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const letterAbout = (visit: Visit) => ({
  recipient: visit.patientEmail ?? "",
  subject: "Your visit – Worcester",
  body: "See you soon.\n.\nA line with one dot must survive.",
  ics: visitCalendar(
    {
      id: visit.id,
      startMs: visit.startMs,
      endMs: visit.endMs,
      version: visit.version,
      title: "A short visit",
      location: "1 Made-Up Street",
      description: "Made up.",
      url: "https://clinic.example/visit/x",
      isCancelled: false,
    },
    0,
  ),
});

async function book(person: string): Promise<Visit> {
  const result = await bookVisit(database.db, bookingOf(slotAt(nextDay++, 20), person, { mail: letterAbout }));
  if (result.kind !== "booked") throw new Error("A slot of this test's own was taken.");
  return result.visit;
}

/** The decoded text of the part with a type. */
function partOf(message: string, type: string): string {
  const boundary = /boundary="?([^"\r\n;]+)"?/.exec(message)![1]!;
  const part = message.split(`--${boundary}`).find((one) => one.toLowerCase().includes(`content-type: ${type}`))!;
  const [head, ...rest] = part.split("\r\n\r\n") as [string, ...string[]];
  const body = rest.join("\r\n\r\n");
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8");
  if (!/transfer-encoding: quoted-printable/i.test(head)) return body;
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; !(await holds()); attempt++) {
    if (attempt === 500) throw new Error("Waited 10 s in vain.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const waiting = async () =>
  (await database.db.selectFrom("mail").select("id").where("sent_at", "is", null).execute()).length;

describe("through a real SMTP server", () => {
  const deliveries: Delivery[] = [];
  let refuses = false;
  let server: SMTPServer;
  let smtpUrl: string;

  beforeEach(async () => {
    deliveries.length = 0;
    refuses = false;
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onRcptTo: (_address, _session, callback) =>
        callback(refuses ? Object.assign(new Error("Mailbox of Secret Name is full"), { responseCode: 452 }) : null),
      onData(stream, session, callback) {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          deliveries.push({ to, message: Buffer.concat(chunks).toString("utf8") });
          callback();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    smtpUrl = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`;
  });

  afterEach(() => new Promise<void>((resolve) => server.close(resolve)));

  const mailerTo = (url: string) => createMailer({ smtpUrl: url, from: FROM, outboxDir: join(folder, "unused") });

  test("a booked visit's letter arrives whole, with a calendar file that holds the visit", async () => {
    const mailer = mailerTo(smtpUrl);
    const visit = await book("smtp-reader");
    const worker = startMailWorker(database.db, mailer, () => {});
    await until(() => deliveries.length === 1);
    await worker.stop();
    mailer.close();
    const [{ to, message }] = deliveries as [Delivery];
    expect(to).toEqual(["smtp-reader@patients.example"]);
    expect(message).toContain("From: Test clinic <clinic@plumbline.example>");
    expect(partOf(message, "text/plain").trimEnd().split(/\r?\n/)).toEqual([
      "See you soon.",
      ".",
      "A line with one dot must survive.",
    ]);
    expect(message.replace(/\r\n\s+/g, " ")).toMatch(/text\/calendar; charset=utf-8; method=PUBLISH/i);
    const calendar = new ICAL.Component(ICAL.parse(partOf(message, "text/calendar")) as unknown[]);
    const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent")!);
    expect(event.startDate.toJSDate().getTime()).toBe(visit.startMs);
    expect(event.uid).toBe(`visit-${visit.id}@plumbline`);
  });

  test("two workers on one outbox send each letter once", async () => {
    const mailer = mailerTo(smtpUrl);
    for (let index = 0; index < 12; index++) await book(`shared-${index}`);
    const workers = [1, 2].map(() => startMailWorker(database.db, mailer, () => {}));
    await until(async () => (await waiting()) === 0);
    for (const worker of workers) await worker.stop();
    mailer.close();
    const recipients = deliveries.flatMap(({ to }) => to);
    expect(recipients).toHaveLength(12);
    expect(new Set(recipients).size).toBe(12);
  });

  test("a letter that is refused is kept, tried again later under the same name, and the log does not name the person", async () => {
    const mailer = mailerTo(smtpUrl);
    const log: string[] = [];
    refuses = true;
    const visit = await book("refused");
    const mailOf = () =>
      database.db.selectFrom("mail").selectAll().where("visit_id", "=", visit.id).executeTakeFirstOrThrow();
    const worker = startMailWorker(database.db, mailer, (place, error) => void log.push(`${place} ${String(error)}`));
    await until(async () => (await mailOf()).last_error !== null);
    expect((await mailOf()).next_try_at.getTime()).toBeGreaterThan(Date.now() + 30_000);
    expect(log.join("\n")).toContain("452");
    expect(log.join("\n")).not.toMatch(/Secret Name|refused@patients/);
    refuses = false;
    await database.db
      .updateTable("mail")
      .set({ next_try_at: new Date(0) })
      .where("visit_id", "=", visit.id)
      .execute();
    worker.wake();
    await until(() => deliveries.length === 1);
    await until(async () => (await mailOf()).sent_at !== null);
    await worker.stop();
    mailer.close();
    expect(deliveries[0]!.message).toContain(`Message-ID: <${(await mailOf()).id}@plumbline>`);
  });
});

test("without an SMTP server a letter is a whole file that mail programs open", async () => {
  const outboxDir = join(folder, "outbox");
  const mailer = createMailer({ smtpUrl: undefined, from: FROM, outboxDir });
  await book("file-reader");
  const worker = startMailWorker(database.db, mailer, () => {});
  await until(async () => (await waiting()) === 0);
  await worker.stop();
  const names = await readdir(outboxDir);
  expect(names).toHaveLength(1);
  expect(names[0]).toMatch(/\.eml$/);
  const message = await readFile(join(outboxDir, names[0]!), "utf8");
  expect(message).toContain("To: file-reader@patients.example");
  expect(partOf(message, "text/calendar")).toContain("BEGIN:VEVENT");
});

test("a cancelled visit's file says so in its type, or mail programs would not show it", async () => {
  const outboxDir = join(folder, "cancelled");
  const mailer = createMailer({ smtpUrl: undefined, from: FROM, outboxDir });
  await mailer.send({
    messageId: "one@plumbline",
    to: "x@patients.example",
    subject: "Cancelled",
    text: "It is cancelled.",
    calendar: "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n",
  });
  const message = await readFile(join(outboxDir, "one_plumbline.eml"), "utf8");
  expect(message.replace(/\r\n\s+/g, " ")).toContain("method=CANCEL");
});
