import type { Office } from "@plumbline/clinical-model";
import type { Visit } from "../store/index.ts";
import { clockText, dayText, whenText } from "../pages/time.ts";

export type VisitNews = "booked" | "moved" | "cancelled" | "reminder";

/** What a letter tells of a visit. Why a person comes is not here, and so cannot get into a letter. */
export type LetterVisit = Pick<Visit, "startMs" | "timeZone" | "patientName" | "clinicianName"> & {
  readonly isByVideo: boolean;
};

interface VisitLetter {
  readonly subject: string;
  readonly body: string;
}

/**
 * The e-mail about a visit. E-mail is read by others: on a locked screen, by a family, on its way. It says when and
 * where, and nothing of health; not even the kind of visit.
 *
 * @param links.manage - The person's own page of the visit: to move it, to cancel it, or, once cancelled, to book again.
 * @param links.answers - Where the person says that the answers given before the booking are theirs; null when nobody asks.
 */
export function visitLetter(
  news: VisitNews,
  visit: LetterVisit,
  office: Pick<Office, "name" | "addressLines" | "phone" | "mapUrl">,
  links: { readonly manage: string; readonly answers: string | null },
): VisitLetter {
  const when = whenText(visit.startMs, visit.timeZone);
  const short = `${dayText(visit.startMs, visit.timeZone)}, ${clockText(visit.startMs, visit.timeZone)}`;
  const place = visit.isByVideo
    ? "Where: by video. Before the visit we send you the link by e-mail."
    : [`Where: Plumbline ${office.name}`, ...office.addressLines, `Map: ${office.mapUrl}`].join("\n");
  const details = `When: ${when}\nWith: ${visit.clinicianName}\n${place}`;
  const beReady = visit.isByVideo ? "Please be ready 5 minutes early." : "Please come 10 minutes early.";
  const change = [
    "To move or cancel your visit, or to see what to bring, open this page:",
    links.manage,
    "Keep this link to yourself. Whoever has it can change your visit.",
  ].join("\n");
  const answers =
    links.answers === null
      ? []
      : [
          `One more step: tell us that the answers given before this booking are yours. Open this page:\n${links.answers}`,
        ];
  const questions = `Questions? Call us at ${office.phone}.`;

  const letters: Readonly<Record<VisitNews, { readonly subject: string; readonly paragraphs: readonly string[] }>> = {
    booked: {
      subject: `Your visit on ${short}`,
      paragraphs: [
        "Your visit is booked.",
        details,
        beReady,
        ...answers,
        "The attached file puts the visit into your calendar.",
        change,
        questions,
      ],
    },
    moved: {
      subject: `Your visit is moved to ${short}`,
      paragraphs: [
        "Your visit has a new time.",
        details,
        beReady,
        ...answers,
        "The attached file changes the visit in your calendar.",
        change,
        questions,
      ],
    },
    reminder: {
      subject: `A reminder of your visit on ${short}`,
      paragraphs: ["This is to remind you of your visit.", details, beReady, ...answers, change, questions],
    },
    cancelled: {
      subject: `Your visit on ${short} is cancelled`,
      paragraphs: [
        "Your visit is cancelled. You do not need to do anything.",
        `It was on ${when}.`,
        "The attached file takes the visit out of your calendar.",
        `To book again, open this page:\n${links.manage}`,
        `If you did not want this, call us at ${office.phone}.`,
      ],
    },
  };
  const { subject, paragraphs } = letters[news];
  return { subject, body: `${[`Hello ${visit.patientName},`, ...paragraphs, "Plumbline"].join("\n\n")}\n` };
}
