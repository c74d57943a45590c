/**
 * `npm run bench`: how many searches and bookings a second one server of the clinic answers over HTTP, with sign-in and
 * audit, beside how many the database does of the very same statements when they are sent to it straight: the statements
 * of real requests are recorded and replayed on a copy of the database. PostgreSQL, 3 offices, 12 clinicians, 50,000
 * visits, all on this machine. Needs `npm run build`, and PostgreSQL as for the tests.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startClinic } from "../../apps/clinic/server/index.ts";
import { fillDemo } from "../../apps/clinic/server/fill-demo.ts";
import { DEMO_PASSWORD } from "../../apps/clinic/server/demo-accounts.ts";
import { DESK_TERMS, addDays, findSlots } from "../../packages/scheduling/src/index.ts";
import { busyRanges, openDatabase, readSetUp } from "../../apps/clinic/store/index.ts";
import { HAS_POSTGRES, asOwner as ask, startPostgres } from "../../apps/clinic/store/test-postgres.ts";

const PATIENTS = 50_000;
/** Requests in flight. */
const AT_ONCE = 8;
const SECONDS = 6;
const BOOKINGS = 400;
const LEAST_RATIO = 0.6;
const SECRET = "a secret of the bench, which protects nothing";
const DAY_MS = 86_400_000;

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A Wednesday in three weeks, at which the load has visits. */
const DAY = (() => {
  const today = new Date(Date.now() + 21 * DAY_MS).toISOString().slice(0, 10);
  return addDays(today, 3 - (new Date(today).getUTCDay() || 7));
})();

/** What a page asks its server for when the front desk, or a person, looks for times. */
const PATHS = {
  "day search": () => `/staff/book.data?patient=load-7&service=follow-up&day=${DAY}`,
  "month search": () => `/book.data?service=follow-up&step=times`,
} as const;

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const undo: (() => Promise<void> | void)[] = [];
const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
undo.push(() => rmSync(folder, { recursive: true, force: true }));
try {
  if (HAS_POSTGRES) await run();
  else console.log("the clinic over HTTP: skipped, there is no PostgreSQL on this machine");
} finally {
  agent.destroy();
  for (const step of undo.toReversed()) await step();
}

async function run(): Promise<void> {
  const base = await startPostgres(undo);
  const urlOf = (name: string) => Object.assign(new URL(base), { pathname: `/${name}` }).href;
  await ask(base, "create database filled");
  await fillDemo({ patients: PATIENTS, dataDir: folder, env: envOf(urlOf("filled")), onProgress: () => {} });
  await ask(urlOf("filled"), "vacuum analyze");
  for (const copy of ["recorded", "replayed"]) await ask(base, `create database ${copy} template filled`);

  const slots = await freeSlots(urlOf("filled"));
  const recorded = await record(urlOf("recorded"), slots);
  const rows: [what: string, overHttp: number, straight: number][] = [];
  const child = await startServer(urlOf("filled"));
  try {
    const cookie = await signIn(child.url);
    for (const what of ["day search", "month search"] as const) {
      const path = PATHS[what]();
      const overHttp = await perSecond(() => get(child.url, path, cookie));
      rows.push([what, overHttp, await straight(urlOf("replayed"), [recorded[what]])]);
    }
    const started = performance.now();
    await inParallel(slots, (slot, at) => book(child.url, slot, at, cookie));
    rows.push([
      "booking",
      (1000 * BOOKINGS) / (performance.now() - started),
      await straight(urlOf("replayed"), recorded.bookings, true),
    ]);
  } finally {
    await child.stop();
  }
  console.log(
    `a clinic with ${PATIENTS.toLocaleString("en-US")} visits, ${AT_ONCE} at once; per second over HTTP, straight to the database, ratio`,
  );
  for (const [what, overHttp, direct] of rows) {
    const ratio = overHttp / direct;
    const verdict = ratio >= LEAST_RATIO ? "" : `   BELOW ${LEAST_RATIO}`;
    console.log(
      `  ${what.padEnd(14)}${overHttp.toFixed(1).padStart(8)}${direct.toFixed(1).padStart(8)}${ratio.toFixed(2).padStart(7)}${verdict}`,
    );
  }
}

function envOf(databaseUrl: string): Record<string, string> {
  return { DATABASE_URL: databaseUrl, PLUMBLINE_SECRET: SECRET };
}

async function freeSlots(databaseUrl: string) {
  const { db, close } = await openDatabase({ dataDir: folder, databaseUrl });
  const nowMs = Date.now();
  const setUp = await readSetUp(db, nowMs);
  const period = { fromMs: nowMs + DAY_MS, toMs: nowMs + 55 * DAY_MS };
  const service = setUp.services.find(({ id }) => id === "follow-up")!;
  const busy = await busyRanges(db, period, { nowMs });
  await close();
  const free = findSlots({ ...setUp, ...DESK_TERMS, ...period, gridMin: 30, service, busy, nowMs });
  const own = free.filter(({ clinicianId }) => clinicianId.startsWith("load-"));
  return own.slice(0, BOOKINGS);
}

