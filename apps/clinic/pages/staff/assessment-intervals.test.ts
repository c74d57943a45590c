import { RouterContextProvider } from "react-router";
import type { LoaderFunctionArgs } from "react-router";
import { expect, test } from "vitest";
import type { Clinic } from "../../server/clinic.ts";
import type { StaffRole } from "../../server/auth.ts";
import { clinicContext } from "../context.ts";
import { loader } from "./assessment-intervals.ts";
import { auditInMemory } from "./test-audit.ts";

const INTERVALS = { direction: null, conditions: { plantar_fasciitis: { low: 0.2, high: 0.6 } } };

/** A request for the intervals of `a1`, which was made with the base of this hash, in a clinic whose base is `now`. */
function askedBy(role: StaffRole, { assessmentId = "a1", evidenceHash = "now" } = {}) {
  const { audit, auditAs } = auditInMemory();
  const workedOut: string[] = [];
  const clinic = {
    db: null,
    evidence: { hash: "now" },
    now: () => 0,
    intervals: {
      of: async ({ id }: { id: string }) => {
        workedOut.push(id);
        return INTERVALS;
      },
    },
    store: {
      auditAs,
      findPatient: async () => ({ id: "p1", birthDate: "1970-01-01", mergedInto: null }),
      listOffices: async () => [],
      assessmentsOf: async () => [{ id: "a1", evidenceHash }],
    },
  };
  const context = new RouterContextProvider();
  context.set(clinicContext, {
    clinic: clinic as unknown as Clinic,
    staff: { userId: "u1", name: "Ada", email: "ada@clinic.example", role, hasSecondFactor: true },
    address: "192.0.2.1",
    requestId: "r1",
    nonce: "",
  });
  const url = new URL(`http://clinic.example/staff/patients/p1/assessments/${assessmentId}/intervals`);
  const args = { context, url, request: new Request(url), params: { id: "p1", assessmentId }, pattern: "" };
  return { answer: loader(args as unknown as LoaderFunctionArgs), audit, workedOut };
}

test("those who treat get the intervals alone, and that they read them is written down", async () => {
  const { answer, audit } = askedBy("clinician");
  expect(await (await answer).json()).toEqual(INTERVALS);
  expect(audit).toMatchObject([{ action: "read intervals", resource: "patient/p1", patientId: "p1", outcome: "ok" }]);
});

test("front desk is refused, nothing is worked out, and the attempt is written down", async () => {
  const { answer, audit, workedOut } = askedBy("front-desk");
  await expect(answer).rejects.toMatchObject({ init: { status: 403 } });
  expect(workedOut).toEqual([]);
  expect(audit).toMatchObject([{ patientId: "p1", outcome: "refused" }]);
});

test("an assessment of somebody else is not found", async () => {
  await expect(askedBy("clinician", { assessmentId: "a2" }).answer).rejects.toMatchObject({ init: { status: 404 } });
});

test("a result of another evidence base gets no ranges from this one", async () => {
  const { answer, workedOut } = askedBy("clinician", { evidenceHash: "before" });
  await expect(answer).rejects.toMatchObject({ init: { status: 409 } });
  expect(workedOut).toEqual([]);
});
