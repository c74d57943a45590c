import { data, redirectDocument } from "react-router";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { clinicContext } from "../context.ts";
import type { StaffMember, StaffRole } from "../../server/auth.ts";
import type { Clinic } from "../../server/clinic.ts";
import type { Actor } from "../../store/index.ts";

type RouteArgs = LoaderFunctionArgs | ActionFunctionArgs;

/** What a page behind sign-in works with. */
export interface StaffRequest {
  readonly clinic: Clinic;
  readonly staff: StaffMember;
  /** Who asks, for the functions of the store that write their own audit. */
  readonly actor: Actor;
  /** Writes one row on who did what to which record. Call it in the loader or action that does it. */
  audit(entry: AuditedDeed): Promise<void>;
}

interface AuditedDeed {
  /** A verb and a noun: `"read result"`, `"add recording"`. */
  readonly action: string;
  /** What it was done to, by id: never a name or an answer. */
  readonly resource: string;
  readonly patientId: string | null;
  readonly outcome?: "ok" | "refused";
}

/** Front desk sees who comes when and how to reach them; answers, results and plans are for those who treat. */
export function maySeeClinical(role: StaffRole): boolean {
  return role === "clinician" || role === "manager";
}

/**
 * The member of staff who asks.
 *
 * @throws a redirect to the sign-in, which leads back here, when nobody is signed in.
 */
export function requireStaff({ context, url }: RouteArgs): StaffRequest {
  const { clinic, staff, requestId } = context.get(clinicContext);
  if (staff === null) {
    const { pathname, search } = url;
    throw redirectDocument(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
  }
  return {
    clinic,
    staff,
    actor: { name: staff.email, role: staff.role, requestId },
    audit: async ({ action, resource, patientId, outcome = "ok" }) => {
      await clinic.store.recordAudit(clinic.db, {
        actor: staff.email,
        role: staff.role,
        action,
        resource,
        patientId,
        outcome,
        requestId,
      });
    },
  };
}

/**
 * As {@link requireStaff}, for pages with clinical content.
 *
 * @throws a 403 page for front desk; the attempt is audited.
 */
export async function requireClinical(args: RouteArgs): Promise<StaffRequest> {
  const asking = requireStaff(args);
  if (!maySeeClinical(asking.staff.role)) {
    await asking.audit({
      action: "open clinical page",
      resource: args.url.pathname,
      patientId: args.params.id ?? null,
      outcome: "refused",
    });
    throw data(
      "Answers, results and plans are open to clinicians and managers only. Your account is for the front desk: visits, names and phone numbers.",
      { status: 403 },
    );
  }
  return asking;
}
