import type { Page } from "playwright-core";

/** What a made-up person says: ticks, a choice or a number by page id. Every other page gets "no" where it can. */
export type Story = Readonly<Record<string, readonly string[] | string>>;

/** Heel pain in the morning, and a back that began to ache months later. */
export const HEEL_STORY: Story = {
  age: "54",
  sex: "female",
  where: ["s_back_pain", "place_heel"],
  side: "left",
  duration: "3-12 months",
  "came-first": "foot",
  severity: "5",
  "heel-where": ["f_first_step", "f_heel_inner"],
  load: ["f_foot_pain", "h_standing_job"],
};

/** Cannot pass urine, numb where one sits: stops at once. */
export const EMERGENCY_STORY: Story = {
  age: "61",
  sex: "male",
  where: ["s_back_pain"],
  "bladder-and-saddle": ["r_saddle_numb", "r_urine_retention"],
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
    if (answered.length > 60) throw new Error(`The interview does not end: ${answered.join(" ")}`);
    await answerPage(page, story[id]);
    answered.push(id);
  }
}

export async function answerPage(page: Page, said: readonly string[] | string | undefined): Promise<void> {
  const wanted = typeof said === "string" ? [said] : (said ?? []);
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
