import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { data, redirect, useActionData, useLoaderData } from "react-router";
import type { Clinic } from "../../server/clinic.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { clinicContext } from "../context.ts";

const TITLES = {
  "first-manager": "Set up your clinic",
  invitation: "Join the clinic",
  "password-reset": "Choose a new password",
} as const;

export function meta() {
  return [{ title: "Your account – Plumbline" }];
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const { kind, email, role } = await linkOf(clinic, params.token);
  return { title: TITLES[kind], kind, email, role };
}

interface Fault {
  readonly fieldId: "name" | "email" | "password" | "again";
  readonly message: string;
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { clinic, requestId, address } = context.get(clinicContext);
  const link = await linkOf(clinic, params.token);
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const name = text("name").trim();
  const email = link.email ?? text("email").trim().toLowerCase();
  const password = text("password");
  const faults: Fault[] = [];
  if (link.kind !== "password-reset" && name === "") faults.push({ fieldId: "name", message: "Type your name." });
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    faults.push({ fieldId: "email", message: "Type your e-mail address, such as name@clinic.org." });
  }
  const fault = clinic.passwordFault(password, email);
  if (fault !== null) faults.push({ fieldId: "password", message: fault });
  else if (password !== text("again")) faults.push({ fieldId: "again", message: "The two passwords differ." });
  if (faults.length > 0) return data({ faults, name, email }, { status: 422 });

  if (!(await clinic.store.useStaffLink(clinic.db, link.id, clinic.now()))) throw gone();
  if (link.kind === "password-reset") await clinic.auth.setPassword(email, password);
  else await clinic.auth.createUser({ email, name, password, role: link.role });
  await clinic.store.recordAudit(clinic.db, {
    actor: email,
    role: link.role,
    action: link.kind === "password-reset" ? "set new password" : "join staff",
    resource: `staff link/${link.id}`,
    patientId: null,
    outcome: "ok",
    requestId,
  });
  const result = await clinic.auth.signIn(email, password, { headers: request.headers, address });
  if (result.kind === "signed-in") throw redirect("/staff/security", { headers: result.cookies });
  if (result.kind === "second-factor") throw redirect("/sign-in/code", { headers: result.cookies });
  throw redirect("/sign-in");
}

async function linkOf(clinic: Clinic, token = "") {
  const link = await clinic.store.findStaffLink(clinic.db, clinic.hashToken(token), clinic.now());
  if (link === null) throw gone();
  return link;
}

function gone() {
  return data("This link was used already, or its time is over. Ask your manager for a new one.", { status: 404 });
}

export default function Join() {
  const { title, kind, email, role } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const faultOf = (fieldId: Fault["fieldId"]) => failed?.faults.find((fault) => fault.fieldId === fieldId)?.message;
  return (
    <div className="wrap narrow">
      <ErrorSummary errors={failed?.faults ?? []} />
      <h1>{title}</h1>
      {kind === "first-manager" && (
        <p>You become this clinic’s first manager. Then you set up a second factor and invite your colleagues.</p>
      )}
      {kind === "invitation" && <p>Your role here: {role.replace("-", " ")}.</p>}
      <form method="post">
        {kind !== "password-reset" && (
          <TextField
            id="name"
            label="Your name, as colleagues see it"
            autoComplete="name"
            required
            defaultValue={failed?.name}
            error={faultOf("name")}
          />
        )}
        {email === null ? (
          <TextField
            id="email"
            label="E-mail"
            type="email"
            autoComplete="username"
            required
            defaultValue={failed?.email}
            error={faultOf("email")}
          />
        ) : (
          <p>
            Your e-mail: <strong>{email}</strong>
            <input type="hidden" name="username" autoComplete="username" value={email} />
          </p>
        )}
        <TextField
          id="password"
          label="New password"
          hint="At least 12 characters. A few words in a row are easy to remember."
          type="password"
          autoComplete="new-password"
          required
          error={faultOf("password")}
        />
        <TextField
          id="again"
          label="The same password again"
          type="password"
          autoComplete="new-password"
          required
          error={faultOf("again")}
        />
        <button className="button" type="submit">
          Save and go on
        </button>
      </form>
    </div>
  );
}
