import { data, useLoaderData, Form } from "react-router";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import type { Visit } from "../../store/index.ts";
import { PhoneLink } from "../../ui/booking-visit.tsx";
import type { Clinic } from "../../server/clinic.ts";
import { clinicContext } from "../context.ts";
import { viewVisit, visitOfLink } from "./visit-view.ts";

export function meta() {
  return [{ title: "Your answers – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const visit = await visitOfProof(clinic, params);
  const { when, office } = await viewVisit(clinic, visit);
  return { when, phone: office.phone, answers: visit.answers };
}

/** Only a button settles it: programs that look at the links of an e-mail open them all. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const { clinic, requestId } = context.get(clinicContext);
  const visit = await visitOfProof(clinic, params);
  const said = (await request.formData()).get("said");
  if (said !== "mine" && said !== "not-mine") {
    throw data("Go back and press one of the two buttons.", { status: 400 });
  }
  // What staff has settled in the meantime stays; a link may be old.
  if (visit.interviewId !== null && visit.answers === "waiting") {
    await clinic.store.settleClaim(clinic.db, {
      interviewId: visit.interviewId,
      patientId: visit.patientId,
      to: said === "mine" ? "verified" : "refused",
      by: "e-mail",
      actor: { name: "patient", role: null, requestId },
      nowMs: clinic.now(),
    });
  }
  // What stands now, not what was pressed: staff may have settled it in the meantime.
  return null;
}

/** @throws a 404 page when the link was not made by this clinic for this visit. */
async function visitOfProof(
  clinic: Clinic,
  params: { readonly token?: string | undefined; readonly proof?: string | undefined },
): Promise<Visit> {
  const visit = await visitOfLink(clinic, params.token);
  if (clinic.isDerivedToken(params.proof ?? "", "answers", visit.bookingKey)) return visit;
  throw data("This link is not complete. Copy all of it from the e-mail, or call the office.", { status: 404 });
}

export default function Answers() {
  const { when, phone, answers } = useLoaderData<typeof loader>();
  if (answers !== "waiting") {
    return (
      <div className="wrap narrow">
        <h1>Thank you</h1>
        <output className="notice good">
          {answers === "refused"
            ? "The answers are kept apart from your record. We will ask you at your visit."
            : "Your clinician can read your answers before your visit."}
        </output>
        <p>Your visit: {when}.</p>
        <p>
          Was it a slip? Call us: <PhoneLink phone={phone} />
        </p>
      </div>
    );
  }
  return (
    <div className="wrap narrow">
      <h1>Are these answers yours?</h1>
      <p className="lead">
        A visit is booked in your name: {when}. Just before, somebody answered questions about their health here.
      </p>
      <p>If it was you, press the first button. Then your clinician can read your answers before your visit.</p>
      <Form method="post">
        <div className="row">
          <button className="button" name="said" value="mine">
            Yes, I gave these answers
          </button>
          <button className="button quiet" name="said" value="not-mine">
            No, that was not me
          </button>
        </div>
      </Form>
      <p className="soft">
        Did you not book this visit? Call us: <PhoneLink phone={phone} />
      </p>
    </div>
  );
}
