import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** The one script that may compile WebAssembly: the thread that builds devices for the preview of an orthotic. */
const BUILDS_DEVICES = /^\/assets\/orthotic-preview-worker-/;

/** Set on every answer. Scripts run only with this answer's nonce, and no other site may frame or read us. */
export function securityHeaders(isHttps: boolean): MiddlewareHandler<{ Variables: { secureHeadersNonce: string } }> {
  const strict = headers(isHttps, []);
  const compiling = headers(isHttps, ["'wasm-unsafe-eval'"]);
  return (context, next) => (BUILDS_DEVICES.test(context.req.path) ? compiling : strict)(context, next);
}

function headers(isHttps: boolean, moreScripts: readonly string[]): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", (context) => `'nonce-${context.get("secureHeadersNonce")}'`, ...moreScripts],
      styleSrc: ["'self'", (context) => `'nonce-${context.get("secureHeadersNonce")}'`],
      // React writes the widths of bars as style attributes.
      styleSrcAttr: ["'unsafe-inline'"],
      imgSrc: ["'self'", "data:"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: isHttps ? "max-age=31536000; includeSubDomains" : false,
    referrerPolicy: "same-origin",
    xFrameOptions: "DENY",
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  });
}
