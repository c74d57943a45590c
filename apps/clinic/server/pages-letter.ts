/**
 * The e-mail that leads a patient to their own pages. As of visits, it says nothing of health: not that there is a plan,
 * an exercise or a question, only that there is something to read.
 *
 * @param news - `link`: asked for by the office. `something-new`: a page has changed.
 */
export function pagesLetter(
  news: "link" | "something-new",
  { name, url, officePhone }: { readonly name: string; readonly url: string; readonly officePhone: string },
): { readonly subject: string; readonly body: string } {
  const subject = news === "link" ? "Your own pages at Plumbline" : "There is something new for you at Plumbline";
  const first =
    news === "link"
      ? "Here is the link to your own pages at our office."
      : "There is something new on your own pages at our office.";
  const paragraphs = [
    `Hello ${name},`,
    first,
    `Open this page:\n${url}`,
    "It asks for your date of birth first.",
    "Keep this link to yourself. If you did not expect it, do not open it, and call us.",
    `Questions? Call us at ${officePhone}.`,
    "Plumbline",
  ];
  return { subject, body: `${paragraphs.join("\n\n")}\n` };
}
