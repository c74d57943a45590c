import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { getConnInfo } from "@hono/node-server/conninfo";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import { createRequestHandler } from "react-router";
import type { Context } from "hono";
import type { RouterContextProvider, ServerBuild } from "react-router";
import { sql } from "kysely";
import type { Clinic } from "./clinic.ts";
import type { RequestContext } from "./request-context.ts";
import type { Metrics } from "./metrics.ts";
import { securityHeaders } from "./security-headers.ts";

/** Recordings of a walk are a few megabytes; nothing a form sends is near this. */
const LARGEST_REQUEST_BYTES = 64 * 1024 * 1024;

/** What `pages/entry.server.tsx` adds to the built pages. */
interface PagesEntry {
  readonly createLoadContext: (request: RequestContext) => RouterContextProvider;
}

/**
 * The clinic as a function of requests: static files, health checks, pages.
 *
 * @param clientDir - Folder of the built browser files, relative to the working directory.
 * @param isBehindProxy - Whether X-Forwarded-For comes from a proxy of our own. From anybody else it is a lie.
 * @param metricsToken - Lets a monitor elsewhere read the metrics.
 */
export function createApp(
  clinic: Clinic,
  build: ServerBuild,
  clientDir: string,
  {
    isBehindProxy,
    metrics,
    metricsToken,
  }: { readonly isBehindProxy: boolean; readonly metrics: Metrics; readonly metricsToken: string | undefined },
) {
  const app = new Hono<{ Variables: { secureHeadersNonce: string } }>();
  const handlePage = createRequestHandler(build, "production");
  const { createLoadContext } = build.entry.module as unknown as PagesEntry;

  app.use(async (context, next) => {
    const startMs = performance.now();
    await next();
    metrics.count(context.req.method, context.req.path, context.res.status, performance.now() - startMs);
  });
  app.use(async (context, next) => {
    context.set("secureHeadersNonce", randomBytes(16).toString("base64"));
    await next();
  });
  app.use(securityHeaders(clinic.publicUrl.startsWith("https:")));
  app.use(
    "/assets/*",
    serveStatic({
      root: clientDir,
      onFound: (_path, context) => context.header("Cache-Control", "public, max-age=31536000, immutable"),
    }),
  );
  app.use("/icon.svg", serveStatic({ root: clientDir }));
  app.use("/shared-link.png", serveStatic({ root: clientDir }));
  app.get("/health", (context) => context.text("ok"));
  app.get("/ready", async (context) => {
    try {
      await sql`select 1`.execute(clinic.db);
      return context.text("ready");
    } catch (error) {
      clinic.logError("ready", error);
      return context.text("The database does not answer.", 503);
    }
  });
  app.get("/metrics", async (context) => {
    // What came through a proxy nobody told of seems to come from here.
    const isDirect = isBehindProxy || context.req.header("x-forwarded-for") === undefined;
    const isHere = isDirect && LOOPBACK.has(addressOf(context, isBehindProxy));
    const given = context.req.header("authorization") ?? "";
    if (!isHere && !(metricsToken !== undefined && isSame(given, `Bearer ${metricsToken}`))) {
      return context.text("Metrics are for this machine, or for whoever has PLUMBLINE_METRICS_TOKEN.", 403);
    }
    return context.body(await metrics.text(clinic.db), 200, {
      "Content-Type": "application/openmetrics-text; version=1.0.0; charset=utf-8",
      "Cache-Control": "no-store",
    });
  });
  // Behind a proxy that ends TLS the request's own address is not the one people see, so the public one counts as well.
  app.use(csrf({ origin: (origin, { req }) => [clinic.publicUrl, new URL(req.url).origin].includes(origin) }));
  app.use(
    bodyLimit({
      maxSize: LARGEST_REQUEST_BYTES,
      onError: (context) =>
        context.text("The file is larger than 64 MB. Export a shorter recording and try again.", 413),
    }),
  );

  app.all("*", async (context) => {
    const request = context.req.raw;
    const requestContext: RequestContext = {
      clinic,
      staff: await clinic.auth.whoIs(request.headers),
      address: addressOf(context, isBehindProxy),
      requestId: randomUUID(),
      nonce: context.get("secureHeadersNonce"),
    };
    const response = await handlePage(request, createLoadContext(requestContext));
    // Pages hold what one person said or booked: no shared cache may keep them, and no browser after sign-out.
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
    return response;
  });

  app.onError((error, context) => {
    if (error instanceof HTTPException && error.status === 403) {
      return context.text(
        "This form came from another site and was not taken. Open the page here and send it again.",
        403,
      );
    }
    clinic.logError("server", error);
    return context.text("Something went wrong on our side. Go back and try again; your earlier answers are kept.", 500);
  });
  return app;
}

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** Takes the same time wherever they differ. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(a!, b!);
}

/** The last entry is the one our own proxy added; those before it anybody can write. */
function addressOf(context: Context, isBehindProxy: boolean): string {
  const forwarded = isBehindProxy ? context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return forwarded ?? getConnInfo(context).remote.address ?? "";
}
