import type { LoaderFunctionArgs } from "react-router";
import { openClinicalRecord } from "./open-record.ts";
import { orderOf } from "./orthotic-open.ts";

const FILES = {
  "device.3mf": { of: "threeMf", type: "model/3mf" },
  "device.stl": { of: "stl", type: "model/stl" },
  "view.png": { of: "png", type: "image/png" },
} as const;

/** `/staff/patients/:id/orthotics/:orderId/device.3mf`: the very file that was built when the device was ordered. */
export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read orthotic file");
  const order = await orderOf(record, args.params.orderId ?? "");
  const file = FILES[args.params.file as keyof typeof FILES];
  const bytes = file === undefined ? null : await record.clinic.recordings.get(order.files[file.of]);
  if (bytes === null || file === undefined) return new Response("There is no such file.", { status: 404 });
  const disposition = file.of === "png" ? "inline" : `attachment; filename="${order.side}-${args.params.file}"`;
  return new Response(new Uint8Array(bytes), {
    headers: { "Content-Type": file.type, "Content-Disposition": disposition, "Cache-Control": "private, no-store" },
  });
}
