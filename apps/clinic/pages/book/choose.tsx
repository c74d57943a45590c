import type { LoaderFunctionArgs } from "react-router";
import { useLoaderData } from "react-router";
import { clinicContext } from "../context.ts";
import { BookingChooser } from "../../ui/booking-chooser.tsx";
import { ChoiceForm } from "../../ui/booking-choice-form.tsx";
import { PhoneLink } from "../../ui/booking-visit.tsx";
import { interviewBeforeBooking } from "./before-booking.ts";
import { choiceFromQuery, queryFromChoice } from "./choice.ts";
import { holdTokenHash } from "./hold-cookie.ts";
import { chooserTimes, findFreeTimes, loadCatalog } from "./offer.ts";

export function meta() {
  return [{ title: "Book a visit – Plumbline" }];
}

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const [catalog] = await Promise.all([loadCatalog(clinic), interviewBeforeBooking(clinic, request)]);
  const phones = catalog.offices.map(({ name, phone }) => ({ name, phone }));

  const query = new URL(request.url).searchParams;
  const choice = choiceFromQuery(query, catalog);
  const { serviceId } = choice;
  const options = {
    services: catalog.services.map(({ id, patientName, description, durationMin }) => ({
      id,
      name: patientName,
      description,
      minutes: durationMin,
    })),
    offices: catalog.offices.map(({ id, name }) => ({ id, name })),
    clinicians: catalog.clinicians.map(({ id, name, profession }) => ({ id, name, profession })),
  };
  if (serviceId === null) {
    return { kind: "service" as const, choice, options, phones, isServiceMissing: query.get("step") === "times" };
  }
  const own = { holdTokenHash: holdTokenHash(clinic, request) };
  const slots = await findFreeTimes(clinic, catalog, { ...choice, serviceId }, own);
  return { kind: "times" as const, choice, options, phones, times: chooserTimes(slots, catalog, choice.day) };
}

export default function Choose() {
  const page = useLoaderData<typeof loader>();
  const { choice, options, phones } = page;
  const nameOf = (list: readonly { readonly id: string; readonly name: string }[], id: string | null) =>
    list.find((entry) => entry.id === id)?.name;
  if (page.kind === "service") {
    return (
      <div className="wrap narrow">
        <p className="eyebrow">Step 1 of 3</p>
        <h1>Book a visit</h1>
        <ChoiceForm action="/book" options={options} chosen={choice} isServiceMissing={page.isServiceMissing} />
        <Phones phones={phones} />
      </div>
    );
  }
  const anyPlace = { ...choice, officeId: null, clinicianId: null, day: null };
  return (
    <div className="wrap">
      <p className="eyebrow">Step 2 of 3</p>
      <h1>Choose a time</h1>
      <details className="choice-so-far">
        <summary>
          <span>
            {nameOf(options.services, choice.serviceId)} · {nameOf(options.offices, choice.officeId) ?? "Any office"} ·{" "}
            {nameOf(options.clinicians, choice.clinicianId) ?? "Anyone"}
          </span>
          <span className="change">Change</span>
        </summary>
        <ChoiceForm key={queryFromChoice({ ...choice, day: null })} action="/book" options={options} chosen={choice} />
      </details>
      {page.times.first === null ? (
        <NothingFree
          anyPlaceHref={`/book${queryFromChoice(anyPlace)}`}
          isNarrowed={choice.officeId !== null || choice.clinicianId !== null}
        />
      ) : (
        <BookingChooser
          times={page.times}
          dayHref={(day) => `/book${queryFromChoice({ ...choice, day })}`}
          timeHref={(slot) => `/book/details${queryFromChoice(choice, { slot })}`}
        />
      )}
      <Phones phones={phones} />
    </div>
  );
}

function NothingFree({ anyPlaceHref, isNarrowed }: { readonly anyPlaceHref: string; readonly isNarrowed: boolean }) {
  return (
    <div className="notice caution">
      <p>
        <strong>No free time fits this choice.</strong>
      </p>
      <p>
        {isNarrowed ? (
          <a href={anyPlaceHref}>Show times at any office, with anyone</a>
        ) : (
          "Call us, and we look for a time together."
        )}
      </p>
    </div>
  );
}

function Phones({ phones }: { readonly phones: readonly { readonly name: string; readonly phone: string }[] }) {
  return (
    <section className="phones">
      <h2>Rather talk to a person?</h2>
      <ul className="plain-list">
        {phones.map(({ name, phone }) => (
          <li key={name}>
            {name}: <PhoneLink phone={phone} />
          </li>
        ))}
      </ul>
    </section>
  );
}
