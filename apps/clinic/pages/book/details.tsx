import type { ActionFunctionArgs, LoaderFunctionArgs, ShouldRevalidateFunctionArgs } from "react-router";
import { useEffect } from "react";
import { Form, Link, data, redirect, useActionData, useFetcher, useLoaderData, useNavigation } from "react-router";
import type { Slot } from "@plumbline/clinical-model";
import type { Clinic } from "../../server/clinic.ts";
import { clinicContext } from "../context.ts";
import "../../ui/booking.css";
import { BirthDateField } from "../../ui/birth-date-field.tsx";
import { JustTaken } from "../../ui/booking-taken.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { dayOf } from "@plumbline/scheduling";
import { zoneText } from "../time.ts";
import type { action as holdAction } from "./hold.ts";
import { interviewBeforeBooking } from "./before-booking.ts";
import { choiceFromQuery, queryFromChoice } from "./choice.ts";
import type { Choice } from "./choice.ts";
import { nearestSlots } from "./free-days.ts";
import { holdTokenHash } from "./hold-cookie.ts";
import { findFreeTimes, loadCatalog, timeButton } from "./offer.ts";
import type { Catalog } from "./offer.ts";
import { checkPerson, typedPerson } from "./person-form.ts";
import type { PersonError } from "./person-form.ts";
import { parseSlotKey, slotKey } from "./slot-key.ts";
import { visitMail } from "./visit-mail.ts";

/** More than this is either a mistake or somebody keeping others out. */
const MOST_OPEN_VISITS = 3;
const NEAREST_SHOWN = 4;
const HOLD_PATH = "/book/hold";

