import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { redirect } from "react-router";
import { openMyPages } from "./open-my-pages.ts";

/** Nothing to see here: the form is on the first page. */
export async function loader(args: LoaderFunctionArgs) {
  const { base } = await openMyPages(args, "read own pages");
  return redirect(base);
}

/** A person says whether they want to be asked by letter. */
export async function action(args: ActionFunctionArgs) {
  const { clinic, patient, base, actor } = await openMyPages(args, null);
  const wants = (await args.request.formData()).get("wants") === "yes";
  await clinic.store.setWantsQuestions(clinic.db, { patientId: patient.id, wants, actor });
  return redirect(base, 303);
}
