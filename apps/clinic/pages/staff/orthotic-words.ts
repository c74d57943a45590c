import type { DeviceLength } from "@plumbline/orthotic";
import type { OrthoticEventKind } from "../../store/index.ts";

const EVENTS: Readonly<Record<OrthoticEventKind | "ordered", string>> = {
  ordered: "ordered",
  made: "made",
  fitted: "fitted",
  adjusted: "adjusted",
  remade: "made again",
  complaint: "complaint",
  withdrawn: "withdrawn",
};

export function eventWords(kind: OrthoticEventKind | "ordered"): string {
  return EVENTS[kind];
}

const LENGTHS: Readonly<Record<DeviceLength, string>> = {
  "three-quarter": "three-quarter: behind the ball",
  sulcus: "sulcus: to the base of the toes",
  full: "full: to the tips of the toes",
};

export function lengthWords(length: DeviceLength): string {
  return LENGTHS[length];
}
