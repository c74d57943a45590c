/** `link`: asked for by the office. `something-new`: a page has changed. `questions`: we would like to hear from them. */
export type PagesNews = "link" | "something-new" | "questions";

const NEWS: Readonly<
  Record<PagesNews, { readonly subject: string; readonly first: string; readonly last: readonly string[] }>
> = {
  link: {
    subject: "Your own pages at Plumbline",
    first: "Here is the link to your own pages at our office.",
    last: [],
  },
  "something-new": {
    subject: "There is something new for you at Plumbline",
    first: "There is something new on your own pages at our office.",
    last: [],
  },
  questions: {
    subject: "We would like to hear from you",
    first: "We would like to hear from you. It takes about two minutes, on your own pages at our office.",
    last: ["You do not want letters like this one? Say so on the same page."],
  },
};

/**
 * The e-mail that leads a patient to their own pages. As of visits, it says nothing of health: not that there is a plan,
 * an exercise or a question of health, only that there is something to read.
 */
export function pagesLetter(
  news: PagesNews,
  { name, url, officePhone }: { readonly name: string; readonly url: string; readonly officePhone: string },
): { readonly subject: string; readonly body: string } {
  const { subject, first, last } = NEWS[news];
  const paragraphs = [
    `Hello ${name},`,
    first,
    `Open this page:\n${url}`,
    "It asks for your date of birth first.",
    "Keep this link to yourself. If you did not expect it, do not open it, and call us.",
    ...last,
    `Questions? Call us at ${officePhone}.`,
    "Plumbline",
  ];
  return { subject, body: `${paragraphs.join("\n\n")}\n` };
}
