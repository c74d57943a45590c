import type { StaffRole } from "../../server/auth.ts";

export interface DemoStaff {
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  /** null for those who see no patients. */
  readonly clinician: { readonly id: string; readonly profession: string } | null;
}

/** Invented people, under a domain nobody can own. */
export const DEMO_STAFF: readonly DemoStaff[] = [
  { name: "Mona Made-Up", email: "manager@plumbline.example", role: "manager", clinician: null },
  {
    name: "Dr. Ada Example-Arch",
    email: "podiatrist@plumbline.example",
    role: "clinician",
    clinician: { id: "p-arch", profession: "Podiatrist" },
  },
  {
    name: "Dr. Theo Example-Sole",
    email: "podiatrist2@plumbline.example",
    role: "clinician",
    clinician: { id: "p-heel", profession: "Podiatrist" },
  },
  {
    name: "Sam Example-Stride",
    email: "therapist@plumbline.example",
    role: "clinician",
    clinician: { id: "t-stride", profession: "Physical therapist" },
  },
  {
    name: "Ona Example-Last",
    email: "orthotist@plumbline.example",
    role: "clinician",
    clinician: { id: "o-last", profession: "Orthotist" },
  },
  { name: "Fran Made-Up", email: "desk@plumbline.example", role: "front-desk", clinician: null },
];

export interface DemoService {
  readonly id: string;
  readonly name: string;
  readonly patientName: string;
  readonly description: string;
  readonly durationMin: number;
  readonly bufferBeforeMin?: number;
  readonly bufferAfterMin?: number;
  /** Types of rooms and devices in the offices' files. */
  readonly needs: readonly string[];
  readonly clinicianIds: readonly string[];
}

export const DEMO_SERVICES: readonly DemoService[] = [
  {
    id: "new-assessment",
    name: "New foot-and-back assessment",
    patientName: "First visit for foot and back",
    description:
      "We listen, look at how you stand and walk, and test your feet and your back. Bring the shoes you wear most.",
    durationMin: 60,
    needs: ["consulting-room"],
    clinicianIds: ["p-arch", "p-heel", "t-stride"],
  },
  {
    id: "follow-up",
    name: "Follow-up",
    patientName: "Follow-up visit",
    description: "We check how you are doing and change the plan if it needs it.",
    durationMin: 30,
    needs: ["consulting-room"],
    clinicianIds: ["p-arch", "p-heel", "t-stride", "o-last"],
  },
  {
    id: "gait-pressure",
    name: "Gait and pressure measurement",
    patientName: "Walking test",
    description: "You walk over a mat that shows how your feet carry you. It does not hurt.",
    durationMin: 45,
    bufferBeforeMin: 5,
    needs: ["consulting-room", "pressure-walkway"],
    clinicianIds: ["p-heel", "t-stride"],
  },
  {
    id: "orthotic-fitting",
    name: "Orthotic casting and fitting",
    patientName: "Fitting for shoe inserts",
    description: "We take the shape of your feet for inserts, or fit the ones that are ready.",
    durationMin: 45,
    bufferAfterMin: 10,
    needs: ["casting-room"],
    clinicianIds: ["o-last"],
  },
  {
    id: "tele-visit",
    name: "Tele-visit",
    patientName: "Video visit",
    description: "We talk over video. Good for questions and for results.",
    durationMin: 20,
    needs: [],
    clinicianIds: ["p-arch", "p-heel", "t-stride"],
  },
];
