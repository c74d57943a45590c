import type { Page } from "playwright-core";

/**
 * What a made-up person says, whatever the order of pages: places and findings they say yes to, and words for the pages
 * that ask for one. Every other page gets "no" where it can.
 */
export interface Story {
  readonly has: readonly string[];
  readonly says: Readonly<Record<string, string>>;
}

/** Heel pain in the morning, and a back that began to ache months later. */
export const HEEL_STORY: Story = {
  has: ["s_back_pain", "place_heel", "f_first_step", "f_heel_inner", "f_foot_pain", "h_standing_job"],
  says: {
    age: "54",
    sex: "female",
    worst: "place_heel",
    side: "left",
    duration: "3-12 months",
    "came-first": "foot",
    severity: "5",
  },
};

/** Cannot pass urine, numb where one sits: stops at once. */
export const EMERGENCY_STORY: Story = {
  has: ["s_back_pain", "r_saddle_numb", "r_urine_retention"],
  says: { age: "61", sex: "male" },
};

/** From the start page of the check, through the consent, to its first question. */
export async function consent(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/check`);
  await page.check("#consent");
  await page.click('button[value="start"]');
  await page.waitForURL(/\/check\/q\//);
}

/** Answers pages until the interview is over, or until `before` is reached. @returns The ids of the pages answered. */
export async function answerAll(
  page: Page,
  story: Story,
  before: (id: string) => boolean = () => false,
): Promise<string[]> {
  const answered: string[] = [];
  for (;;) {
    const id = /\/check\/q\/([^/?#]+)/.exec(page.url())?.[1];
    if (id === undefined || before(id)) return answered;
    if (answered.length > 80) throw new Error(`The interview does not end: ${answered.join(" ")}`);
    const isQuestion = story.has.includes(id);
    await answerPage(page, [...(isQuestion ? ["yes"] : []), ...[story.says[id] ?? story.has].flat()]);
    answered.push(id);
  }
}

/** @param wanted - What to type, or to choose of what is offered; without any of it, "no" or "I don't know". */
export async function answerPage(page: Page, wanted: readonly string[]): Promise<void> {
  const typed = page.locator('input[name="answer"]:not([type])');
  if ((await typed.count()) > 0 && wanted[0] !== undefined) {
    await typed.fill(wanted[0]);
  } else {
    const values = await page
      .locator('input[name="answer"]')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    const fitting = wanted.filter((value) => values.includes(value));
    const fallback = ["none-of-these", "no"].find((value) => values.includes(value)) ?? "dont-know";
    const isConfirm = /\/check\/q\/confirm/.test(page.url());
    const chosen = fitting.length > 0 ? fitting : isConfirm ? ["dont-know"] : [fallback];
    for (const value of chosen) await page.check(`input[name="answer"][value="${value}"]`);
  }
  await page.click('main button[type="submit"]');
  await page.waitForLoadState();
}
