import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData } from "react-router";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { MyBack } from "../../ui/my-frame.tsx";
import { OutcomeFields } from "../../ui/outcome-fields.tsx";
import { readOutcomeForm } from "../outcome-form.ts";
import { sentValues } from "../sent-values.ts";
import { openMyPages } from "./open-my-pages.ts";

export function meta() {
  return [{ title: "How are you? – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const { clinic, patient, base, officePhone } = await openMyPages(args, "read own questions");
  const answers = await clinic.store.outcomeAnswersOf(clinic.db, patient.id);
  return {
    base,
    officePhone,
    isDone: args.url.searchParams.get("done") === "yes",
    activities:
      answers.findLast(({ content }) => content.activities.length > 0)?.content.activities.map(({ name }) => name) ??
      [],
  };
}

export async function action(args: ActionFunctionArgs) {
  const my = await openMyPages(args, null);
  const { clinic, patient, base } = my;
  const form = await args.request.formData();
  const read = readOutcomeForm(form);
  if ("faults" in read) return data({ faults: read.faults, values: sentValues(form) }, { status: 422 });
  await my.audited(
    ({ id }: { readonly id: string }) => ({
      action: "answer outcome questions",
      resource: `outcome/${id}`,
      patientId: patient.id,
    }),
    (db) =>
      clinic.store.addOutcomeAnswer(db, {
        patientId: patient.id,
        content: read.content,
        by: "patient",
        nowMs: clinic.now(),
      }),
  );
  return redirect(`${base}/questions?done=yes`);
}

export default function Questions() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  if (page.isDone) {
    return (
      <div className="wrap narrow">
        <MyBack base={page.base} />
        <h1>Thank you</h1>
        <output className="notice good">
          Your answers are with your clinician, who looks at them before your visit.
        </output>
        <p>
          Is something much worse? Do not wait for the visit: call us at{" "}
          <a href={`tel:${page.officePhone}`}>{page.officePhone}</a>.
        </p>
        <p>
          <strong>Call 911</strong> if you cannot pee, lose control of your bowels, go numb where you would sit on a
          saddle, or if a leg turns cold and pale all at once.
        </p>
        <p>
          <Link to={page.base}>Back to your own pages</Link>
        </p>
      </div>
    );
  }
  return (
    <div className="wrap narrow">
      <MyBack base={page.base} />
      <ErrorSummary errors={failed?.faults ?? []} />
      <h1>How are you?</h1>
      <p className="lead">Answer what fits you, and leave out the rest. It takes about three minutes.</p>
      <Form method="post">
        <OutcomeFields values={failed?.values ?? {}} faults={failed?.faults ?? []} activities={page.activities} />
        <button className="button">Send my answers</button>
      </Form>
    </div>
  );
}