type Slots = Awaited<ReturnType<typeof freeSlots>>;

/** Answers each kind of request once, and every booking, one after the other, and keeps what was sent to the database. */
async function record(databaseUrl: string, slots: Slots) {
  const statements: Statement[] = [];
  const query = pg.Client.prototype.query;
  const clinic = await startClinic({ port: 0, dataDir: folder, env: envOf(databaseUrl), log: () => {} });
  const cookie = await signIn(clinic.url);
  // What a start looks for by itself is over.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args as [string | { text: string; values?: unknown[] }, unknown[] | undefined];
    const text = typeof first === "string" ? first : first.text;
    statements.push({ text, values: second ?? (typeof first === "string" ? [] : (first.values ?? [])) });
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  const of = async (asked: () => Promise<void>) => {
    statements.length = 0;
    await asked();
    // The outbox is looked at meanwhile, whoever asks for what.
    return statements.filter(({ text }) => !text.startsWith('update "mail" set "next_try_at"'));
  };
  const searches = {
    "day search": await of(() => get(clinic.url, PATHS["day search"](), cookie)),
    "month search": await of(() => get(clinic.url, PATHS["month search"](), cookie)),
  };
  const bookings: Statement[][] = [];
  for (const [at, slot] of slots.entries()) bookings.push(await of(() => book(clinic.url, slot, at, cookie)));
  pg.Client.prototype.query = query;
  await clinic.close();
  return { ...searches, bookings };
}

/** Sends lists of statements, each list on one connection, for some seconds or once. @returns Lists a second. */
async function straight(databaseUrl: string, lists: readonly Statement[][], isOnce = false): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: AT_ONCE });
  const sendList = async (list: readonly Statement[]) => {
    const client = await pool.connect();
    try {
      for (const { text, values } of list) await client.query(text, values as unknown[]);
    } finally {
      client.release();
    }
  };
  await sendList([{ text: "select 1", values: [] }]);
  try {
    if (!isOnce) return await perSecond(() => sendList(lists[0]!));
    const started = performance.now();
    await inParallel(lists, sendList);
    return (1000 * lists.length) / (performance.now() - started);
  } finally {
    await pool.end();
  }
}

async function perSecond(action: () => Promise<void>): Promise<number> {
  for (let warm = 0; warm < 20; warm++) await action();
  const started = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() - started < SECONDS * 1000) {
        await action();
        count++;
      }
    }),
  );
  return (1000 * count) / (performance.now() - started);
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item, at: number) => Promise<void>) {
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let at = next++; at < items.length; at = next++) await work(items[at]!, at);
    }),
  );
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: url },
    body: new URLSearchParams({ email: "desk@plumbline.example", password: DEMO_PASSWORD, next: "/staff" }),
  });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** By the plainest client there is: what it takes itself is taken from what is measured. */
async function send(url: string, cookie: string, form?: URLSearchParams): Promise<{ status: number; body: string }> {
  const headers = { Cookie: cookie, Origin: new URL(url).origin };
  const type = { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" };
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      agent,
      method: form === undefined ? "GET" : "POST",
      headers: form === undefined ? headers : { ...headers, ...type },
    });
    sent.on("error", reject);
    sent.on("response", (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => (body += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    sent.end(form?.toString());
  });
}

async function get(url: string, path: string, cookie: string): Promise<void> {
  const { status } = await send(url + path, cookie);
  if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
}

/** As the form of the front desk's page sends it. */
async function book(url: string, slot: Slots[number], at: number, cookie: string): Promise<void> {
  const key = `${slot.startMs}.${slot.officeId}.${slot.clinicianId}`;
  const path = `/staff/book.data?patient=load-${at}&service=follow-up&slot=${key}`;
  const { status, body } = await send(url + path, cookie, new URLSearchParams({ formKey: `bench-${at}` }));
  if (!body.includes("/staff/visits/")) throw new Error(`Booking ${at} was answered with ${status}: ${body}`);
}

/** As a user starts it, in a process of its own. */
async function startServer(databaseUrl: string) {
  const main = new URL("../../apps/cli/src/main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [main, "serve", "--port", "0", "--data-dir", folder], {
    env: { ...process.env, ...envOf(databaseUrl) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  let url: string | undefined;
  while (url === undefined) {
    if (child.exitCode !== null) throw new Error(`The server did not start: ${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    url = /https?:\/\/localhost:\d+/.exec(printed)?.[0];
  }
  return {
    url,
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}
