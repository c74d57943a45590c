import type { Clinic } from "./clinic.ts";

/**
 * The link by which a new clinic gets its first manager; null once it has one. Each start makes a new link, and earlier
 * ones are worth nothing from then on. There is no account that every installation has.
 */
export async function firstManagerUrl(clinic: Clinic): Promise<string | null> {
  const { db, store } = clinic;
  const people = await store.listStaff(db);
  if (people.some(({ role, isDisabled }) => role === "manager" && !isDisabled)) return null;
  const token = clinic.newToken();
  await store.addStaffLink(db, {
    kind: "first-manager",
    email: null,
    role: "manager",
    tokenHash: clinic.hashToken(token),
    createdBy: "start of the server",
    nowMs: clinic.now(),
  });
  return `${clinic.publicUrl}/join/${token}`;
}
