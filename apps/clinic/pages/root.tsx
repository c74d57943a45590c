import "@fontsource-variable/atkinson-hyperlegible-next";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/components.css";
import type { ReactNode } from "react";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  isRouteErrorResponse,
  useRouteLoaderData,
} from "react-router";
import type { LoaderFunctionArgs } from "react-router";
import { clinicContext } from "./context.ts";
import { pagesFor } from "./staff/staff-policy.ts";
import { SiteFooter, SiteHeader } from "../ui/site-frame.tsx";

export function loader({ context }: LoaderFunctionArgs) {
  const { clinic, staff, nonce } = context.get(clinicContext);
  return {
    staff: staff === null ? null : { name: staff.name, role: staff.role, pages: pagesFor(staff.role) },
    isDemo: clinic.isDemo,
    nonce,
  };
}

/** The nonce and the sign-in never change by navigating; a sign-in or sign-out loads the whole page anew. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { readonly children: ReactNode }) {
  const frame = useRouteLoaderData<typeof loader>("root");
  return (
    <html lang="en-US">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        {/* Read by controls that bring a style of their own. */}
        <meta property="csp-nonce" nonce={frame?.nonce} />
        <Meta />
        <Links nonce={frame?.nonce} />
      </head>
      <body>
        <a className="skip-link" href="#main">
          Skip to main content
        </a>
        <SiteHeader staff={frame?.staff ?? null} isDemo={frame?.isDemo ?? false} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter />
        <ScrollRestoration nonce={frame?.nonce} />
        <Scripts nonce={frame?.nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function meta() {
  return [{ title: "Plumbline" }];
}

/** What a person sees when something went wrong: what happened, that nothing they typed before is lost, where to go. */
export function ErrorBoundary({ error }: { readonly error: unknown }) {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const isMissing = status === 404;
  // What the router itself says of an unknown address ("Error: No route matches …") is not for people.
  const said =
    isRouteErrorResponse(error) && typeof error.data === "string" && !error.data.startsWith("Error:") ? error.data : "";
  return (
    <div className="wrap narrow">
      <title>{isMissing ? "Page not found – Plumbline" : "Something went wrong – Plumbline"}</title>
      <h1>
        {isMissing
          ? "This page is not here"
          : status === 403
            ? "You cannot open this page"
            : "Something went wrong on our side"}
      </h1>
      <p className="lead">
        {said !== ""
          ? said
          : isMissing
            ? "The address may be mistyped, or the link may be old."
            : "Your earlier answers are kept. Go back and try again. If it happens twice, call the office."}
      </p>
      <p>
        <a className="button" href="/">
          Go to the start page
        </a>
      </p>
    </div>
  );
}
