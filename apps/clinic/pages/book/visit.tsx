import type { LoaderFunctionArgs } from "react-router";
import { Link, useLoaderData } from "react-router";
import { PhoneLink, VisitDetails, WhatToBring } from "../../ui/booking-visit.tsx";
import { clinicContext } from "../context.ts";
import { dayOf } from "@plumbline/scheduling";
import { queryFromChoice } from "./choice.ts";
import { viewVisit, visitOfLink } from "./visit-view.ts";

export function meta() {
  return [{ title: "Your visit – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const visit = await visitOfLink(clinic, params.token);
  const choice = {
    serviceId: visit.serviceId,
    officeId: visit.officeId,
    clinicianId: visit.clinicianId,
    day: visit.startMs > clinic.now() ? dayOf(visit.startMs, visit.timeZone) : null,
  };
  return {
    visit: await viewVisit(clinic, visit),
    href: `/visit/${params.token}`,
    againHref: `/book${queryFromChoice(choice)}`,
    wasMoved: new URL(request.url).searchParams.get("done") === "moved",
  };
}

export default function ManageVisit() {
  const { visit, href, againHref, wasMoved } = useLoaderData<typeof loader>();
  if (visit.state === "cancelled") {
    return (
      <div className="wrap narrow">
        <h1>Your visit is cancelled</h1>
        <p className="lead">You do not need to do anything.</p>
        <p>It was: {visit.when}.</p>
        <h2>Changed your mind, or was it a slip?</h2>
        <p>
          <Link className="button" to={againHref}>
            Book again
          </Link>
        </p>
        <p>
          Or call us: <PhoneLink phone={visit.office.phone} />
        </p>
      </div>
    );
  }
  return (
    <div className="wrap narrow">
      {wasMoved && visit.state === "open" && (
        <div className="notice good">
          <p>
            <strong>Your visit is moved.</strong> We sent you an e-mail with the new time.
          </p>
        </div>
      )}
      <h1>Your visit</h1>
      <VisitDetails visit={visit} />
      {visit.state === "open" ? (
        <>
          <div className="row no-print">
            <Link className="button" to={`${href}/move`}>
              Move to another time
            </Link>
            <Link className="button quiet" to={`${href}/sooner`}>
              Tell me of an earlier time
            </Link>
            <Link className="button quiet" to={`${href}/cancel`}>
              Cancel this visit
            </Link>
            <a className="button quiet" href={`${href}/visit.ics`} download="visit.ics">
              Add to my calendar
            </a>
          </div>
          <WhatToBring isByVideo={visit.isByVideo} />
        </>
      ) : (
        <>
          <p>This visit has begun or is past. It can no longer be changed here.</p>
          <p>
            <Link className="button" to={againHref}>
              Book another visit
            </Link>
          </p>
        </>
      )}
    </div>
  );
}
