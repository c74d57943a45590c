import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, redirect, useLoaderData } from "react-router";
import { VisitDetails } from "../../ui/booking-visit.tsx";
import { clinicContext } from "../context.ts";
import { viewVisit, visitOfLink } from "./visit-view.ts";
import { visitMail } from "./visit-mail.ts";

export function meta() {
  return [{ title: "Cancel your visit – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const href = `/visit/${params.token}`;
  const visit = await viewVisit(clinic, await visitOfLink(clinic, params.token));
  if (visit.state !== "open") throw redirect(href);
  return { visit, href };
}

export async function action({ context, params }: ActionFunctionArgs) {
  const { clinic, requestId } = context.get(clinicContext);
  const visit = await visitOfLink(clinic, params.token);
  const nowMs = clinic.now();
  // A visit that has begun stays as it is; its page says so.
  if (visit.startMs > nowMs) {
    await clinic.store.cancelVisit(clinic.db, {
      visitId: visit.id,
      mail: visitMail(clinic, "cancelled", await clinic.store.listOffices(clinic.db)),
      nowMs,
      actor: { name: "patient", role: null, requestId },
    });
    clinic.wakeMail();
  }
  throw redirect(`/visit/${params.token}`, 303);
}

export default function CancelVisit() {
  const { visit, href } = useLoaderData<typeof loader>();
  return (
    <div className="wrap narrow">
      <h1>Cancel this visit?</h1>
      <VisitDetails visit={visit} />
      <Form method="post" className="row">
        <button className="button danger" type="submit">
          Yes, cancel my visit
        </button>
        <Link className="button quiet" to={href}>
          No, keep it
        </Link>
      </Form>
      <p>
        Only the time does not fit? <Link to={`${href}/move`}>Move your visit</Link> instead.
      </p>
    </div>
  );
}
