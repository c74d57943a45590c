import type { LoaderFunctionArgs } from "react-router";
import { useLoaderData } from "react-router";
import { PrintButton } from "../../ui/print-button.tsx";
import { VisitDetails, WhatToBring } from "../../ui/booking-visit.tsx";
import { clinicContext } from "../context.ts";
import { viewVisit, visitOfLink } from "./visit-view.ts";

export function meta() {
  return [{ title: "Your visit is booked – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const visit = await visitOfLink(clinic, params.token);
  return {
    visit: await viewVisit(clinic, visit),
    email: visit.patientEmail,
    hasWaitingAnswers: visit.answers === "waiting",
    href: `/visit/${params.token}`,
  };
}

export default function Done() {
  const { visit, email, hasWaitingAnswers, href } = useLoaderData<typeof loader>();
  return (
    <div className="wrap narrow">
      <div className="notice good">
        <h1>{visit.state === "cancelled" ? "This visit is cancelled" : "Your visit is booked"}</h1>
        {visit.state !== "cancelled" && email !== null && (
          <p>
            We sent an e-mail to <strong className="address">{email}</strong>. If it does not come within an hour, look
            among the junk mail or call us.
          </p>
        )}
        {visit.state === "open" && hasWaitingAnswers && (
          <p>
            <strong>One more step:</strong> open the e-mail and tell us that the answers you gave are yours. Until then
            your clinician cannot read them.
          </p>
        )}
      </div>
      <VisitDetails visit={visit} />
      <div className="row no-print">
        {visit.state === "open" && (
          <>
            <a className="button" href={`${href}/visit.ics`} download="visit.ics">
              Add to my calendar
            </a>
            <PrintButton />
          </>
        )}
        <a className="button quiet" href={href}>
          Move or cancel
        </a>
      </div>
      {visit.state === "open" && <WhatToBring isByVideo={visit.isByVideo} />}
      <p className="soft no-print">
        Save this page or the e-mail: the link to your visit is your own. Whoever has it can change the visit.
      </p>
    </div>
  );
}
