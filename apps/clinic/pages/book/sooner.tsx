import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, redirect, useLoaderData } from "react-router";
import { dayOf } from "@plumbline/scheduling";
import { clinicContext } from "../context.ts";
import { viewVisit, visitOfLink } from "./visit-view.ts";

export function meta() {
  return [{ title: "An earlier time – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const visit = await visitOfLink(clinic, params.token);
  const view = await viewVisit(clinic, visit);
  const href = `/visit/${params.token}`;
  if (view.state !== "open") throw redirect(href);
  const [entry] = await clinic.store.waitEntries(clinic.db, { visitId: visit.id });
  return {
    href,
    when: view.when,
    officeName: view.office.name,
    clinicianName: view.clinicianName,
    isByVideo: view.isByVideo,
    hasAddress: visit.patientEmail !== null,
    phone: view.office.phone,
    isWaiting: entry !== undefined,
    isAnyOffice: entry?.officeId === null,
    isAnyone: entry?.clinicianId === null,
    wasSaved: new URL(request.url).searchParams.get("done") === "yes",
  };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { clinic, requestId } = context.get(clinicContext);
  const visit = await visitOfLink(clinic, params.token);
  const form = await request.formData();
  const nowMs = clinic.now();
  const actor = { name: "patient", role: null, requestId };
  const [entry] = await clinic.store.waitEntries(clinic.db, { visitId: visit.id });
  if (form.get("do") === "stop") {
    if (entry !== undefined) {
      await clinic.store.withdrawWaitEntry(clinic.db, { entryId: entry.id, actor, nowMs });
    }
    throw redirect(`/visit/${params.token}`, 303);
  }
  if (visit.status === "booked" && visit.startMs > nowMs) {
    await clinic.store.addWaitEntry(clinic.db, {
      patientId: visit.patientId,
      serviceId: visit.serviceId,
      visitId: visit.id,
      officeId: form.has("anyOffice") ? null : visit.officeId,
      clinicianId: form.has("anyone") ? null : visit.clinicianId,
      fromDay: dayOf(nowMs, visit.timeZone),
      toDay: dayOf(visit.startMs, visit.timeZone),
      actor,
      nowMs,
    });
  }
  throw redirect(`/visit/${params.token}/sooner?done=yes`, 303);
}

export default function Sooner() {
  const page = useLoaderData<typeof loader>();
  return (
    <div className="wrap narrow">
      {page.wasSaved && page.isWaiting && (
        <output className="notice good">
          You are on our list. Your visit stays as it is until you take another time.
        </output>
      )}
      <h1>Would you like to come earlier?</h1>
      <p className="lead">Your visit is on {page.when}.</p>
      {page.hasAddress ? (
        <>
          <p>
            When an earlier time becomes free, we write you an e-mail. We keep the time for you for three hours. You can
            take it or let it go. Your visit stays as it is until you take another time.
          </p>
          <Form method="post">
            <fieldset>
              <legend>What would also do for you?</legend>
              <label className="choice">
                <input type="checkbox" name="anyOffice" value="yes" defaultChecked={page.isAnyOffice} />
                <span>{page.isByVideo ? "Any office’s times" : `Another office than ${page.officeName}`}</span>
              </label>
              <label className="choice">
                <input type="checkbox" name="anyone" value="yes" defaultChecked={page.isAnyone} />
                <span>Somebody else than {page.clinicianName}</span>
              </label>
            </fieldset>
            <div className="row">
              <button className="button" type="submit">
                {page.isWaiting ? "Save" : "Yes, tell me"}
              </button>
              {page.isWaiting && (
                <button className="button quiet" name="do" value="stop">
                  Take me off the list
                </button>
              )}
            </div>
          </Form>
        </>
      ) : (
        <p>We have no e-mail address of you. Call us at {page.phone}, and we put you on our list.</p>
      )}
      <p>
        <Link className="tap" to={page.href}>
          Back to your visit
        </Link>
      </p>
    </div>
  );
}
