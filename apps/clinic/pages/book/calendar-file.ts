import type { LoaderFunctionArgs } from "react-router";
import { clinicContext } from "../context.ts";
import { visitCalendarFile } from "./visit-calendar.ts";
import { visitOfLink } from "./visit-view.ts";

/** `/visit/:token/visit.ics`: the visit for the person's own calendar; a cancelled one takes itself out of it. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const visit = await visitOfLink(clinic, params.token);
  const offices = await clinic.store.listOffices(clinic.db);
  const office = offices.find(({ id }) => id === visit.officeId);
  if (office === undefined)
    throw new RangeError(`Visit ${visit.id} is at office "${visit.officeId}", which is not there.`);
  return new Response(visitCalendarFile(clinic, visit, office), {
    headers: {
      "Content-Type": `text/calendar; charset=utf-8; method=${visit.status === "cancelled" ? "CANCEL" : "PUBLISH"}`,
      "Content-Disposition": 'attachment; filename="visit.ics"',
    },
  });
}
