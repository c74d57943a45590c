import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { data, redirect, useActionData, useLoaderData } from "react-router";
import { clinicContext } from "../context.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { safePath } from "./safe-path.ts";
import { waitText } from "./wait-text.ts";

export function meta() {
  return [{ title: "Sign-in code – Plumbline" }];
}

export function loader({ context, request }: LoaderFunctionArgs) {
  const next = safePath(new URL(request.url).searchParams.get("next"));
  if (context.get(clinicContext).staff !== null) throw redirect(next);
  return { next };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { clinic, requestId, address } = context.get(clinicContext);
  const form = await request.formData();
  const code = String(form.get("code") ?? "");
  const result = await clinic.auth.secondFactor(code, { headers: request.headers, address });
  await clinic.store.recordAudit(clinic.db, {
    actor: result.kind === "signed-in" ? result.email : "anonymous",
    role: null,
    action: "sign-in code",
    resource: "session",
    patientId: null,
    outcome: result.kind === "signed-in" ? "ok" : "refused",
    requestId,
  });
  if (result.kind === "signed-in") {
    throw redirect(safePath(String(form.get("next") ?? "")), { headers: result.cookies });
  }
  if (result.kind === "wait") return data({ error: waitText(result.waitMs) }, { status: 429 });
  return data({ error: "This code does not work, or was used already. Wait for the next one." }, { status: 401 });
}

export default function SignInCode() {
  const { next } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  return (
    <div className="wrap narrow">
      <ErrorSummary errors={failed === undefined ? [] : [{ fieldId: "code", message: failed.error }]} />
      <h1>Sign-in code</h1>
      <form method="post">
        <input type="hidden" name="next" value={next} />
        <TextField
          id="code"
          label="Code from your authenticator app"
          hint="Six digits. If you lost the device, type one of your backup codes instead."
          autoComplete="one-time-code"
          required
          error={failed?.error}
        />
        <button className="button" type="submit">
          Sign in
        </button>
      </form>
      <p>
        <a href="/sign-in">Start again</a>
      </p>
    </div>
  );
}
