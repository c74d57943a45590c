import type { LoaderFunctionArgs } from "react-router";
import { data } from "react-router";
import { clinicTable } from "./clinic-tables.ts";
import { requireStaff } from "./staff-access.ts";

/** One table of the set-up as a CSV file. */
export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "manage clinic");
  const { clinic } = asking;
  const table = clinicTable((args.params.file ?? "").replace(/\.csv$/, ""));
  if (table === null) throw data("There is no such file.", { status: 404 });
  await asking.audit({ action: `export ${table}`, resource: `clinic/${table}`, patientId: null });
  return new Response(clinic.clinicCsv(table, await clinic.store.readClinicTable(clinic.db, table)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${table}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
