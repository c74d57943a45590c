import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@react-router/node";
import { renderToPipeableStream } from "react-dom/server";
import { RouterContextProvider, ServerRouter } from "react-router";
import type { EntryContext } from "react-router";
import { clinicContext } from "./context.ts";
import type { RequestContext } from "../server/request-context.ts";

/** A page that takes longer than this to render is given up. */
export const streamTimeout = 10_000;

/**
 * Called by the server for each request: hands pages the running clinic without their importing it, so that the
 * database and its drivers stay out of the built pages.
 */
export function createLoadContext(request: RequestContext): RouterContextProvider {
  const provider = new RouterContextProvider();
  provider.set(clinicContext, request);
  return provider;
}

/** Sends the page whole: forms and text must work on a slow line before any script has arrived. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  loadContext: RouterContextProvider,
): Promise<Response> {
  const { nonce } = loadContext.get(clinicContext);
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Promise((resolve, reject) => {
    let responseStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <ServerRouter context={routerContext} url={request.url} nonce={nonce} />,
      {
        nonce,
        onAllReady() {
          clearTimeout(timeout);
          const body = new PassThrough();
          pipe(body);
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }));
        },
        onShellError: reject,
        onError(error: unknown) {
          responseStatus = 500;
          loadContext.get(clinicContext).clinic.logError("render", error);
        },
      },
    );
    const timeout = setTimeout(abort, streamTimeout);
  });
}

/** Errors of loaders and actions: logged with the request's id, never shown. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: RouterContextProvider },
) {
  if (request.signal.aborted) return;
  context.get(clinicContext).clinic.logError("page", error);
}
