import type { StaffRole } from "../../server/auth.ts";

export const ROLE_WORDS: Readonly<Record<StaffRole, string>> = {
  "front-desk": "front desk",
  clinician: "clinician",
  manager: "manager",
  auditor: "auditor",
};
