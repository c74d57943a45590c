import { RouterContextProvider } from "react-router";
import type { LoaderFunctionArgs } from "react-router";
import { expect, test } from "vitest";
import type { Clinic } from "../../server/clinic.ts";
import type { StaffRole } from "../../server/auth.ts";
import type { AuditEntry } from "../../store/index.ts";
import { clinicContext } from "../context.ts";
import { requireClinical, requireStaff } from "./staff-access.ts";

/** A request for a patient's result by someone in this role; null is not signed in. */
function askedBy(role: StaffRole | null): { args: LoaderFunctionArgs; audit: AuditEntry[] } {
  const audit: AuditEntry[] = [];
  const store = { recordAudit: async (_db: unknown, entry: AuditEntry) => void audit.push(entry) };
  const context = new RouterContextProvider();
  context.set(clinicContext, {
    clinic: { db: null, store } as unknown as Clinic,
    staff: role === null ? null : { userId: "u1", name: "Ada", email: "ada@clinic.example", role },
    requestId: "r1",
    nonce: "",
  });
  const url = new URL("http://clinic.example/staff/patients/p1/result?version=a1");
  const args = { context, url, request: new Request(url), params: { id: "p1" }, pattern: "" };
  return { args: args as unknown as LoaderFunctionArgs, audit };
}

test("who is not signed in is sent to the sign-in, and from there back to the same page", () => {
  const { args } = askedBy(null);
  let thrown: unknown;
  try {
    requireStaff(args);
  } catch (response) {
    thrown = response;
  }
  expect(thrown).toBeInstanceOf(Response);
  expect((thrown as Response).status).toBe(302);
  expect((thrown as Response).headers.get("Location")).toBe(
    "/sign-in?next=%2Fstaff%2Fpatients%2Fp1%2Fresult%3Fversion%3Da1",
  );
});

test("front desk cannot open clinical pages, and the attempt is written down", async () => {
  const { args, audit } = askedBy("front-desk");
  await expect(requireClinical(args)).rejects.toMatchObject({ init: { status: 403 } });
  expect(audit).toEqual([
    {
      actor: "ada@clinic.example",
      role: "front-desk",
      action: "open clinical page",
      resource: "/staff/patients/p1/result",
      patientId: "p1",
      outcome: "refused",
      requestId: "r1",
    },
  ]);
});

test.each(["clinician", "manager"] as const)("a %s opens clinical pages", async (role) => {
  const { args, audit } = askedBy(role);
  const { staff } = await requireClinical(args);
  expect(staff.role).toBe(role);
  expect(audit).toEqual([]);
});
