import type { DevicePrescription, DeviceReport, FootMeasures } from "@plumbline/orthotic";
import { data } from "react-router";
import type { OrthoticOrder } from "../../store/index.ts";
import type { OpenRecord } from "./open-record.ts";

/** An order with its JSON as what it is: it was written by this version or an earlier one, and is never changed. */
export interface OpenOrder extends Omit<OrthoticOrder, "device" | "foot" | "report"> {
  readonly device: DevicePrescription;
  readonly foot: FootMeasures & {
    readonly source: string;
    readonly outline: readonly number[];
    readonly lookedAt: readonly string[];
  };
  readonly report: DeviceReport;
}

/** @throws 404 when this patient has no such order. */
export async function orderOf({ clinic, patient }: OpenRecord, orderId: string): Promise<OpenOrder> {
  const order = (await clinic.store.orthoticOrdersOf(clinic.db, patient.id)).find(({ id }) => id === orderId);
  if (order === undefined) throw data("There is no device at this address.", { status: 404 });
  return order as OpenOrder;
}
