import { data, redirect } from "react-router";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import type { Clinic } from "../../server/clinic.ts";
import type { Actor, Patient, PatientLink } from "../../store/index.ts";
import { auditingAs } from "../auditing.ts";
import type { Auditing } from "../auditing.ts";
import { clinicContext } from "../context.ts";
import { isOpenOnDevice } from "./my-cookie.ts";

type RouteArgs = LoaderFunctionArgs | ActionFunctionArgs;

/** What a patient's own page works with. */
export interface MyPages extends Auditing {
  readonly clinic: Clinic;
  readonly patient: Patient;
  /** In which times are told: the first office's. */
  readonly timeZone: string;
  readonly officePhone: string;
  /** Where the patient's pages start: `"/my/…"`. */
  readonly base: string;
  /** For the functions of the store that write their own audit. */
  readonly actor: Actor;
}

interface MyLink {
  readonly clinic: Clinic;
  readonly link: PatientLink;
  readonly base: string;
  readonly officePhone: string;
  readonly timeZone: string;
  readonly actor: Actor;
}

/**
 * The link at this address, whether its pages are open or not.
 * @throws a 404 page in plain words when it opens nothing (any more).
 */
export async function myLink({ context, params }: RouteArgs): Promise<MyLink> {
  const { clinic, requestId } = context.get(clinicContext);
  const token = params.token ?? "";
  const [link, [office]] = await Promise.all([
    clinic.store.findPatientLink(clinic.db, clinic.hashToken(token), clinic.now()),
    clinic.store.listOffices(clinic.db),
  ]);
  const officePhone = office?.phone ?? "";
  if (link === null) {
    const call = officePhone === "" ? "the office" : `us at ${officePhone}`;
    throw data(`This link does not open anything, or not any more. Call ${call}, and we send you a new one.`, {
      status: 404,
    });
  }
  const actor = { name: "patient", role: null, requestId };
  return { clinic, link, base: `/my/${token}`, officePhone, timeZone: office?.timeZone ?? "UTC", actor };
}

/**
 * A patient's own pages, for who has their link and gave their birth date on this device; the reading is audited.
 *
 * @param action - For the audit: `"read own plan"`; null when what is done next writes its own line.
 * @throws a redirect to the question for the birth date, or the 404 page of {@link myLink}.
 */
export async function openMyPages(args: RouteArgs, action: string | null): Promise<MyPages> {
  const { clinic, link, base, officePhone, timeZone, actor } = await myLink(args);
  const { pathname } = new URL(args.request.url);
  if (!isOpenOnDevice(clinic, args.request, link.id)) {
    throw redirect(pathname === base ? base : `${base}?to=${encodeURIComponent(pathname.slice(base.length + 1))}`);
  }
  const patient = await clinic.store.findPatient(clinic.db, link.patientId);
  if (patient === null) throw new RangeError(`Link ${link.id} is of patient ${link.patientId}, who is not there.`);
  const auditing = auditingAs(clinic, actor);
  if (action !== null) {
    await auditing.audit({ action, resource: `patient/${patient.id}`, patientId: patient.id });
  }
  return { clinic, patient, timeZone, officePhone, base, actor, ...auditing };
}
