import type { LoaderFunctionArgs } from "react-router";
import { exportFile } from "../export-file.ts";
import { openMyPages } from "./open-my-pages.ts";

/** A person's right of access (45 CFR 164.524), without asking anybody. */
export async function loader(args: LoaderFunctionArgs) {
  const { clinic, patient } = await openMyPages(args, "export own record");
  const rows = await clinic.store.exportPatient(clinic.db, patient.id);
  return exportFile(rows, { patientId: patient.id, nowMs: clinic.now() });
}
