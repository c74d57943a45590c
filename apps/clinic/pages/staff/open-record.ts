import { data, redirect } from "react-router";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import type { Patient } from "../../store/index.ts";
import type { RecordHead } from "../../ui/workspace-frame.tsx";
import { dayOf } from "@plumbline/scheduling";
import { ageOn } from "./age.ts";
import { requireStaff } from "./staff-access.ts";
import type { StaffRequest } from "./staff-access.ts";

export interface OpenRecord extends StaffRequest {
  readonly patient: Patient;
  readonly head: RecordHead;
  /** In which times of this record are told. */
  readonly timeZone: string;
}

/**
 * A patient's record for a page with clinical content: who asks is checked, the patient found, the reading audited.
 *
 * @param action - For the audit: `"read result"`; null when what is done next writes its own line.
 * @throws the sign-in redirect, a 403 page, or a 404 page.
 */
export async function openClinicalRecord(
  args: LoaderFunctionArgs | ActionFunctionArgs,
  action: string | null,
): Promise<OpenRecord> {
  return openWith(await requireStaff(args, "see clinical"), args, action);
}

/** As {@link openClinicalRecord}, for the part of a record that front desk may see. */
export async function openContactRecord(
  args: LoaderFunctionArgs | ActionFunctionArgs,
  action: string | null,
): Promise<OpenRecord> {
  return openWith(await requireStaff(args, "see visits"), args, action);
}

async function openWith(
  asking: StaffRequest,
  { params }: LoaderFunctionArgs | ActionFunctionArgs,
  action: string | null,
): Promise<OpenRecord> {
  const { clinic } = asking;
  const patient = await clinic.store.findPatient(clinic.db, params.id ?? "");
  if (patient === null) throw data("There is no patient at this address.", { status: 404 });
  // The record is part of another now; a bookmark may be old.
  if (patient.mergedInto !== null) throw redirect(`/staff/patients/${patient.mergedInto}`);
  const timeZone = await zoneOfClinic(asking);
  if (action !== null) await asking.audit({ action, resource: `patient/${patient.id}`, patientId: patient.id });
  return { ...asking, patient, timeZone, head: headOf(patient, dayOf(clinic.now(), timeZone)) };
}

/** The first office's: records belong to the clinic, not to one office. */
export async function zoneOfClinic({ clinic }: StaffRequest): Promise<string> {
  const [office] = await clinic.store.listOffices(clinic.db);
  return office?.timeZone ?? "UTC";
}

function headOf(patient: Patient, today: string): RecordHead {
  const { id, givenName, familyName, birthDate, sex, phone, email, isMadeUp } = patient;
  return {
    id,
    name: `${givenName} ${familyName}`,
    age: ageOn(birthDate, today),
    birthDate,
    sex,
    phone,
    email,
    isMadeUp,
  };
}
