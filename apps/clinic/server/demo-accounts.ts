import type { StaffRole } from "./auth.ts";

export interface DemoAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: StaffRole;
}

/** One password for all: these exist only in a demo clinic, which says on every page that it is one. */
export const DEMO_PASSWORD = "plumb-line-demo-2026";
