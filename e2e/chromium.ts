import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const USUAL_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The installed browser: `CHROMIUM_PATH`, else the usual names on the PATH; null when there is none.
 *
 * @throws Error when `PLUMBLINE_REQUIRE_BROWSER` is set and there is none, or when `CHROMIUM_PATH` leads nowhere: in CI no
 * browser test may be skipped quietly.
 */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file.`);
    return named;
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = USUAL_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (found !== undefined) return found;
  const sentence =
    "No Chromium found; browser tests need one. Install it (`apt-get install chromium`) or set CHROMIUM_PATH.";
  if (process.env.PLUMBLINE_REQUIRE_BROWSER === "1") throw new Error(sentence);
  console.warn(`${sentence} They are skipped.`);
  return null;
}

/** A browser that talks to nobody but the pages under test. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      // Draws WebGL without a graphics card.
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--disable-quic",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
    env: { ...process.env, HOME: mkdtempSync(join(tmpdir(), "plumbline-browser-")) } as Record<string, string>,
  });
}
