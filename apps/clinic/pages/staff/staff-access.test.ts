import { RouterContextProvider } from "react-router";
import type { LoaderFunctionArgs } from "react-router";
import { expect, test } from "vitest";
import type { Clinic } from "../../server/clinic.ts";
import type { StaffRole } from "../../server/auth.ts";
import type { AuditEntry } from "../../store/index.ts";
import { clinicContext } from "../context.ts";
import { requireSignedIn, requireStaff, SECURITY_PAGE } from "./staff-access.ts";
import { auditInMemory } from "./test-audit.ts";

/** A request for a patient's result by someone in this role; null is not signed in. */
function askedBy(
  role: StaffRole | null,
  { hasSecondFactor = true, path = "/staff/patients/p1/result?version=a1" } = {},
): { args: LoaderFunctionArgs; audit: AuditEntry[] } {
  const { audit, auditAs } = auditInMemory();
  const context = new RouterContextProvider();
  context.set(clinicContext, {
    clinic: { db: null, store: { auditAs }, needsSecondFactor: true } as unknown as Clinic,
    staff: role === null ? null : { userId: "u1", name: "Ada", email: "ada@clinic.example", role, hasSecondFactor },
    address: "192.0.2.1",
    requestId: "r1",
    nonce: "",
  });
  const url = new URL(path, "http://clinic.example");
  const args = { context, url, request: new Request(url), params: { id: "p1" }, pattern: "" };
  return { args: args as unknown as LoaderFunctionArgs, audit };
}

test("who is not signed in is sent to the sign-in, and from there back to the same page", () => {
  const { args } = askedBy(null);
  expect(sentTo(() => requireSignedIn(args))).toBe("/sign-in?next=%2Fstaff%2Fpatients%2Fp1%2Fresult%3Fversion%3Da1");
});

test("who has no second factor yet can open the page to set it up, and no other", () => {
  const { args } = askedBy("manager", { hasSecondFactor: false });
  expect(sentTo(() => requireSignedIn(args))).toBe(SECURITY_PAGE);
  const there = askedBy("manager", { hasSecondFactor: false, path: SECURITY_PAGE });
  expect(requireSignedIn(there.args).staff.role).toBe("manager");
});

function sentTo(open: () => unknown): string | null {
  try {
    open();
  } catch (thrown) {
    if (thrown instanceof Response && thrown.status === 302) return thrown.headers.get("Location");
    throw thrown;
  }
  throw new Error("Nobody was sent anywhere.");
}

test("front desk cannot open clinical pages, and the attempt is written down", async () => {
  const { args, audit } = askedBy("front-desk");
  await expect(requireStaff(args, "see clinical")).rejects.toMatchObject({ init: { status: 403 } });
  expect(audit).toEqual([
    {
      actor: "ada@clinic.example",
      role: "front-desk",
      action: "refused to see clinical",
      resource: "/staff/patients/p1/result",
      patientId: "p1",
      outcome: "refused",
      requestId: "r1",
    },
  ]);
});

test.each(["clinician", "manager"] as const)("a %s opens clinical pages", async (role) => {
  const { args, audit } = askedBy(role);
  const { staff } = await requireStaff(args, "see clinical");
  expect(staff.role).toBe(role);
  expect(audit).toEqual([]);
});
