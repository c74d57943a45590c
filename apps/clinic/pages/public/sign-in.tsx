import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { data, redirect, useActionData, useLoaderData } from "react-router";
import { clinicContext } from "../context.ts";
import { startPage } from "../staff/staff-policy.ts";
import { safePath } from "./safe-path.ts";
import { waitText } from "./wait-text.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { TextField } from "../../ui/text-field.tsx";

export function meta() {
  return [{ title: "Staff sign-in – Plumbline" }];
}

export function loader({ context, request }: LoaderFunctionArgs) {
  const { staff, clinic } = context.get(clinicContext);
  const next = safePath(new URL(request.url).searchParams.get("next"));
  if (staff !== null) throw redirect(next === "/staff" ? startPage(staff.role) : next);
  return { next, demoAccounts: clinic.demoAccounts };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { clinic, requestId, address } = context.get(clinicContext);
  const form = await request.formData();
  const email = String(form.get("email") ?? "")
    .trim()
    .toLowerCase();
  const password = String(form.get("password") ?? "");
  const next = safePath(String(form.get("next") ?? ""));
  const result = await clinic.auth.signIn(email, password, { headers: request.headers, address });
  const isRight = result.kind === "signed-in" || result.kind === "second-factor";
  await clinic.store.recordAudit(clinic.db, {
    actor: isRight ? email : "anonymous",
    role: null,
    action: "sign-in",
    resource: "session",
    patientId: null,
    outcome: isRight ? "ok" : "refused",
    requestId,
  });
  switch (result.kind) {
    case "signed-in":
      throw redirect(next, { headers: result.cookies });
    case "second-factor":
      throw redirect(`/sign-in/code?next=${encodeURIComponent(next)}`, { headers: result.cookies });
    case "wait":
      return data({ email, error: waitText(result.waitMs) }, { status: 429 });
    case "refused":
      return data({ email, error: "E-mail and password do not match." }, { status: 401 });
  }
}

export default function SignIn() {
  const { next, demoAccounts } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  return (
    <div className="wrap narrow">
      <ErrorSummary errors={failed === undefined ? [] : [{ fieldId: "email", message: failed.error }]} />
      <h1>Staff sign-in</h1>
      {/* A plain form: the page loads anew, and the header with it. */}
      <form method="post">
        <input type="hidden" name="next" value={next} />
        <TextField
          id="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          defaultValue={failed?.email}
          error={failed?.error}
        />
        <TextField id="password" label="Password" type="password" autoComplete="current-password" required />
        <button className="button" type="submit">
          Sign in
        </button>
      </form>
      {demoAccounts.length > 0 && (
        <section className="card" style={{ marginTop: "var(--space-6)" }}>
          <h2>Demo sign-ins</h2>
          <p>These accounts exist only in the demo clinic.</p>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <section className="table-scroll" aria-label="Demo accounts" tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">Who</th>
                  <th scope="col">E-mail</th>
                  <th scope="col">Password</th>
                </tr>
              </thead>
              <tbody>
                {demoAccounts.map((account) => (
                  <tr key={account.email}>
                    <th scope="row">
                      {account.name}, {account.role.replace("-", " ")}
                    </th>
                    <td>{account.email}</td>
                    <td>{account.password}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </section>
      )}
    </div>
  );
}
