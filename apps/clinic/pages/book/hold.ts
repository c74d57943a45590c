import { data, redirect } from "react-router";
import type { ActionFunctionArgs } from "react-router";
import { clinicContext } from "../context.ts";
import { clockText } from "../time.ts";
import { interviewBeforeBooking } from "./before-booking.ts";
import { choiceFromQuery } from "./choice.ts";
import { holdCookie, holdToken } from "./hold-cookie.ts";
import { loadCatalog } from "./offer.ts";
import { parseSlotKey } from "./slot-key.ts";

/** Nothing to see here: a link leads back to the times. */
export function loader() {
  return redirect("/book");
}

/**
 * Keeps a time for who is about to fill in the form. Only a form's own request does it: whoever looks at links, a search
 * engine or a preview, holds nothing. Without it the form books all the same, while the time is free.
 */
export async function action({ context, request }: ActionFunctionArgs) {
  const { clinic, address } = context.get(clinicContext);
  const [catalog] = await Promise.all([loadCatalog(clinic), interviewBeforeBooking(clinic, request)]);
  const form = await request.formData();
  const query = new URLSearchParams({ service: String(form.get("service") ?? "") });
  const { serviceId } = choiceFromQuery(query, catalog);
  const service = catalog.services.find(({ id }) => id === serviceId);
  const slot = service === undefined ? null : parseSlotKey(String(form.get("slot") ?? ""), service.durationMin);
  if (service === undefined || slot === null) {
    throw data("This time is not known. Go back and choose one of the times shown.", { status: 400 });
  }
  const token = holdToken(request) ?? clinic.newToken();
  const result = await clinic.store.holdSlot(clinic.db, {
    slot,
    serviceId: service.id,
    tokenHash: clinic.hashToken(token),
    // Hashed with the clinic's secret: holds are counted by address, and no address is kept.
    addressHash: clinic.derivedToken("hold address", address),
    nowMs: clinic.now(),
  });
  if (result.kind !== "held") return data({ keptUntil: null }, { status: 409 });
  const zone = catalog.offices.find(({ id }) => id === slot.officeId)?.timeZone ?? "UTC";
  return data(
    { keptUntil: clockText(result.hold.expiresAtMs, zone) },
    { headers: { "Set-Cookie": holdCookie(token, clinic.publicUrl) } },
  );
}
