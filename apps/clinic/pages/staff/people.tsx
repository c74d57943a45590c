import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { data, useActionData, useLoaderData } from "react-router";
import type { StaffRole } from "../../server/auth.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { requireStaff } from "./staff-access.ts";
import type { StaffRequest } from "./staff-access.ts";
import { ROLE_WORDS } from "./role-words.ts";

export function meta() {
  return [{ title: "Staff – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "manage staff");
  const { clinic, staff } = asking;
  await asking.audit({ action: "read staff", resource: "staff", patientId: null });
  const [people, links] = await Promise.all([
    clinic.store.listStaff(clinic.db),
    clinic.store.openStaffLinks(clinic.db, clinic.now()),
  ]);
  return { people, me: staff.userId, invited: links.filter(({ kind }) => kind === "invitation") };
}

interface Outcome {
  readonly faults: readonly { readonly fieldId: string; readonly message: string }[];
  readonly done?: string;
  readonly email?: string;
}

export async function action(args: ActionFunctionArgs) {
  const asking = await requireStaff(args, "manage staff");
  const form = await args.request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  if (text("do") === "invite") return invite(asking, text("email").trim().toLowerCase(), text("role"));
  return changeAccount(asking, text("do"), text("user"), text("role"));
}

async function invite(asking: StaffRequest, email: string, role: string) {
  const { clinic, staff } = asking;
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    return data<Outcome>(
      { faults: [{ fieldId: "email", message: "Type an e-mail address, such as name@clinic.org." }], email },
      { status: 422 },
    );
  }
  if (!isRole(role)) throw data("There is no such role.", { status: 400 });
  const people = await clinic.store.listStaff(clinic.db);
  if (people.some((person) => person.email === email)) {
    const message = "This person has an account already. Change its role below.";
    return data<Outcome>({ faults: [{ fieldId: "email", message }], email }, { status: 422 });
  }
  const token = clinic.newToken();
  await clinic.store.addStaffLink(clinic.db, {
    kind: "invitation",
    email,
    role,
    tokenHash: clinic.hashToken(token),
    createdBy: staff.email,
    nowMs: clinic.now(),
  });
  await sendLink(asking, email, token, "You are invited to join a clinic on Plumbline", [
    `${staff.name} invites you to work on Plumbline as ${ROLE_WORDS[role]}.`,
    "Open this page within seven days and choose a password:",
  ]);
  await asking.audit({ action: `invite ${role}`, resource: "staff", patientId: null });
  return data<Outcome>({ faults: [], done: `The invitation is on its way to ${email}. It is good for seven days.` });
}

async function changeAccount(asking: StaffRequest, what: string, userId: string, role: string) {
  const { clinic } = asking;
  const { store, db } = clinic;
  const person = (await store.listStaff(db)).find((one) => one.userId === userId);
  if (person === undefined) throw data("There is no such account.", { status: 404 });
  const done = async (action: string, message: string) => {
    await asking.audit({ action, resource: `staff/${userId}`, patientId: null });
    return data<Outcome>({ faults: [], done: message });
  };
  const last = () => {
    const message = "This is the last manager. Make somebody else a manager first.";
    return data<Outcome>({ faults: [{ fieldId: `row-${userId}`, message }] }, { status: 409 });
  };
  switch (what) {
    case "role":
      if (!isRole(role)) throw data("There is no such role.", { status: 400 });
      if ((await store.changeStaffRole(db, userId, role)) === "last-manager") return last();
      return done(`make ${role}`, `${person.name} is ${ROLE_WORDS[role]} now.`);
    case "disable":
      if ((await store.disableStaff(db, userId, clinic.now())) === "last-manager") return last();
      return done("disable account", `${person.name} is signed out and cannot sign in until you enable the account.`);
    case "enable":
      await store.enableStaff(db, userId);
      return done("enable account", `${person.name} can sign in again.`);
    case "factor":
      await store.removeSecondFactor(db, userId);
      return done("remove second factor", `${person.name} sets up a new second factor at the next sign-in.`);
    case "reset": {
      const token = clinic.newToken();
      await store.addStaffLink(db, {
        kind: "password-reset",
        email: person.email,
        role: person.role,
        tokenHash: clinic.hashToken(token),
        createdBy: asking.staff.email,
        nowMs: clinic.now(),
      });
      await sendLink(asking, person.email, token, "Choose a new password", [
        "Open this page within two hours and choose a new password. Your second factor stays as it is.",
      ]);
      return done("send password link", `A link to choose a new password is on its way to ${person.email}.`);
    }
    default:
      throw data("This form is not one of ours.", { status: 400 });
  }
}

async function sendLink(
  { clinic }: StaffRequest,
  to: string,
  token: string,
  subject: string,
  lines: readonly string[],
) {
  await clinic.store.queueMail(clinic.db, {
    key: `staff-link:${clinic.hashToken(token)}`,
    visitId: null,
    recipient: to,
    subject,
    body: [...lines, `${clinic.publicUrl}/join/${token}`, "", "Keep this link to yourself. It works once."].join("\n"),
    ics: null,
  });
  clinic.wakeMail();
}

function isRole(word: string): word is StaffRole {
  return Object.hasOwn(ROLE_WORDS, word);
}

export default function People() {
  const { people, me, invited } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <Workspace>
      <ErrorSummary errors={outcome?.faults ?? []} />
      <h1>Staff</h1>
      {outcome?.done !== undefined && <output className="notice">{outcome.done}</output>}
      <ul className="people">
        {people.map((person) => (
          <li key={person.userId} id={`row-${person.userId}`} className="card">
            <h2>
              {person.name}
              {person.isDisabled && <span className="badge">disabled</span>}
            </h2>
            <p>
              {person.email} · {person.hasSecondFactor ? "second factor in force" : "no second factor"}
            </p>
            <div className="row">
              <form method="post" className="row">
                <input type="hidden" name="user" value={person.userId} />
                <label>
                  Role{" "}
                  <select name="role" defaultValue={person.role}>
                    <RoleOptions />
                  </select>
                </label>
                <button className="button quiet" type="submit" name="do" value="role">
                  Change
                </button>
              </form>
              {person.userId !== me && (
                <form method="post" className="row">
                  <input type="hidden" name="user" value={person.userId} />
                  <button className="button quiet" type="submit" name="do" value="reset">
                    Send password link
                  </button>
                  {person.hasSecondFactor && (
                    <button className="button quiet" type="submit" name="do" value="factor">
                      Remove second factor
                    </button>
                  )}
                  <button
                    className="button quiet"
                    type="submit"
                    name="do"
                    value={person.isDisabled ? "enable" : "disable"}
                  >
                    {person.isDisabled ? "Enable" : "Disable"}
                  </button>
                </form>
              )}
            </div>
          </li>
        ))}
      </ul>
      {invited.length > 0 && (
        <>
          <h2>Invited</h2>
          <ul>
            {invited.map(({ id, email, role }) => (
              <li key={id}>
                {email}, {ROLE_WORDS[role]}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Invite somebody</h2>
      <form method="post" className="narrow">
        <input type="hidden" name="do" value="invite" />
        <TextField
          id="email"
          label="E-mail"
          type="email"
          required
          defaultValue={outcome?.email}
          error={outcome?.faults.find(({ fieldId }) => fieldId === "email")?.message}
        />
        <div className="field">
          <label htmlFor="role">Role</label>
          <select id="role" name="role" defaultValue="clinician">
            <RoleOptions />
          </select>
        </div>
        <button className="button" type="submit">
          Send the invitation
        </button>
      </form>
    </Workspace>
  );
}

function RoleOptions() {
  return Object.entries(ROLE_WORDS).map(([role, words]) => (
    <option key={role} value={role}>
      {words}
    </option>
  ));
}
