import { addDays, dayRange, isDay } from "@plumbline/scheduling";
import type { LoaderFunctionArgs } from "react-router";
import { data } from "react-router";
import { minuteText } from "../time.ts";
import { zoneOfClinic } from "./open-record.ts";
import { requireStaff } from "./staff-access.ts";
import type { StaffRequest } from "./staff-access.ts";

/** One of the files of the page "Exports". */
export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "export records");
  const file = args.params.file ?? "";
  const write = FILES[file];
  if (write === undefined) throw data("There is no such file.", { status: 404 });
  const { content, type } = await write(asking, args.url.searchParams);
  await asking.audit({ action: `export ${file}`, resource: `exports/${file}`, patientId: null });
  return new Response(content, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${file}"`,
      "Cache-Control": "no-store",
    },
  });
}

type Written = { readonly content: string; readonly type: string };

const FILES: Readonly<Record<string, (asking: StaffRequest, asked: URLSearchParams) => Promise<Written>>> = {
  async "visits.csv"(asking, asked) {
    const { clinic } = asking;
    const visits = await clinic.store.visitsForExport(clinic.db, await periodOf(asking, asked));
    const columns = [
      "visit_id",
      "start",
      "minutes",
      "time_zone",
      "status",
      "office",
      "clinician",
      "service",
      "patient",
      "birth_date",
      "icd10cm",
    ];
    const rows = visits.map((visit) => [
      visit.id,
      minuteText(visit.startMs, visit.timeZone),
      String(Math.round((visit.endMs - visit.startMs) / 60_000)),
      visit.timeZone,
      visit.status,
      visit.office,
      visit.clinician,
      visit.service,
      visit.patient,
      visit.birthDate,
      visit.codes.join(" "),
    ]);
    return { content: clinic.csvText(columns, rows), type: "text/csv; charset=utf-8" };
  },
  async "devices.csv"(asking, asked) {
    const { clinic } = asking;
    const timeZone = await zoneOfClinic(asking);
    const devices = await clinic.store.devicesForExport(clinic.db, await periodOf(asking, asked));
    const columns = ["order_id", "ordered", "ordered_by", "side", "state", "patient", "birth_date", "icd10cm"];
    const rows = devices.map((device) => [
      device.id,
      minuteText(device.orderedAtMs, timeZone),
      device.orderedBy,
      device.side,
      device.state,
      device.patient,
      device.birthDate,
      device.codes.join(" "),
    ]);
    return { content: clinic.csvText(columns, rows), type: "text/csv; charset=utf-8" };
  },
  async "research.ndjson"({ clinic }) {
    const lines: string[] = [];
    for await (const row of clinic.store.researchRows(clinic.db, { includesMadeUp: clinic.isDemo })) {
      lines.push(`${JSON.stringify(row)}\n`);
    }
    return { content: lines.join(""), type: "application/x-ndjson; charset=utf-8" };
  },
};

/** From the first to the last day asked for, both included. */
async function periodOf(asking: StaffRequest, asked: URLSearchParams) {
  const [from, to] = [asked.get("from") ?? "", asked.get("to") ?? ""];
  if (!isDay(from) || !isDay(to) || to < from) {
    throw data("Say from which day to which: two days such as 2026-11-01, the second not before the first.", {
      status: 400,
    });
  }
  const timeZone = await zoneOfClinic(asking);
  return { fromMs: dayRange(from, timeZone).startMs, toMs: dayRange(addDays(to, 1), timeZone).startMs };
}
