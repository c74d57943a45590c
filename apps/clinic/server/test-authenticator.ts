import { createHmac } from "node:crypto";

/** The code an authenticator app with this key shows now: RFC 6238 with its usual six digits and thirty seconds. */
export function codeOf(secret: string): string {
  const key = base32Bytes(secret);
  const period = Buffer.alloc(8);
  period.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(period).digest();
  const number = digest.readUInt32BE(digest.at(-1)! & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

function base32Bytes(text: string): Uint8Array {
  let bits = "";
  for (const letter of text.replaceAll("=", ""))
    bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0");
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
