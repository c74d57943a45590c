import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "@hono/node-server";
import type { ServerBuild } from "react-router";
import { loadEvidence } from "@plumbline/evidence";
import * as store from "../store/index.ts";
import { createApp } from "./app.ts";
import { createArticleLibrary } from "./articles.ts";
import { buildOrthotic } from "./build-orthotic.ts";
import { startAuditCheckpoints } from "./audit-checkpoints.ts";
import { createStaffAuth } from "./auth.ts";
import { firstManagerUrl } from "./first-manager.ts";
import { staffCalendar, visitCalendar } from "./calendar.ts";
import { clinicCsv, csvText, parseClinicCsv } from "./clinic-csv.ts";
import type { Clinic } from "./clinic.ts";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./config.ts";
import type { ClinicConfig } from "./config.ts";
import { openDemo } from "./demo.ts";
import { BUILD_DIR, CONTENT_DIR, EXAMPLES_DIR } from "./folders.ts";
import { IntervalService } from "./interval-service.ts";
import { Metrics } from "./metrics.ts";
import { createMailer } from "./mail.ts";
import { startMailWorker } from "./mail-worker.ts";
import { passwordFault } from "./password-rule.ts";
import { derivedToken, hashToken, isDerivedToken, newToken } from "./patient-token.ts";
import { exerciseCalendar } from "./exercise-calendar.ts";
import { startQuestions } from "./questions.ts";
import { startReminders } from "./reminders.ts";
import { startWaitingList } from "./waiting-list.ts";
import { loadSecret } from "./secret.ts";

export { backUpClinic } from "./back-up-clinic.ts";
export type { BackupReport } from "./back-up-clinic.ts";
export { ConfigError } from "./config-error.ts";
export { examineClinic } from "./examine-clinic.ts";
export { applyRetention } from "./apply-retention.ts";
export type { RetentionReport } from "./apply-retention.ts";
export { fillDemo } from "./fill-demo.ts";
export { restoreClinic } from "./restore-clinic.ts";
export type { RestoreReport } from "./restore-clinic.ts";
export { verifyClinicAudit } from "./verify-clinic-audit.ts";
export type { AuditCheck } from "./verify-clinic-audit.ts";

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

/**
 * Opens the database, brings its tables up to date, and serves the clinic.
 *
 * @throws ConfigError when a setting is wrong, the pages are not built, or the port or the data folder is in use.
 */
