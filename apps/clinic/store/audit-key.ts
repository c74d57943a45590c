import { createPrivateKey, createPublicKey, hkdfSync, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** Signs checkpoints of the audit (Ed25519, RFC 8032). Whoever has only the public half can check and not sign. */
export interface AuditKey {
  readonly publicKeyHex: string;
  sign(text: string): string;
}

/** The same secret gives the same key. */
export function auditKey(secret: string): AuditKey {
  const seed = Buffer.from(hkdfSync("sha256", secret, "", "plumbline audit checkpoints", 32));
  const key = createPrivateKey({
    key: Buffer.concat([PRIVATE_KEY_HEAD, seed]),
    format: "der",
    type: "pkcs8",
  });
  const der = createPublicKey(key).export({ format: "der", type: "spki" });
  return {
    publicKeyHex: der.subarray(PUBLIC_KEY_HEAD.length).toString("hex"),
    sign: (text) => sign(null, Buffer.from(text), key).toString("hex"),
  };
}

export function isSignedBy(publicKeyHex: string, text: string, signatureHex: string): boolean {
  return verify(null, Buffer.from(text), publicKey(publicKeyHex), Buffer.from(signatureHex, "hex"));
}

function publicKey(hex: string): KeyObject {
  return createPublicKey({
    key: Buffer.concat([PUBLIC_KEY_HEAD, Buffer.from(hex, "hex")]),
    format: "der",
    type: "spki",
  });
}

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
const PRIVATE_KEY_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_KEY_HEAD = Buffer.from("302a300506032b6570032100", "hex");
