import type { LoaderFunctionArgs } from "react-router";
import { useLoaderData } from "react-router";
import { PrintButton } from "../../ui/print-button.tsx";
import { MyBack } from "../../ui/my-frame.tsx";
import { PatientPlanText } from "../../ui/patient-plan.tsx";
import { dayText, longDayText } from "../time.ts";
import { openMyPages } from "./open-my-pages.ts";

export function meta() {
  return [{ title: "Your plan – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const { clinic, patient, base, timeZone } = await openMyPages(args, "read own plan");
  const [newest] = await clinic.store.givenPlansOf(clinic.db, patient.id);
  return {
    base,
    name: `${patient.givenName} ${patient.familyName}`,
    plan:
      newest === undefined
        ? null
        : {
            content: newest.content,
            day: dayText(newest.atMs, timeZone),
            dayWords: newest.content.lines.map(({ reviewDay }) => (reviewDay === null ? null : longDayText(reviewDay))),
          },
  };
}

export default function MyPlan() {
  const { base, name, plan } = useLoaderData<typeof loader>();
  return (
    <div className="wrap narrow">
      <MyBack base={base} />
      <h1>Your plan</h1>
      {plan === null ? (
        <p>There is no plan yet. Your clinician makes it with you.</p>
      ) : (
        <>
          <PatientPlanText name={name} day={plan.day} content={plan.content} dayWords={plan.dayWords} />
          <PrintButton />
        </>
      )}
    </div>
  );
}
