import { join } from "node:path";
import type { EvidenceBase } from "@plumbline/evidence";
import type { Database, RecordingStore } from "../store/index.ts";
import { seedDemo } from "../store/index.ts";
import type { StaffAuth } from "./auth.ts";
import { DEMO_PASSWORD } from "./demo-accounts.ts";
import type { DemoAccount } from "./demo-accounts.ts";

/** Fills an empty database with the made-up clinic, and tells who can sign in. Changes nothing the second time. */
export async function openDemo(options: {
  readonly database: Database;
  readonly auth: StaffAuth;
  readonly contentDir: string;
  readonly examplesDir: string;
  readonly recordings: RecordingStore;
  readonly evidence: EvidenceBase;
  readonly nowMs: number;
}): Promise<readonly DemoAccount[]> {
  const accounts: DemoAccount[] = [];
  await seedDemo(options.database, {
    nowMs: options.nowMs,
    evidence: options.evidence,
    officesDir: join(options.contentDir, "offices"),
    examplesDir: options.examplesDir,
    recordings: options.recordings,
    createUser: async ({ email, name, role }) => {
      accounts.push({ email, name, role, password: DEMO_PASSWORD });
      return options.auth.createUser({ email, name, role, password: DEMO_PASSWORD });
    },
  });
  return accounts;
}
