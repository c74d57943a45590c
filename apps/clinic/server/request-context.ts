import type { Clinic } from "./clinic.ts";
import type { StaffMember } from "./auth.ts";

/** What one request knows: the running clinic, who asks, and the marks that tie its log lines and scripts together. */
export interface RequestContext {
  readonly clinic: Clinic;
  /** The signed-in member of staff; null for patients and strangers. */
  readonly staff: StaffMember | null;
  /** Network address of whoever asks, for throttling; empty when it is not known. */
  readonly address: string;
  /** In logs and audit rows. */
  readonly requestId: string;
  /** Allows this page's own scripts past the content security policy. */
  readonly nonce: string;
}
