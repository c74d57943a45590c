import type { Clinic } from "../../server/clinic.ts";
import type { AuditEntry } from "../../store/index.ts";

/** An audit in memory, for tests of pages that need no database. */
export function auditInMemory() {
  const audit: AuditEntry[] = [];
  const auditAs: Clinic["store"]["auditAs"] = async (_db, { name, role, requestId }, deed) =>
    void audit.push({ outcome: "ok", ...deed, actor: name, role, requestId });
  return { audit, auditAs };
}
