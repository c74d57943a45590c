import type { Actor, AuditEntry } from "../../store/index.ts";

/** An audit in memory, for tests of pages that need no database. */
export function auditInMemory() {
  const audit: AuditEntry[] = [];
  const auditAs = async (
    _db: unknown,
    { name, role, requestId }: Actor,
    deed: Omit<AuditEntry, "outcome"> & Partial<AuditEntry>,
  ) => void audit.push({ outcome: "ok", ...deed, actor: name, role, requestId });
  return { audit, auditAs };
}
