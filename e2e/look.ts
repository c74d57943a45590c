import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Page } from "playwright-core";
import { seriousViolations } from "./accessibility.ts";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

/**
 * Looks at the page as it stands, at the width of a phone and of a desk: axe finds nothing serious, nothing is cut off
 * sideways, there is one `h1`, and the link to the main content comes first. With `PLUMBLINE_SCREENSHOTS` set to a
 * folder, a picture of each is left there for people to look at.
 */
export async function look(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    const place = `${name} at ${viewport.width} px`;
    expect(await seriousViolations(page), place).toEqual([]);
    const frame = await page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      headings: document.querySelectorAll("h1").length,
      first: document.querySelector("a")?.textContent?.trim(),
    }));
    expect(frame, place).toEqual({ overflow: 0, headings: 1, first: "Skip to main content" });
    const folder = process.env.PLUMBLINE_SCREENSHOTS;
    if (folder === undefined) continue;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}-${viewport.width}.png`), fullPage: true });
  }
  if (before !== null) await page.setViewportSize(before);
}
