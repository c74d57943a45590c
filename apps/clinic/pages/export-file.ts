import type { PatientExport } from "../store/index.ts";

/** Everything held about one person as a file; `docs/patient-export.md` says what is in it. */
export function exportFile(
  rows: PatientExport,
  { patientId, nowMs }: { readonly patientId: string; readonly nowMs: number },
) {
  const content = {
    format: "plumbline-patient-export",
    schemaVersion: 1,
    exportedAt: new Date(nowMs).toISOString(),
    patientId,
    rowCounts: Object.fromEntries(Object.entries(rows).map(([table, all]) => [table, all.length])),
    tables: rows,
  };
  return new Response(`${JSON.stringify(content, null, 1)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="plumbline-record.json"',
      "Cache-Control": "no-store",
    },
  });
}
