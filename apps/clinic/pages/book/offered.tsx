import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useLoaderData } from "react-router";
import type { Clinic } from "../../server/clinic.ts";
import { clinicContext } from "../context.ts";
import { clockText, whenText, zoneText } from "../time.ts";
import { visitMail } from "./visit-mail.ts";

export function meta() {
  return [{ title: "A time is free – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const offer = await offerOfLink(clinic, params.token);
  const { offices, clinicians, services } = await clinic.store.readSetUp(clinic.db, clinic.now());
  const { slot } = offer;
  const office = offices.find(({ id }) => id === slot.officeId);
  const visit = await clinic.store.findVisit(clinic.db, offer.visitId ?? offer.insteadOf ?? "");
  const timeZone = office?.timeZone ?? "UTC";
  return {
    state: offer.state,
    when: whenText(slot.startMs, timeZone),
    officeName: office?.name ?? "",
    addressLines: office?.addressLines ?? [],
    phone: office?.phone ?? "",
    clinicianName: clinicians.find(({ id }) => id === slot.clinicianId)?.name ?? "",
    service: services.find(({ id }) => id === offer.serviceId)?.patientName ?? "",
    until: `${clockText(offer.expiresAtMs, timeZone)}, ${zoneText(timeZone)}`,
    instead: offer.insteadOf === null || visit === null ? null : whenText(visit.startMs, visit.timeZone),
    visitHref: visit === null ? null : `/visit/${clinic.derivedToken("visit", visit.bookingKey)}`,
  };
}

/** Only a button answers: programs that look at the links of an e-mail open them all. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const { clinic, requestId } = context.get(clinicContext);
  await offerOfLink(clinic, params.token);
  const form = await request.formData();
  const tokenHash = clinic.hashToken(params.token ?? "");
  const shared = { tokenHash, actor: { name: "patient", role: null, requestId }, nowMs: clinic.now() };
  if (form.get("do") === "decline") {
    await clinic.store.declineOffer(clinic.db, shared);
    throw redirect(`/offer/${params.token}`, 303);
  }
  const offices = await clinic.store.listOffices(clinic.db);
  const taken = await clinic.store.takeOffer(clinic.db, {
    ...shared,
    mail: (news) => visitMail(clinic, news, offices),
    manageTokenHashOf: (key) => clinic.hashToken(clinic.derivedToken("visit", key)),
  });
  if (taken.kind === "booked") clinic.wakeMail();
  throw redirect(`/offer/${params.token}`, 303);
}

/** @throws a 404 page in plain words when no offer has this token. */
async function offerOfLink(clinic: Clinic, token: string | undefined) {
  const offer = await clinic.store.findOffer(clinic.db, clinic.hashToken(token ?? ""), clinic.now());
  if (offer !== null) return offer;
  throw data("We find no time for this link. Check that you copied all of it, or call the office.", { status: 404 });
}

export default function Offered() {
  const page = useLoaderData<typeof loader>();
  const time = (
    <section className="chosen-time" aria-label="The time">
      <p>
        <strong>{page.when}</strong>
        <br />
        {page.service}, {[page.officeName, ...page.addressLines].join(", ")}, with {page.clinicianName}
      </p>
    </section>
  );
  if (page.state === "taken") {
    return (
      <div className="wrap narrow">
        <div className="notice good">
          <h1>The time is yours</h1>
          <p>We sent you an e-mail with all you need.</p>
        </div>
        {time}
        {page.visitHref !== null && (
          <p>
            <Link className="button" to={page.visitHref}>
              See your visit
            </Link>
          </p>
        )}
      </div>
    );
  }
  if (page.state !== "open") {
    return (
      <div className="wrap narrow">
        <h1>{page.state === "declined" ? "You let this time go" : "This time is no longer kept"}</h1>
        <p className="lead">
          {page.instead === null
            ? "You stay on our list."
            : `Your visit stays on ${page.instead}, and you stay on our list.`}{" "}
          We write to you when another time becomes free.
        </p>
        <p>
          Rather talk to a person? Call us at <a href={`tel:${page.phone}`}>{page.phone}</a>.
        </p>
      </div>
    );
  }
  return (
    <div className="wrap narrow">
      <h1>A time is free for you</h1>
      {time}
      <p>We keep it for you until {page.until}.</p>
      {page.instead !== null && (
        <p>
          If you take it, it replaces your visit on <strong>{page.instead}</strong>.
        </p>
      )}
      <Form method="post" className="row">
        <button className="button" name="do" value="take">
          Yes, take this time
        </button>
        <button className="button quiet" name="do" value="decline">
          No, let it go
        </button>
      </Form>
    </div>
  );
}
