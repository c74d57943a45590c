import type { LoaderFunctionArgs } from "react-router";
import { openClinicalRecord } from "./open-record.ts";
import { packedLine } from "./walk-drawing.ts";
import { storedSignals, walkOf } from "./walk-open.ts";

/**
 * `/staff/patients/:id/walks/:walkId/signal?sensor=left`: the line of one sensor, for the moving picture of the walk's
 * page. Bytes as in {@link packedLine}.
 */
export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read walk signal");
  const walk = await walkOf(record, args.params.walkId ?? "");
  const signals = await storedSignals(record, walk);
  const bytes = signals === null ? null : packedLine(walk.report, signals, args.url.searchParams.get("sensor") ?? "");
  if (bytes === null) {
    return new Response("There is no such sensor in this walk. Open its page again.", { status: 404 });
  }
  return new Response(bytes, {
    headers: { "Content-Type": "application/octet-stream", "Cache-Control": "private, no-store" },
  });
}