export function meta() {
  return [{ title: "Your details – Plumbline" }];
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const { catalog, choice, slot } = await readStep(clinic, request);
  const office = catalog.offices.find(({ id }) => id === slot.officeId) ?? catalog.offices[0]!;
  return {
    formKey: clinic.newToken(),
    serviceId: choice.serviceId,
    slot: await offerAround(clinic, request, catalog, choice, slot),
    service: catalog.services.find(({ id }) => id === choice.serviceId)?.patientName ?? "",
    zone: zoneText(office.timeZone),
    officePhone: office.phone,
    backHref: `/book${queryFromChoice(choice)}`,
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { clinic, requestId } = context.get(clinicContext);
  const form = await request.formData();
  const { catalog, choice, slot, interviewId } = await readStep(clinic, request, form.get("slot"));
  const formKey = String(form.get("formKey") ?? "");
  const token = clinic.derivedToken("visit", formKey);
  const manageTokenHash = clinic.hashToken(token);
  const confirmation = () => redirect(`/book/done/${token}`, 303);
  // A form that comes twice, by a double click or by going back, is answered by the visit it made the first time.
  if ((await clinic.store.findVisitByToken(clinic.db, manageTokenHash)) !== null) throw confirmation();

  const office = catalog.offices.find(({ id }) => id === slot.officeId) ?? catalog.offices[0]!;
  const typed = typedPerson(form);
  const nowMs = clinic.now();
  const { person, errors } = checkPerson(typed, {
    today: dayOf(nowMs, office.timeZone),
    officePhone: office.phone,
  });
  const again = async (problems: readonly PersonError[], status: number, wasRefused = false) => {
    const offer = await offerAround(clinic, request, catalog, choice, slot, wasRefused);
    return data(
      { typed, errors: problems, slot: offer, formKey: formKey === "" ? clinic.newToken() : formKey },
      status,
    );
  };
  if (person === null) return again(errors, 422);
  if (formKey === "") return again([], 422);

  const booking = await clinic.store.bookVisit(clinic.db, {
    slot,
    serviceId: choice.serviceId,
    patient: person,
    interviewId,
    manageTokenHash,
    idempotencyKey: formKey,
    mail: visitMail(clinic, "booked", catalog.offices),
    nowMs,
    source: "online",
    holdTokenHash: holdTokenHash(clinic, request),
    mostOpenVisits: MOST_OPEN_VISITS,
    actor: { name: "patient", role: null, requestId },
  });
  if (booking.kind === "taken") return again([], 409, true);
  if (booking.kind === "too-many") {
    const message = `You already have ${booking.openVisits} visits booked. To book one more, call us at ${office.phone}.`;
    return again([{ fieldId: "email", message }], 409);
  }
  clinic.wakeMail();
  throw confirmation();
}

/** What the address and the form say: the choice and the time. Without them there is nothing to fill in for. */
async function readStep(clinic: Clinic, request: Request, slotOfForm: FormDataEntryValue | null = null) {
  const [catalog, interviewId] = await Promise.all([loadCatalog(clinic), interviewBeforeBooking(clinic, request)]);
  const query = new URL(request.url).searchParams;
  const choice = choiceFromQuery(query, catalog);
  const service = catalog.services.find(({ id }) => id === choice.serviceId);
  const text = typeof slotOfForm === "string" ? slotOfForm : query.get("slot");
  const slot = service === undefined ? null : parseSlotKey(text, service.durationMin);
  if (service === undefined || slot === null) throw redirect(`/book${queryFromChoice(choice)}`);
  return { catalog, choice: { ...choice, serviceId: service.id }, slot, interviewId };
}

/**
 * The time that was asked for, or, when it cannot be had, the times nearest to it.
 *
 * @param wasRefused - The store did not book it. When it is free all the same, the person has another visit then.
 */
async function offerAround(
  clinic: Clinic,
  request: Request,
  catalog: Catalog,
  choice: Choice & { readonly serviceId: string },
  slot: Slot,
  wasRefused = false,
) {
  const own = { holdTokenHash: holdTokenHash(clinic, request) };
  const { officeId, clinicianId } = slot;
  const key = slotKey(slot);
  const free = await findFreeTimes(clinic, catalog, { ...choice, officeId, clinicianId }, own);
  const isFree = free.some((other) => slotKey(other) === key);
  const lost = !isFree ? ("taken" as const) : wasRefused ? ("other-visit" as const) : null;
  const others = lost === null ? [] : await findFreeTimes(clinic, catalog, choice, own);
  const possible = others.filter(({ startMs, endMs }) =>
    isFree ? endMs <= slot.startMs || startMs >= slot.endMs : true,
  );
  const nearest = nearestSlots(possible, slot, NEAREST_SHOWN).map((other) => timeButton(other, catalog));
  return { ...timeButton(slot, catalog), lost, nearest };
}

/** A time that is kept changes nothing on this page; one that was lost is to be seen at once. */
export function shouldRevalidate({ formAction, actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formAction === HOLD_PATH ? actionStatus !== 200 : defaultShouldRevalidate;
}

export default function Details() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const isSending = useNavigation().state === "submitting";
  const slot = failed?.slot ?? page.slot;
  const typed = failed?.typed;
  const errors = failed?.errors ?? [];
  const errorOf = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.message;
  const birthError = errors.find(({ fieldId }) => fieldId.startsWith("birth"));
  const consentError = errorOf("contactConsent");
  return (
    <div className="wrap narrow">
      <ErrorSummary errors={errors} />
      <p className="eyebrow">Step 3 of 3</p>
      <h1>Your details</h1>
      <Form method="post">
        <input type="hidden" name="formKey" value={failed?.formKey ?? page.formKey} />
        {slot.lost === null ? (
          <>
            <input type="hidden" name="slot" value={slot.key} />
            <section className="chosen-time" aria-label="The time you chose">
              <p>
                <strong>
                  {slot.day}, {slot.clock}, {page.zone}
                </strong>
                <br />
                {page.service}, {slot.officeName}, with {slot.clinicianName}
              </p>
              <KeptTime key={slot.key} serviceId={page.serviceId} slotKey={slot.key} />
              <p>
                <Link className="tap" to={page.backHref}>
                  Choose another time
                </Link>
              </p>
            </section>
          </>
        ) : (
          <JustTaken time={slot} why={slot.lost} nearest={slot.nearest} zone={page.zone} moreHref={page.backHref} />
        )}
        <TextField
          id="givenName"
          label="First name"
          autoComplete="given-name"
          maxLength={100}
          defaultValue={typed?.givenName}
          error={errorOf("givenName")}
        />
        <TextField
          id="familyName"
          label="Last name"
          autoComplete="family-name"
          maxLength={100}
          defaultValue={typed?.familyName}
          error={errorOf("familyName")}
        />
        <BirthDateField typed={typed} error={birthError} />
        <TextField
          id="phone"
          label="Phone"
          hint="With the area code. We call only if something changes."
          type="tel"
          autoComplete="tel"
          maxLength={40}
          defaultValue={typed?.phone}
          error={errorOf("phone")}
        />
        <TextField
          id="email"
          label="E-mail"
          hint="We send the time, the address and a link to change your visit."
          type="text"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          defaultValue={typed?.email}
          error={errorOf("email")}
        />
        <div className="consent">
          {consentError !== undefined && (
            <p className="error-text" id="contactConsent-error">
              <span className="visually-hidden">Error: </span>
              {consentError}
            </p>
          )}
          <label className={consentError === undefined ? "choice" : "choice wrong"}>
            <input
              type="checkbox"
              id="contactConsent"
              name="contactConsent"
              value="yes"
              defaultChecked={typed?.contactConsent === "yes"}
              aria-invalid={consentError === undefined ? undefined : true}
              aria-describedby={consentError === undefined ? undefined : "contactConsent-error"}
            />
            <span>You may write or call me about this visit.</span>
          </label>
        </div>
        <section className="notice">
          <h2>What happens next</h2>
          <ol>
            <li>You see your visit on the next page.</li>
            <li>We send you an e-mail. It says nothing about your health.</li>
            <li>You can move or cancel your visit with the link in it.</li>
          </ol>
        </section>
        <button className="button" type="submit" aria-disabled={isSending || undefined}>
          {isSending ? "Booking…" : "Book this visit"}
        </button>
      </Form>
    </div>
  );
}

/** Asks for the time to be kept while the form is filled in, and says until when. Without script nothing is kept. */
function KeptTime({ serviceId, slotKey }: { readonly serviceId: string; readonly slotKey: string }) {
  const hold = useFetcher<typeof holdAction>();
  const { submit } = hold;
  useEffect(() => {
    void submit({ service: serviceId, slot: slotKey }, { method: "post", action: HOLD_PATH });
  }, [submit, serviceId, slotKey]);
  const keptUntil = hold.data?.keptUntil ?? null;
  return (
    <p className="soft" aria-live="polite">
      {keptUntil !== null && `We keep this time for you until ${keptUntil}.`}
    </p>
  );
}
