import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { serve } from "@hono/node-server";
import type { ServerBuild } from "react-router";
import { loadEvidence } from "@plumbline/evidence";
import * as store from "../store/index.ts";
import { createApp } from "./app.ts";
import { createArticleLibrary } from "./articles.ts";
import { createStaffAuth } from "./auth.ts";
import { visitCalendar } from "./calendar.ts";
import type { Clinic } from "./clinic.ts";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./config.ts";
import { openDemo } from "./demo.ts";
import { createMailer } from "./mail.ts";
import { startMailWorker } from "./mail-worker.ts";
import { hashToken, manageToken, newToken } from "./patient-token.ts";
import { loadSecret } from "./secret.ts";

export { ConfigError } from "./config-error.ts";

export interface StartOptions {
  /** 0 takes any free port. Default: PORT, else 3000. */
  readonly port?: number;
  /** Default: PLUMBLINE_DATA_DIR, else `data` in the working directory. */
  readonly dataDir?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes each line meant for whoever started the server. */
  readonly log: (line: string) => void;
}

export interface RunningClinic {
  readonly url: string;
  /** Finishes what is in hand, then closes the database. */
  close(): Promise<void>;
}

const CLINIC_DIR = fileURLToPath(new URL("..", import.meta.url));
const BUILD_DIR = join(CLINIC_DIR, "build");
const CONTENT_DIR = fileURLToPath(new URL("../../../content", import.meta.url));

/**
 * Opens the database, brings its tables up to date, and serves the clinic.
 *
 * @throws ConfigError when a setting is wrong, the pages are not built, or the port or the data folder is in use.
 */
export async function startClinic({ port, dataDir, env, log }: StartOptions): Promise<RunningClinic> {
  const config = readConfig(env, { ...(port !== undefined && { port }), ...(dataDir !== undefined && { dataDir }) });
  const build = await loadBuild();
  await mkdir(config.dataDir, { recursive: true });
  const secret = config.secret ?? (await loadSecret(config.dataDir));
  const database = await store.openDatabase({
    dataDir: config.dataDir,
    ...(config.databaseUrl !== undefined && { databaseUrl: config.databaseUrl }),
  });
  try {
    const evidence = loadEvidence();
    const library = await createArticleLibrary(join(CONTENT_DIR, "articles"));
    const mailer = createMailer({
      smtpUrl: config.smtpUrl,
      from: config.mailFrom,
      outboxDir: join(config.dataDir, "outbox"),
    });
    const logError = (place: string, error: unknown) => log(errorLine(place, error));
    const auth = createStaffAuth({ db: database.db, secret, publicUrl: config.publicUrl });
    const demoAccounts = config.isDemo
      ? await openDemo({ database, auth, contentDir: CONTENT_DIR, evidence, nowMs: Date.now() })
      : [];
    const mailWorker = startMailWorker(database.db, mailer, logError);
    const clinic: Clinic = {
      db: database.db,
      databaseKind: database.kind,
      store,
      recordings: store.openRecordingStore(join(config.dataDir, "recordings")),
      evidence,
      articles: library.articles,
      auth,
      publicUrl: config.publicUrl,
      isDemo: config.isDemo,
      demoAccounts,
      now: () => Date.now(),
      renderMarkdown: library.render,
      newToken,
      hashToken,
      manageToken: (bookingKey) => manageToken(secret, bookingKey),
      visitCalendar: (visit) => visitCalendar(visit, Date.now()),
      wakeMail: () => mailWorker.wake(),
      logError,
    };
    const app = createApp(clinic, build, relative(process.cwd(), join(BUILD_DIR, "client")));
    const server = await listen(app.fetch, config.port);
    const url = `http://localhost:${server.port}`;

    log(`Plumbline is ready:  ${url}`);
    log(`Database:            ${config.databaseUrl === undefined ? `embedded, in ${config.dataDir}` : "PostgreSQL"}`);
    log(`E-mail goes to:      ${mailer.destination}`);
    if (config.databaseUrl === undefined) {
      log('The embedded database is for trying out, not for real patient records. See README.md, "For real patients".');
    }
    if (demoAccounts.length > 0) {
      log("Demo sign-ins (made-up clinic, made-up people):");
      for (const account of demoAccounts) log(`  ${account.email}  ${account.password}  (${account.role})`);
    }

    return {
      url,
      async close() {
        await server.close();
        await mailWorker.stop();
        mailer.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function loadBuild(): Promise<ServerBuild> {
  const entry = join(BUILD_DIR, "server", "index.js");
  if (!existsSync(entry)) {
    throw new ConfigError("The pages are not built yet. Run `npm run build` first, or `npm start`, which does both.");
  }
  return (await import(pathToFileURL(entry).href)) as ServerBuild;
}

interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

function listen(fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port }, (address) => {
      resolve({
        port: address.port,
        close: () =>
          new Promise<void>((closed) => {
            server.close(() => closed());
            if ("closeIdleConnections" in server) server.closeIdleConnections();
          }),
      });
    });
    server.on("error", (error: NodeJS.ErrnoException) => {
      const inUse = error.code === "EADDRINUSE";
      reject(
        inUse
          ? new ConfigError(`Port ${port} is in use. Stop the other program or choose another with --port.`)
          : error,
      );
    });
  });
}

/** Where and what kind, with the stack for whoever mends it: never the request, which may hold health data. */
function errorLine(place: string, error: unknown): string {
  const known = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `[error] ${place}: ${known}`;
}
