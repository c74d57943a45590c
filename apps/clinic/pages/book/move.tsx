import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData } from "react-router";
import type { Clinic } from "../../server/clinic.ts";
import type { Visit } from "../../store/index.ts";
import { BookingChooser } from "../../ui/booking-chooser.tsx";
import { ChoiceForm } from "../../ui/booking-choice-form.tsx";
import { clinicContext } from "../context.ts";
import { whenText, zoneText } from "../time.ts";
import { choiceFromQuery, queryFromChoice } from "./choice.ts";
import { chooserTimes, findFreeTimes, loadCatalog, timeButton } from "./offer.ts";
import { parseSlotKey, slotKey } from "./slot-key.ts";
import { visitMail } from "./visit-mail.ts";
import { viewVisit, visitOfLink } from "./visit-view.ts";

export function meta() {
  return [{ title: "Move your visit – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const visit = await openVisitOfLink(clinic, params.token);
  const catalog = await loadCatalog(clinic);
  const query = new URL(request.url).searchParams;
  // At first the visit's own office; once the form is sent, what it says.
  const asked = choiceFromQuery(query, catalog);
  const choice = {
    ...asked,
    serviceId: visit.serviceId,
    officeId: query.has("office") || query.has("step") ? asked.officeId : visit.officeId,
  };
  const slots = await findFreeTimes(clinic, catalog, choice, { visit });
  const slot = parseSlotKey(query.get("slot"), (visit.endMs - visit.startMs) / 60_000);
  const picked = slot === null ? undefined : slots.find((free) => slotKey(free) === slotKey(slot));
  const path = `/visit/${params.token}`;
  // "Any office" must stay in the address: without a word of the office it would be the visit's own again.
  const more = choice.officeId === null ? { step: "times" } : {};
  return {
    path,
    now: { when: whenText(visit.startMs, visit.timeZone), officeName: visit.officeName },
    choice: { ...choice, serviceId: null },
    more: more as Readonly<Record<string, string>>,
    options: { services: [], offices: catalog.offices, clinicians: catalog.clinicians },
    times: chooserTimes(slots, catalog, choice.day),
    picked: picked === undefined ? null : timeButton(picked, catalog),
    wasTaken: slot !== null && picked === undefined,
    zone: zoneText(visit.timeZone),
  };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { clinic, requestId } = context.get(clinicContext);
  const visit = await openVisitOfLink(clinic, params.token);
  const form = await request.formData();
  const slot = parseSlotKey(String(form.get("slot") ?? ""), (visit.endMs - visit.startMs) / 60_000);
  if (slot === null) throw redirect(`/visit/${params.token}/move`, 303);
  const moved = await clinic.store.moveVisit(clinic.db, {
    visitId: visit.id,
    slot,
    mail: visitMail(clinic, "moved", await clinic.store.listOffices(clinic.db)),
    nowMs: clinic.now(),
    actor: { name: "patient", role: null, requestId },
  });
  if (moved.kind === "taken") return data({ wasTaken: true }, 409);
  clinic.wakeMail();
  throw redirect(`/visit/${params.token}${moved.kind === "moved" ? "?done=moved" : ""}`, 303);
}

/** Of a visit that can no longer be moved, its own page says why. */
async function openVisitOfLink(clinic: Clinic, token: string | undefined): Promise<Visit> {
  const visit = await visitOfLink(clinic, token);
  if ((await viewVisit(clinic, visit)).state !== "open") throw redirect(`/visit/${token}`);
  return visit;
}

export default function MoveVisit() {
  const page = useLoaderData<typeof loader>();
  const { path, now, choice, more, options, times, picked, zone } = page;
  const wasTaken = useActionData<typeof action>()?.wasTaken === true || page.wasTaken;
  const chooseHref = (day: string | null) => `${path}/move${queryFromChoice({ ...choice, day }, more)}`;
  if (picked !== null && !wasTaken) {
    return (
      <div className="wrap narrow">
        <h1>Move your visit?</h1>
        <dl className="visit-details">
          <div>
            <dt>From</dt>
            <dd>
              {now.when}
              <br />
              {now.officeName}
            </dd>
          </div>
          <div>
            <dt>To</dt>
            <dd>
              <strong>
                {picked.day}, {picked.clock}, {zone}
              </strong>
              <br />
              {picked.officeName}, with {picked.clinicianName}
            </dd>
          </div>
        </dl>
        <Form method="post" className="row">
          <input type="hidden" name="slot" value={picked.key} />
          <button className="button" type="submit">
            Yes, move my visit
          </button>
          <Link className="button quiet" to={chooseHref(choice.day)}>
            Choose another time
          </Link>
        </Form>
        <p>
          <Link className="tap" to={path}>
            Keep it as it is
          </Link>
        </p>
      </div>
    );
  }
  return (
    <div className="wrap">
      <h1>Move your visit</h1>
      {wasTaken && (
        <div className="notice caution" role="alert">
          <p>
            {/* Refused, and yet free: this person is at another visit then. */}
            <strong>{picked === null ? "That time was just taken." : "You have another visit then."}</strong> Your visit
            is still as it was. Choose another time.
          </p>
        </div>
      )}
      <p className="lead">
        It is now on {now.when}, in {now.officeName}.
      </p>
      <p>
        <Link className="tap" to={path}>
          Keep it as it is
        </Link>
      </p>
      <details className="choice-so-far">
        <summary>
          <span>
            {options.offices.find(({ id }) => id === choice.officeId)?.name ?? "Any office"} ·{" "}
            {options.clinicians.find(({ id }) => id === choice.clinicianId)?.name ?? "Anyone"}
          </span>
          <span className="change">Change</span>
        </summary>
        <ChoiceForm key={chooseHref(null)} action={`${path}/move`} options={options} chosen={choice} />
      </details>
      {times.first === null ? (
        <p className="notice caution">No free time fits this choice. Choose another office or another person.</p>
      ) : (
        <BookingChooser
          times={times}
          dayHref={chooseHref}
          timeHref={(slot) => `${path}/move${queryFromChoice(choice, { ...more, slot })}`}
        />
      )}
    </div>
  );
}
