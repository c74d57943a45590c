import type { StaffRole } from "../../server/auth.ts";

/**
 * What each role may do: as little as its work needs (least privilege, 45 CFR 164.502(b)). Front desk sees who comes when
 * and how to reach them; answers, results and plans are for those who treat; an auditor sees who did what, and no record.
 */
const MAY = {
  "see visits": ["front-desk", "clinician", "manager"],
  "see clinical": ["clinician", "manager"],
  "see audit": ["manager", "auditor"],
  "manage staff": ["manager"],
  "manage clinic": ["manager"],
  "export records": ["manager"],
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>;

export type Deed = keyof typeof MAY;

export function may(role: StaffRole, deed: Deed): boolean {
  return MAY[deed].some((allowed) => allowed === role);
}

const PAGES: readonly { readonly to: string; readonly name: string; readonly deed: Deed }[] = [
  { to: "/staff", name: "Visits", deed: "see visits" },
  { to: "/staff/calendar", name: "Calendar", deed: "see visits" },
  { to: "/staff/patients", name: "Patients", deed: "see visits" },
  { to: "/staff/alerts", name: "Alerts", deed: "see visits" },
  { to: "/staff/clinic", name: "Clinic", deed: "manage clinic" },
  { to: "/staff/exports", name: "Exports", deed: "export records" },
  { to: "/staff/people", name: "Staff", deed: "manage staff" },
  { to: "/staff/audit", name: "Audit", deed: "see audit" },
];

/** The main pages of a role, for the head of each page. */
export function pagesFor(role: StaffRole): { readonly to: string; readonly name: string }[] {
  return PAGES.filter(({ deed }) => may(role, deed)).map(({ to, name }) => ({ to, name }));
}

/** The page each role starts from. */
export function startPage(role: StaffRole): string {
  return may(role, "see visits") ? "/staff" : "/staff/audit";
}

/** Said to whoever opens a page that is not for them. */
export const REFUSAL: Readonly<Record<Deed, string>> = {
  "see visits": "Visits and patients are open to front desk, clinicians and managers only.",
  "see clinical":
    "Answers, results and plans are open to clinicians and managers only. Your account is for the front desk: visits, names and phone numbers.",
  "see audit": "The audit is open to managers and auditors only.",
  "manage staff": "Accounts of staff are open to managers only.",
  "export records": "Exports of the record are open to managers only.",
  "manage clinic": "Offices, services and hours are open to managers only.",
};
