import type { LoaderFunctionArgs } from "react-router";
import { exportFile } from "../export-file.ts";
import { openClinicalRecord } from "./open-record.ts";

/** For a person who asks for their data, or for another clinic. */
export async function loader(args: LoaderFunctionArgs) {
  const { clinic, patient } = await openClinicalRecord(args, "export record");
  const rows = await clinic.store.exportPatient(clinic.db, patient.id);
  return exportFile(rows, { patientId: patient.id, nowMs: clinic.now() });
}

/** Nothing is sent here. */
export async function action(args: LoaderFunctionArgs) {
  return loader(args);
}
