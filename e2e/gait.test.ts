import { readFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { findChromium, launchChromium } from "./chromium.ts";
import { newDataDir, removeDataDir, startClinicProcess } from "./clinic-process.ts";
import type { ClinicProcess } from "./clinic-process.ts";
import { look } from "./look.ts";

const executable = findChromium();
const dataDir = newDataDir();
const scratch = mkdtempSync(join(tmpdir(), "plumbline-gait-"));
const WALK = fileURLToPath(new URL("../examples/walk.csv.gz", import.meta.url));

describe.skipIf(executable === null)("a clinician with a walk from motion sensors", () => {
  let clinic: ClinicProcess;
  let browser: Browser;
  let page: Page;
  let record: string;

  beforeAll(async () => {
    [clinic, browser] = await Promise.all([startClinicProcess(dataDir), launchChromium(executable!)]);
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${clinic.url}/sign-in`);
    await page.fill("#email", "podiatrist@plumbline.example");
    await page.fill("#password", "plumb-line-demo-2026");
    await page.click('main button[type="submit"]');
    await page.waitForURL(/\/staff/);
    await page.goto(`${clinic.url}/staff/patients?q=Example-Heel`);
    await page.locator('main a[href^="/staff/patients/"]', { hasText: "Example-Heel" }).first().click();
    await page.waitForURL(/\/staff\/patients\/[^/?]+$/);
    record = page.url();
  });
  afterAll(async () => {
    await browser?.close();
    await clinic?.stop();
    removeDataDir(dataDir);
    rmSync(scratch, { recursive: true });
  });

  async function upload(...files: string[]): Promise<void> {
    await page.goto(`${record}/walks`);
    await page.setInputFiles("#file", files);
    await page.click('button[value="upload"]');
  }

  /** Both feet of the walk, each in a file of its own. */
  function oneFileEach(name: string): string[] {
    const [sensors, axes, ...rows] = gunzipSync(readFileSync(WALK)).toString().trim().split("\n");
    return ["left", "right"].map((side) => {
      const columns = sensors!.split(",").flatMap((title, at) => (title === `${side}_sensor` ? [at] : []));
      const cellsOf = (line: string): string => [0, ...columns].map((at) => line.split(",")[at]).join();
      const path = join(scratch, `${name}_${side}.csv.gz`);
      writeFileSync(path, gzipSync([cellsOf(axes!).replace("axis", "samples"), ...rows.map(cellsOf), ""].join("\n")));
      return path;
    });
  }

  const number = async (title: string): Promise<number> => {
    const row = page.locator("tr", { has: page.locator("th", { hasText: new RegExp(`^${title}`) }) }).last();
    return Number.parseFloat(await row.locator("td").first().innerText());
  };

  async function printedPages(): Promise<number> {
    const margin = { top: "1cm", right: "1cm", bottom: "1cm", left: "1cm" };
    const pdf = (await page.pdf({ format: "A4", margin })).toString("latin1");
    return pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
  }

  test("adds a walk and sees every step of it measured, with pictures and a page of paper", async () => {
    await page.goto(`${record}/walks`);
    await look(page, "staff-walks-empty");
    await upload(WALK);
    await page.getByRole("heading", { name: "Walk “walk”", level: 2 }).waitFor();
    await page.locator(".gait-chart canvas").nth(1).waitFor();
    const text = await page.locator("main").innerText();
    expect(text).toMatch(/Left: \d\d of \d\d strides count/);
    expect(text).toContain("The file does not tell its sampling rate");
    // The optical reference of this recording: 1.371 m in the mean of its 52 strides.
    expect(await number("Stride length")).toBeCloseTo(1.37, 1);
    await look(page, "staff-walk");
    expect(await printedPages()).toBe(1);
  });

  test("sees the same pictures and numbers without script", async () => {
    const cookies = await page.context().cookies();
    const still = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 } });
    await still.addCookies(cookies);
    const plain = await still.newPage();
    await plain.goto(page.url());
    await expect.poll(() => plain.locator(".gait-track .envelope").count()).toBe(2);
    await expect.poll(() => plain.locator(".gait-plots figure").count()).toBeGreaterThanOrEqual(3);
    await expect.poll(() => plain.locator("main").innerText()).toContain("Each number with its doubt");
    await expect.poll(() => plain.locator(".gait-chart").count()).toBe(0);
    await still.close();
  });

  test("scrolls, zooms and finds events by keyboard", async () => {
    const shown = page.locator(".gait-viewer .frame-value").first();
    const charts = page.getByRole("application", { name: "Signals of the walk" });
    await charts.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => shown.innerText()).toBe("0.0 to 8.0 s");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => shown.innerText()).toBe("1.6 to 9.6 s");
    await page.keyboard.press("+");
    await expect.poll(() => shown.innerText()).toBe("3.6 to 7.6 s");
    await page.keyboard.press(".");
    await page.getByText(/^Left foot, step \d+ of \d+: heel off at/).waitFor();
    await page.keyboard.press(".");
    await page.getByText(/: toe off at/).waitFor();
  });

  test("moves an event by keyboard and by mouse, undoes and redoes it, saves, and brings the found ones back", async () => {
    const charts = page.getByRole("application", { name: "Signals of the walk" });
    const said = page.locator(".gait-viewer output.frame-value");
    const before = await said.innerText();
    await charts.focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => said.innerText()).not.toBe(before);
    await page.getByText("1 step changed, not yet saved.").waitFor();
    for (let press = 0; press < 4; press++) await page.keyboard.press("Control+z");
    await page.getByText("Nothing is changed.").waitFor();
    for (let press = 0; press < 4; press++) await page.keyboard.press("Control+y");
    await page.getByText("1 step changed, not yet saved.").waitFor();

    const over = page.locator(".gait-chart .u-over").first();
    const box = (await over.boundingBox())!;
    await page.keyboard.press(".");
    const stance = await number("Stance time");
    // Along the picture until an event is under the pointer, which then shows it can be moved.
    let at = 0.2;
    for (; at < 0.9; at += 0.004) {
      await page.mouse.move(box.x + box.width * at, box.y + box.height / 2);
      if ((await over.evaluate((element) => element.style.cursor)) === "ew-resize") break;
    }
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * at + 12, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await page.getByRole("button", { name: "Save and measure anew" }).click();
    await page.getByText("events corrected by staff").waitFor();
    expect(await number("Stance time")).not.toBeNaN();
    await page.locator("summary", { hasText: "What was put right on this walk" }).click();
    await look(page, "staff-walk-corrected");
    await page
      .getByRole("button", { name: /^Bring back the reading/ })
      .last()
      .click();
    await page.getByText("events corrected by staff").waitFor({ state: "detached" });
    expect(await number("Stance time")).toBe(stance);
  });

  test("removes a step, adds one where it is missing, and sees both counted after saving", async () => {
    const counted = async (): Promise<string> => (await page.locator(".stride-counts li").allInnerTexts()).join(" ");
    const history = page.locator("summary", { hasText: "What was put right on this walk" });
    const found = await counted();
    const remove = async (): Promise<void> => {
      await page.locator(".gait-chart canvas").first().waitFor();
      for (let press = 0; press < 8; press++) await page.getByRole("button", { name: "Next event" }).click();
      await page.getByRole("button", { name: "Remove step" }).click();
      await page.getByText(/^Removed step \d+ of the left foot/).waitFor();
    };
    await remove();
    await page.getByRole("button", { name: "Save and measure anew" }).click();
    await page.getByText("events corrected by staff").waitFor();
    expect(await counted()).not.toBe(found);
    await page.getByRole("button", { name: "Bring back the reading" }).last().click();
    await page.getByText("events corrected by staff").waitFor({ state: "detached" });
    expect(await counted()).toBe(found);

    await remove();
    await page.getByRole("button", { name: "Add step, left foot" }).click();
    await page.getByText(/^Left foot, step \d+ of \d+: toe off at/).waitFor();
    await page.getByRole("button", { name: "Save and measure anew" }).click();
    await page.getByText("events corrected by staff").waitFor();
    expect((await counted()).match(/of \d+ strides/g)).toEqual(found.match(/of \d+ strides/g));
    await page.getByRole("button", { name: "Bring back the reading" }).last().click();
    await page.getByText("events corrected by staff").waitFor({ state: "detached" });
    await history.click();
  });

  test("adds a walk of two files, tells what was not recognized, and compares two walks on a page of paper", async () => {
    await upload(...oneFileEach("after"));
    await page.getByRole("heading", { name: "Walk “after”", level: 2 }).waitFor();
    const text = await page.locator("main").innerText();
    expect(text).toContain("What could not be measured, and why");
    expect(text).toContain("Missing: step time, single support, double support.");
    await page.locator("summary", { hasText: "How the files were read" }).click();
    await page.fill("#height", "1.72");
    await page.getByRole("button", { name: "Measure anew", exact: true }).click();
    await page.getByRole("alert").getByText("The height is a number from 50 to 250 cm; “1.72” is not.").waitFor();
    await page.fill("#height", "172");
    for (const at of [0, 1]) await page.fill(`[id="rate:${at}"]`, "204.8");
    await page.selectOption('[id="placement:0"]', "right-foot");
    await page.selectOption('[id="placement:1"]', "left-foot");
    await page.getByRole("button", { name: "Measure anew", exact: true }).click();
    await page.getByText("2 readings").waitFor();
    await look(page, "staff-walk-told");
    await page.locator("#with").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByText("The whole walk, before and after").waitFor();
    await look(page, "staff-walk-compared");
    expect(await printedPages()).toBe(1);
  });

  test("refuses a file that is no walk, and the same walk twice, with what to do", async () => {
    const nothing = join(scratch, "letter.csv");
    writeFileSync(nothing, "Dear colleague,\nthank you for the referral.\n");
    await upload(nothing);
    await page.getByRole("alert").getByText("The walk was not added.").waitFor();
    await look(page, "staff-walks-refused");
    await upload(WALK);
    await page.getByText(`one of its files is already here, in “${basename(WALK, ".csv.gz")}”`).waitFor();
  });

  test("finds a walk in the record of a made-up runner from the start", async () => {
    await page.goto(`${clinic.url}/staff/patients?q=Sample-Runner`);
    await page.locator('main a[href^="/staff/patients/"]', { hasText: "Sample-Runner" }).first().click();
    await page.getByRole("heading", { name: "Walks" }).waitFor();
    await page.getByRole("link", { name: "walk", exact: true }).click();
    await page.locator(".gait-chart canvas").nth(1).waitFor();
    expect(await number("Stride length")).toBeCloseTo(1.37, 1);
  });

  test("withdraws a walk and takes it back", async () => {
    await page.goto(`${record}/walks`);
    await page.getByRole("button", { name: "Withdraw after" }).click();
    await page.getByText("no longer counts in the result").waitFor();
    await look(page, "staff-walks");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Withdraw after" }).waitFor();
  });

  test("gives the signal of a walk to nobody at the front desk or signed out", async () => {
    await page.getByRole("link", { name: "after" }).click();
    await page.getByRole("heading", { name: "Walk “after”", level: 2 }).waitFor();
    const signal = `${page.url()}/signal?sensor=left`;
    expect((await page.request.get(signal)).headers()["content-type"]).toBe("application/octet-stream");
    expect((await fetch(signal, { redirect: "manual" })).status).toBe(302);
    const desk = await browser.newContext();
    const sign = await desk.newPage();
    await sign.goto(`${clinic.url}/sign-in`);
    await sign.fill("#email", "desk@plumbline.example");
    await sign.fill("#password", "plumb-line-demo-2026");
    await sign.click('main button[type="submit"]');
    await sign.waitForURL(/\/staff/);
    expect((await desk.request.get(signal)).status()).toBe(403);
    await desk.close();
  });
});
