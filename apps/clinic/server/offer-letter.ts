import type { Office, Slot } from "@plumbline/clinical-model";
import { clockText, dayText, whenText } from "../pages/time.ts";

/**
 * The e-mail about a time that became free. As with every letter, it says when and where, and nothing of health.
 *
 * @param link - Where the person takes the time or lets it go.
 */
export function offerLetter(
  {
    slot,
    expiresAtMs,
    patientName,
  }: { readonly slot: Slot; readonly expiresAtMs: number; readonly patientName: string },
  office: Pick<Office, "name" | "addressLines" | "phone" | "timeZone">,
  clinicianName: string,
  link: string,
): { readonly subject: string; readonly body: string } {
  const { timeZone } = office;
  const paragraphs = [
    `Hello ${patientName},`,
    "You asked us to tell you when a time becomes free. Here is one:",
    [
      `When: ${whenText(slot.startMs, timeZone)}`,
      `With: ${clinicianName}`,
      `Where: Plumbline ${office.name}`,
      ...office.addressLines,
    ].join("\n"),
    `We keep it for you until ${clockText(expiresAtMs, timeZone)} today. To take it, or to let it go, open this page:\n${link}`,
    "If you do nothing, it goes to the next person, and you stay on our list.",
    `Questions? Call us at ${office.phone}.`,
    "Plumbline",
  ];
  const short = `${dayText(slot.startMs, timeZone)}, ${clockText(slot.startMs, timeZone)}`;
  return { subject: `A time is free for you: ${short}`, body: `${paragraphs.join("\n\n")}\n` };
}
