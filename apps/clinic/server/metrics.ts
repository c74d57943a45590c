import { monitorEventLoopDelay } from "node:perf_hooks";
import { sql } from "kysely";
import type { Kysely } from "kysely";
import { matchRoutes } from "react-router";
import type { ServerBuild } from "react-router";
import type { Schema } from "../store/index.ts";

/** Upper ends of the classes of answering time, seconds. */
const CLASSES_S = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;

interface Series {
  count: number;
  sumS: number;
  /** Answers up to each of {@link CLASSES_S}. */
  readonly upTo: number[];
}

/**
 * Counts what the clinic answers and how long it takes, by the pattern of the route: never by address, which may hold a
 * name or a patient's id. Told in the OpenMetrics text format 1.0. This process only; a monitor adds processes up.
 */
export class Metrics {
  readonly #requests = new Map<string, Series>();
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });
  readonly #patternOf: (path: string) => string;

  constructor(build: ServerBuild) {
    this.#patternOf = patternsOf(build);
    this.#delay.enable();
  }

  /** @param durationMs - From the request's arrival to the answer's head. */
  count(method: string, path: string, status: number, durationMs: number): void {
    const labels = `method="${METHODS.has(method) ? method : "other"}",route="${this.#patternOf(path)}",status="${status}"`;
    let series = this.#requests.get(labels);
    if (series === undefined) {
      series = { count: 0, sumS: 0, upTo: CLASSES_S.map(() => 0) };
      this.#requests.set(labels, series);
    }
    const seconds = durationMs / 1000;
    series.count++;
    series.sumS += seconds;
    for (const [at, most] of CLASSES_S.entries()) if (seconds <= most) series.upTo[at]!++;
  }

  async text(db: Kysely<Schema>): Promise<string> {
    const requests = [...this.#requests].flatMap(([labels, { count, sumS, upTo }]) => [
      ...CLASSES_S.map((most, at) => `plumbline_request_seconds_bucket{${labels},le="${most}"} ${upTo[at]}`),
      `plumbline_request_seconds_bucket{${labels},le="+Inf"} ${count}`,
      `plumbline_request_seconds_sum{${labels}} ${sumS.toFixed(6)}`,
      `plumbline_request_seconds_count{${labels}} ${count}`,
    ]);
    const waiting = await waitingMails(db);
    return [
      "# TYPE plumbline_request_seconds histogram",
      "# UNIT plumbline_request_seconds seconds",
      "# HELP plumbline_request_seconds Answers, by route, from arrival to the head of the answer.",
      ...requests,
      "# TYPE plumbline_mails_waiting gauge",
      "# HELP plumbline_mails_waiting Letters that are not sent yet.",
      `plumbline_mails_waiting ${waiting}`,
      "# TYPE plumbline_event_loop_delay_seconds gauge",
      "# UNIT plumbline_event_loop_delay_seconds seconds",
      "# HELP plumbline_event_loop_delay_seconds How long an answer waits for its turn, 99th percentile since the start.",
      `plumbline_event_loop_delay_seconds ${(this.#delay.percentile(99) / 1e9).toFixed(6)}`,
      "# TYPE plumbline_memory_bytes gauge",
      "# UNIT plumbline_memory_bytes bytes",
      "# HELP plumbline_memory_bytes Resident memory of this process.",
      `plumbline_memory_bytes ${process.memoryUsage.rss()}`,
      "# EOF\n",
    ].join("\n");
  }

  close(): void {
    this.#delay.disable();
  }
}

const METHODS = new Set(["GET", "HEAD", "POST"]);

/** A path to the pattern of the page that answers it; what no page answers is one series, whatever was asked. */
function patternsOf({ routes }: ServerBuild): (path: string) => string {
  const pages = Object.values(routes).flatMap((route) =>
    route === undefined || route.path === undefined ? [] : [{ path: `/${route.path}` }],
  );
  return (path) => {
    if (path.startsWith("/assets/")) return "/assets/*";
    const page = path.replace(/\.data$/, "");
    return page === "/" ? "/" : (matchRoutes(pages, page)?.at(-1)?.route.path ?? "none");
  };
}

async function waitingMails(db: Kysely<Schema>): Promise<number> {
  const { count } = await db
    .selectFrom("mail")
    .select(sql<string>`count(*)`.as("count"))
    .where("sent_at", "is", null)
    .where("withdrawn_at", "is", null)
    .where("given_up_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
