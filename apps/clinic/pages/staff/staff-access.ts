import { data, redirectDocument } from "react-router";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { clinicContext } from "../context.ts";
import type { StaffMember } from "../../server/auth.ts";
import type { Clinic } from "../../server/clinic.ts";
import type { Actor } from "../../store/index.ts";
import { auditingAs } from "../auditing.ts";
import type { Auditing } from "../auditing.ts";
import { may, REFUSAL } from "./staff-policy.ts";
import type { Deed } from "./staff-policy.ts";

type RouteArgs = LoaderFunctionArgs | ActionFunctionArgs;

/** What a page behind sign-in works with. */
export interface StaffRequest extends Auditing {
  readonly clinic: Clinic;
  readonly staff: StaffMember;
  /** Who asks, for the functions of the store that write their own audit. */
  readonly actor: Actor;
}

/** Where a second factor is set up: open to whoever has none yet. */
export const SECURITY_PAGE = "/staff/security";

/**
 * The member of staff who asks, whatever their role.
 *
 * @throws a redirect to the sign-in, which leads back here, when nobody is signed in; to the page for a second factor
 * while the clinic asks for one and there is none.
 */
export function requireSignedIn({ context, url }: RouteArgs): StaffRequest {
  const { clinic: whole, staff, requestId } = context.get(clinicContext);
  if (staff === null) {
    const { pathname, search } = url;
    throw redirectDocument(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
  }
  // The second line: should a page not ask for the right deed, the database still refuses the front desk.
  const clinic = staff.role === "front-desk" ? { ...whole, db: whole.deskDb } : whole;
  if (clinic.needsSecondFactor && !staff.hasSecondFactor && url.pathname !== SECURITY_PAGE) {
    throw redirectDocument(SECURITY_PAGE);
  }
  const actor = { name: staff.email, role: staff.role, requestId };
  return { clinic, staff, actor, ...auditingAs(clinic, actor) };
}

/**
 * The member of staff who asks, if their role may do this.
 *
 * @throws a 403 page when it may not; the attempt is audited. Redirects as {@link requireSignedIn}.
 */
export async function requireStaff(args: RouteArgs, deed: Deed): Promise<StaffRequest> {
  const asking = requireSignedIn(args);
  if (may(asking.staff.role, deed)) return asking;
  await asking.audit({
    action: `refused to ${deed}`,
    resource: args.url.pathname,
    patientId: args.params.id ?? null,
    outcome: "refused",
  });
  throw data(REFUSAL[deed], { status: 403 });
}
