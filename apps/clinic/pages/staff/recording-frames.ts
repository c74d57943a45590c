import type { LoaderFunctionArgs } from "react-router";
import { openClinicalRecord } from "./open-record.ts";
import { recordingOf, storedRecording } from "./recording-open.ts";
import { packedFrames } from "./shown-frames.ts";

/**
 * `/staff/patients/:id/recordings/:recordingId/frames?foot=0&from=12&to=90`: the pressures of these frames, for the slider
 * of the recording's page. Bytes as in {@link packedFrames}.
 */
export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read recording frames");
  const row = await recordingOf(record, args.params.recordingId ?? "");
  const recording = await storedRecording(record, row);
  const asked = (name: string): number => Number(args.url.searchParams.get(name) ?? NaN);
  const bytes = recording === null ? null : packedFrames(recording, asked("foot"), asked("from"), asked("to"));
  if (bytes === null) {
    return new Response("There are no such frames of pressures in this recording. Open its page again.", {
      status: 404,
    });
  }
  return new Response(bytes, {
    headers: { "Content-Type": "application/octet-stream", "Cache-Control": "private, no-store" },
  });
}
