import { data } from "react-router";
import type { LoaderFunctionArgs } from "react-router";
import { openClinicalRecord } from "./open-record.ts";

/**
 * The intervals of one stored assessment as JSON, which the result page asks for once it stands.
 *
 * @throws as {@link openClinicalRecord}; a 404 when the patient has no such assessment; a 409 when it was made with
 *   another evidence base than the one that is here.
 */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { clinic, patient } = await openClinicalRecord(args, "read intervals");
  const all = await clinic.store.assessmentsOf(clinic.db, patient.id);
  const assessment = all.find(({ id }) => id === args.params.assessmentId);
  if (assessment === undefined) throw data("There is no assessment at this address.", { status: 404 });
  if (assessment.evidenceHash !== clinic.evidence.hash) {
    throw data("This assessment was made with another evidence base, so it has no ranges.", { status: 409 });
  }
  return Response.json(await clinic.intervals.of(assessment));
}
