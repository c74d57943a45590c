import { UsageError } from "./command.ts";

/** The name of a picture. @throws UsageError when it is none of a PNG. */
export function parsePngPath(path: string | undefined): string | null {
  if (path === undefined || path.toLowerCase().endsWith(".png")) return path ?? null;
  throw new UsageError(`--png writes a PNG picture; its name ends in .png, but is "${path}".`);
}

/** More threads than this help no machine. */
const MOST_JOBS = 256;

/** @throws UsageError when it is no number of threads. */
export function parseJobs(text: string | undefined): number | null {
  if (text === undefined) return null;
  const jobs = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (jobs >= 1 && jobs <= MOST_JOBS) return jobs;
  throw new UsageError(`--jobs must be a whole number from 1 to ${MOST_JOBS}, but is "${text}".`);
}
