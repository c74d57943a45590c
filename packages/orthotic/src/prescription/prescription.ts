import type { Side } from "@plumbline/clinical-model";
import type { DeviceLength, ElementName } from "./elements.ts";

/** One device: every number of {@link ELEMENTS}, and what is yes or no. */
export interface DevicePrescription extends Readonly<Record<ElementName, number>> {
  readonly length: DeviceLength;
  /** A block under the heel that stands flat in the shoe; without it the shell itself does, and no post angle is possible. */
  readonly hasRearfootPost: boolean;
  /** The shell ends behind the first metatarsal head, so that it can drop. */
  readonly hasFirstRayCutout: boolean;
}

/** Lengths of a bare foot that bears weight, in mm. */
export interface FootMeasures {
  readonly lengthMm: number;
  readonly ballWidthMm: number;
  readonly heelWidthMm: number;
  /** Height of the arch's underside over the ground; not to be guessed from the length (Hill and others 2017). */
  readonly archHeightMm: number;
}

/** What was ordered for one person. Named after FHIR's DeviceRequest: `reason` are conditions, the devices its parameters. */
export interface OrthoticPrescription {
  readonly bodyWeightKg: number | null;
  /** Conditions of the evidence base it is for. */
  readonly reason: readonly string[];
  readonly note: string;
  readonly feet: Readonly<Partial<Record<Side, FootMeasures>>>;
  readonly devices: Readonly<Partial<Record<Side, DevicePrescription>>>;
}
