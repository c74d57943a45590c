import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { measure, readRecording } from "@plumbline/plantar-pressure";
import { findChromium, launchChromium } from "./chromium.ts";

const executable = findChromium();
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RECORDINGS = "packages/plantar-pressure/test-data/recordings/";

/** One of each kind of device. */
const FILES = ["emed_test.lst", "pressure_example.asc", "footscan_test.xls", "fscan_testL.asf", "230927_102114.txt"];

function bytesOf(name: string): Uint8Array {
  if (name === "emed_test.lst") return readFileSync(`${ROOT}examples/${name}`);
  return gunzipSync(readFileSync(`${ROOT}${RECORDINGS}${name}.gz`));
}

const IMPORT_MAP = {
  imports: Object.fromEntries(
    ["clinical-model", "signal-processing", "plantar-pressure", "evidence"].map((name) => [
      `@plumbline/${name}`,
      `/packages/${name}/src/index.ts`,
    ]),
  ),
};

/** What the page does with a file; as text, since it runs there. */
const PAGE_SCRIPT = `
  import { measure, readRecording } from "@plumbline/plantar-pressure";
  globalThis.measureFile = async (file) => {
    const bytes = new Uint8Array(await (await fetch("/recordings/" + file)).arrayBuffer());
    const result = readRecording(bytes, file);
    return result.ok ? JSON.stringify(measure(result.value, { perFrame: true })) : null;
  };`;

/** The package's own files, without their types, and the recordings. */
function serveSources(): Server {
  return createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path === "/") {
      response.setHeader("content-type", "text/html");
      response.end(
        `<!doctype html><script type="importmap">${JSON.stringify(IMPORT_MAP)}</script><script type="module">${PAGE_SCRIPT}</script>`,
      );
    } else if (path.startsWith("/recordings/")) response.end(bytesOf(path.slice("/recordings/".length)));
    else if (/^\/packages\/[\w/.-]+\.ts$/.test(path) && !path.includes("..")) {
      response.setHeader("content-type", "text/javascript");
      response.end(stripTypeScriptTypes(readFileSync(`${ROOT}${path.slice(1)}`, "utf8")));
    } else response.writeHead(404).end();
  });
}

describe.skipIf(executable === null)("the same code in a browser", () => {
  const server = serveSources();
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = await launchChromium(executable!);
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  afterAll(async () => {
    await browser?.close();
    server.close();
  });

  test.each(FILES)("%s gives the same bytes as in Node", async (name) => {
    await page.waitForFunction("globalThis.measureFile !== undefined");
    const inBrowser = await page.evaluate<string | null>(`measureFile(${JSON.stringify(name)})`);
    const result = readRecording(bytesOf(name), name);
    expect(inBrowser).toBe(result.ok ? JSON.stringify(measure(result.value, { perFrame: true })) : null);
  });
});