export async function startClinic({ port, dataDir, env, log }: StartOptions): Promise<RunningClinic> {
  const config = readConfig(env, { ...(port !== undefined && { port }), ...(dataDir !== undefined && { dataDir }) });
  const build = await loadBuild();
  await mkdir(config.dataDir, { recursive: true });
  // The port first: whoever starts a second server should hear so before anything else is touched.
  const server = await listen(config.port);
  try {
    return await openClinic({ config, build, server, log });
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openClinic({
  config,
  build,
  server,
  log,
}: {
  readonly config: ClinicConfig;
  readonly build: ServerBuild;
  readonly server: Listening;
  readonly log: (line: string) => void;
}): Promise<RunningClinic> {
  const url = `http://localhost:${server.port}`;
  const publicUrl = config.publicUrl ?? url;
  const secret = config.secret ?? (await loadSecret(config.dataDir));
  const database = await store.openDatabase({
    dataDir: config.dataDir,
    ...(config.databaseUrl !== undefined && { databaseUrl: config.databaseUrl }),
  });
  try {
    const evidence = loadEvidence();
    const library = await createArticleLibrary(join(CONTENT_DIR, "articles"));
    const logError = (place: string, error: unknown) => log(errorLine(place, error));
    const auth = createStaffAuth({ db: database.db, secret, publicUrl });
    const recordings = store.openRecordingStore(join(config.dataDir, "recordings"));
    const demoAccounts = config.isDemo
      ? await openDemo({
          database,
          auth,
          contentDir: CONTENT_DIR,
          examplesDir: EXAMPLES_DIR,
          recordings,
          evidence,
          nowMs: Date.now(),
        })
      : [];
    const mailer = createMailer({
      smtpUrl: config.smtpUrl,
      from: config.mailFrom,
      outboxDir: join(config.dataDir, "outbox"),
    });
    const mailWorker = startMailWorker(database.db, mailer, logError);
    const checkpoints = startAuditCheckpoints(database.db, store.auditKey(secret), logError);
    const metrics = new Metrics(build);
    const intervals = new IntervalService();
    const ofSecret: Clinic["derivedToken"] = (purpose, of) => derivedToken(secret, purpose, of);
    const reminders = startReminders({
      db: database.db,
      publicUrl,
      derivedToken: ofSecret,
      wakeMail: () => mailWorker.wake(),
      logError,
    });
    const waitingList = startWaitingList({
      db: database.db,
      publicUrl,
      derivedToken: ofSecret,
      hashToken,
      wakeMail: () => mailWorker.wake(),
      logError,
    });
    const clinic: Clinic = {
      db: database.db,
      deskDb: database.deskDb,
      databaseKind: database.kind,
      store,
      recordings,
      evidence,
      intervals,
      library,
      buildOrthotic,
      auth,
      publicUrl,
      isDemo: config.isDemo,
      needsSecondFactor: !config.isDemo,
      demoAccounts,
      now: () => Date.now(),
      clinicCsv,
      csvText,
      parseClinicCsv,
      passwordFault,
      newToken,
      hashToken,
      derivedToken: ofSecret,
      isDerivedToken: (given, purpose, of) => isDerivedToken(secret, given, purpose, of),
      visitCalendar: (visit) => visitCalendar(visit, Date.now()),
      exerciseCalendar,
      staffCalendar: (visits) => staffCalendar(visits, Date.now()),
      wakeMail: () => mailWorker.wake(),
      logError,
    };
    const questions = startQuestions(clinic, logError);
    server.answerWith(
      createApp(clinic, build, relative(process.cwd(), join(BUILD_DIR, "client")), {
        isBehindProxy: config.isBehindProxy,
        metrics,
        metricsToken: config.metricsToken,
      }).fetch,
    );

    log(`Plumbline is ready:  ${url}`);
    log(`Database:            ${database.kind === "embedded" ? `embedded, in ${config.dataDir}` : "PostgreSQL"}`);
    log(`E-mail goes to:      ${mailer.destination}`);
    if (database.kind === "embedded") {
      log('The embedded database is for trying out, not for real patient records. See README.md, "For real patients".');
    }
    const setUpUrl = config.isDemo ? null : await firstManagerUrl(clinic);
    if (setUpUrl !== null) {
      log("This clinic has no manager yet. Open this link within 24 hours; it works once:");
      log(`  ${setUpUrl}`);
    }
    if (demoAccounts.length > 0) {
      log("Demo sign-ins (made-up clinic, made-up people):");
      for (const account of demoAccounts) log(`  ${account.email}  ${account.password}  (${account.role})`);
    }

    return {
      url,
      async close() {
        await server.close();
        metrics.close();
        await intervals.close();
        await Promise.all([reminders.stop(), waitingList.stop(), questions.stop()]);
        await mailWorker.stop();
        mailer.close();
        await checkpoints.stop();
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

/** @param connection - What the server knows of where the request came from. */
type Answer = (request: Request, connection: object) => Response | Promise<Response>;

interface Listening {
  readonly port: number;
  /** Requests wait until there is somebody to answer them. */
  answerWith(answer: Answer): void;
  /** Takes no more requests and finishes those in hand, for ten seconds at most. */
  close(): Promise<void>;
}

const LAST_REQUESTS_MS = 10_000;

function listen(port: number): Promise<Listening> {
  const { promise: ready, resolve: answerWith } = Promise.withResolvers<Answer>();
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: async (request, connection) => (await ready)(request, connection), port },
      (address) => {
        resolve({
          port: address.port,
          answerWith,
          close: () =>
            new Promise<void>((closed) => {
              answerWith(() => new Response("The server is stopping.", { status: 503 }));
              server.close(() => closed());
              if (!("closeIdleConnections" in server)) return;
              server.closeIdleConnections();
              setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS).unref();
            }),
        });
      },
    );
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
  const known = error instanceof Error ? (error.stack ?? error.message) : statusOf(error);
  return `[error] ${place}: ${known}`;
}

/** What a page throws on purpose is an answer, `404 Not Found`, rather than an error. */
function statusOf(thrown: unknown): string {
  const { status, statusText } = (thrown ?? {}) as { status?: unknown; statusText?: unknown };
  return typeof status === "number" ? `${status} ${String(statusText ?? "")}`.trimEnd() : String(thrown);
}
