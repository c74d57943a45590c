import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { findChromium, launchChromium } from "./chromium.ts";
import { newDataDir, removeDataDir, startClinicProcess } from "./clinic-process.ts";
import type { ClinicProcess } from "./clinic-process.ts";
import { look } from "./look.ts";

const executable = findChromium();
const dataDir = newDataDir();
const scratch = mkdtempSync(join(tmpdir(), "plumbline-recording-"));
const STEP = fileURLToPath(new URL("../examples/emed_test.lst", import.meta.url));
const WALK = join(scratch, "walk.asc");

describe.skipIf(executable === null)("a clinician with a pressure recording", () => {
  let clinic: ClinicProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const packed = new URL(
      "../packages/plantar-pressure/test-data/recordings/pressure_example.asc.gz",
      import.meta.url,
    );
    writeFileSync(WALK, gunzipSync(readFileSync(packed)));
    [clinic, browser] = await Promise.all([startClinicProcess(dataDir), launchChromium(executable!)]);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${clinic.url}/sign-in`);
    await page.fill("#email", "podiatrist@plumbline.example");
    await page.fill("#password", "plumb-line-demo-2026");
    await page.click('main button[type="submit"]');
    await page.waitForURL(/\/staff/);
    await page.goto(`${clinic.url}/staff/patients?q=Example-Heel`);
    await page.locator('main a[href^="/staff/patients/"]', { hasText: "Example-Heel" }).first().click();
    await page.waitForURL(/\/staff\/patients\/[^/?]+$/);
  });
  afterAll(async () => {
    await browser?.close();
    await clinic?.stop();
    removeDataDir(dataDir);
    rmSync(scratch, { recursive: true });
  });

  async function upload(file: string): Promise<void> {
    await page.goto(`${page.url().split("/recordings")[0]}/recordings`);
    await page.setInputFiles("#file", file);
    await page.click('button[value="upload"]');
    await page.getByRole("heading", { name: basename(file), level: 2 }).waitFor();
  }

  const heelShare = (): Promise<string> =>
    page
      .locator("tr", { has: page.locator(`th[scope="row"]`, { hasText: /^Heel$/ }) })
      .first()
      .locator("td")
      .nth(2)
      .innerText();

  async function printedPages(): Promise<number> {
    const margin = { top: "1cm", right: "1cm", bottom: "1cm", left: "1cm" };
    const pdf = (await page.pdf({ format: "A4", margin })).toString("latin1");
    return pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
  }

  test("moves a border by keyboard and by mouse, saves it, and brings the automatic one back", async () => {
    await upload(STEP);
    const automatic = await heelShare();
    await page.locator(".mask-editor summary").click();
    const shift = page.locator('input[name="shift:heel-midfoot"]');
    await shift.focus();
    for (let press = 0; press < 8; press++) await page.keyboard.press("ArrowUp");
    await expect.poll(() => shift.inputValue()).toBe("4");
    await page.getByRole("button", { name: "Undo, not yet saved" }).click();
    await expect.poll(() => shift.inputValue()).toBe("0");

    await page.locator(".heat-map > svg").scrollIntoViewIfNeeded();
    const line = await page.locator(".mask-border .handle").first().boundingBox();
    const at = { x: line!.x + line!.width / 2, y: line!.y + line!.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x, at.y - 40, { steps: 4 });
    await page.mouse.up();
    expect(Number(await shift.inputValue())).toBeGreaterThan(5);
    await page.getByRole("button", { name: "Save these regions" }).click();
    await page.getByText("Regions, corrected by staff").waitFor();
    expect(Number.parseFloat(await heelShare())).toBeGreaterThan(Number.parseFloat(automatic));
    await page.locator(".mask-editor summary").click();
    await look(page, "staff-recording-corrected");

    await page.getByRole("button", { name: "Back to automatic regions" }).click();
    await page.getByText("Regions, corrected by staff").waitFor({ state: "detached" });
    expect(await heelShare()).toBe(automatic);
  });

  test("gives a cell to another region by keyboard and by pointer, and takes it back", async () => {
    const automatic = await heelShare();
    await page.locator(".mask-editor summary").click();
    await page.locator(".cell-painter select").selectOption("metatarsal1");
    await page.getByRole("button", { name: "Paint in the picture" }).click();
    await page.locator(".heat-map .canvas").scrollIntoViewIfNeeded();
    const canvas = (await page.locator(".heat-map .canvas").boundingBox())!;
    await page.mouse.move(canvas.x + canvas.width * 0.25, canvas.y + canvas.height * 0.9);
    await page.mouse.down();
    await page.mouse.move(canvas.x + canvas.width * 0.35, canvas.y + canvas.height * 0.88, { steps: 12 });
    await page.mouse.up();
    await page.getByText(/cells are given to a region by hand/).waitFor();
    await page.getByRole("button", { name: "Stop painting" }).click();
    const given = await page.locator('input[name="cell"]').count();
    await page.getByRole("spinbutton", { name: "Row" }).fill("45");
    await page.getByRole("spinbutton", { name: "Column" }).fill("6");
    await page.getByRole("button", { name: "Give this cell" }).press("Enter");
    await page.getByText(`${given + 1} cells are given to a region by hand`).waitFor();
    await look(page, "staff-recording-painted");
    await page.getByRole("button", { name: "Save these regions" }).click();
    await page.getByText("Regions, corrected by staff").waitFor();
    expect(Number.parseFloat(await heelShare())).toBeLessThan(Number.parseFloat(automatic));
    await expect.poll(() => page.locator('input[name="cell"]').count()).toBe(given + 1);
    await page.locator(".mask-editor summary").click();
    await page.getByRole("button", { name: "Undo what was saved last" }).click();
    await page.getByText("Regions, corrected by staff").waitFor({ state: "detached" });
    expect(await heelShare()).toBe(automatic);
  });

  test("steps through the frames by keyboard, plays them, and goes back to the highest pressures", async () => {
    const slider = page.locator('input[type="range"]').first();
    const drawing = page.locator(".heat-map > svg").first();
    const peaks = await drawing.getAttribute("aria-label");
    await slider.focus();
    for (let press = 0; press < 12; press++) await page.keyboard.press("ArrowRight");
    await page.locator(".heat-map .moment").first().waitFor();
    await expect.poll(() => slider.getAttribute("aria-valuetext")).toMatch(/^\d\.\d\d s, frame 13 of \d+, \d+ N$/);
    await expect.poll(() => drawing.getAttribute("aria-label")).toContain("frame 13 of");
    await expect.poll(() => page.locator(".force-curves .moment").count()).toBe(1);
    await look(page, "staff-recording-frame");

    await page.getByRole("button", { name: "Play the right foot" }).click();
    await page.waitForFunction(
      () => Number(document.querySelector<HTMLInputElement>('input[type="range"]')?.value) > 14,
    );
    await page.getByRole("button", { name: "Pause the right foot" }).click();

    // Who wants little motion sees the end once, and no loop.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await slider.press("End");
    for (let press = 0; press < 3; press++) await slider.press("ArrowLeft");
    await page.getByRole("button", { name: "Play the right foot" }).click();
    await page.waitForFunction(() => {
      const input = document.querySelector<HTMLInputElement>('input[type="range"]');
      return input !== null && input.value === input.max;
    });
    await page.getByRole("button", { name: "Play the right foot" }).waitFor();
    await expect.poll(() => slider.inputValue()).toBe(await slider.getAttribute("max"));
    await page.emulateMedia({ reducedMotion: null });
    await page.getByRole("button", { name: "Highest pressures of the right foot" }).click();
    await expect.poll(() => drawing.getAttribute("aria-label")).toBe(peaks);
  });

  test("gives the pressures of the frames to nobody at the front desk or signed out", async () => {
    const frames = `${page.url().split("?")[0]}/frames?foot=0&from=0&to=1`;
    expect((await page.request.get(frames)).headers()["content-type"]).toBe("application/octet-stream");
    expect((await fetch(frames, { redirect: "manual" })).status).toBe(302);
    const desk = await browser.newContext();
    const sign = await desk.newPage();
    await sign.goto(`${clinic.url}/sign-in`);
    await sign.fill("#email", "desk@plumbline.example");
    await sign.fill("#password", "plumb-line-demo-2026");
    await sign.click('main button[type="submit"]');
    await sign.waitForURL(/\/staff/);
    expect((await desk.request.get(frames)).status()).toBe(403);
    await desk.close();
  });

  test("compares two recordings of a foot, sees the other foot of the day beside it, and prints to one page", async () => {
    const [before, after, other] = [
      join(scratch, "without.lst"),
      join(scratch, "with.lst"),
      join(scratch, "other.lst"),
    ];
    const text = readFileSync(STEP, "latin1");
    // The store keeps the same bytes once, so each copy gets a line end of its own.
    writeFileSync(before, `${text}\n`, "latin1");
    writeFileSync(after, `${text}\n\n`, "latin1");
    writeFileSync(other, `${text}\n\n\n`, "latin1");
    await upload(before);
    await upload(other);
    await page.getByRole("button", { name: "It is the left foot" }).click();
    await page.getByText("as told by staff").waitFor();
    await upload(after);
    expect(await page.locator(".foot-viewer h3").allInnerTexts()).toEqual([
      "Left foot, same day: other.lst",
      "Right foot",
    ]);
    await page.locator("#with").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByText("No change of the right foot is larger than steps differ by themselves.").waitFor();
    const row = page.locator("tr", { has: page.locator("th", { hasText: /^Arch index$/ }) }).last();
    expect(await row.locator("td").allInnerTexts()).toEqual(["0.225", "0.225", "0.000", "0.072", "no"]);
    await look(page, "staff-recording-compared");
    expect(await printedPages()).toBe(1);
  });

  test("sees steps, times of walking, and left against right of a walk in shoes, on one page of paper", async () => {
    await upload(WALK);
    const text = await page.locator("main").innerText();
    expect(text).toContain("19 steps, 14 of them used");
    expect(text).toMatch(/\d+ steps a minute; both feet bear load/);
    expect(text).toContain("Left against right");
    await expect.poll(() => page.locator(".heat-map circle").count()).toBe(2 * 99);
    await look(page, "staff-recording-walk");
    expect(await printedPages()).toBe(1);
  });
});
