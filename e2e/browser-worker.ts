import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** One script without imports, as a page would load it. */
export async function bundleWorker(source: string): Promise<string> {
  const entry = "worker-under-test";
  const result = await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [
      {
        name: entry,
        resolveId: (id) => (id === entry ? `\0${entry}` : null),
        load: (id) => (id === `\0${entry}` ? source : null),
      },
    ],
    build: { write: false, minify: true, rolldownOptions: { input: entry, output: { format: "iife" } } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !("output" in output)) throw new Error("The bundler watches instead of building.");
  return output.output[0].code;
}

/** What the worker answers to one message, without network. */
export async function askWorker(browser: Browser, script: string, message: unknown): Promise<string> {
  const page = await browser.newPage();
  await page.context().setOffline(true);
  return page.evaluate(
    ({ source, question }) =>
      new Promise<string>((resolve, reject) => {
        const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
        worker.addEventListener("message", ({ data }) => resolve(data as string));
        worker.addEventListener("error", (event) => reject(new Error(event.message)));
        worker.postMessage(question, []);
      }),
    { source: script, question: message },
  );
}

/**
 * ECMAScript leaves the last digit of `exp`, `log`, powers and sines to the engine, and two releases of one engine do differ
 * in it; everything else must be the same.
 */
export function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === "number" ? Number(inner.toPrecision(10)) : inner)),
  );
}
