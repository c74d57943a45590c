import { dayOf } from "@plumbline/scheduling";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData } from "react-router";
import { BirthDateField } from "../../ui/birth-date-field.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { BIRTH_FIELDS, readBirthDate } from "../birth-date.ts";
import type { TypedBirthDate } from "../birth-date.ts";
import { clockText } from "../time.ts";
import { isOpenOnDevice, openCookie } from "./my-cookie.ts";
import { myLink, openMyPages } from "./open-my-pages.ts";
import { MY_SECTIONS } from "./sections.ts";

export function meta() {
  return [{ title: "Your own pages – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const { clinic, link, base, officePhone } = await myLink(args);
  if (!isOpenOnDevice(clinic, args.request, link.id)) return { open: null, officePhone };
  const { patient } = await openMyPages(args, "read own pages");
  const wantsQuestions = await clinic.store.wantsQuestions(clinic.db, patient.id);
  return { open: { name: patient.givenName, base, sections: MY_SECTIONS, wantsQuestions }, officePhone };
}

export async function action(args: ActionFunctionArgs) {
  const { clinic, link, base, officePhone, timeZone, actor } = await myLink(args);
  const form = await args.request.formData();
  const typed = Object.fromEntries(
    BIRTH_FIELDS.map((name) => [
      name,
      String(form.get(name) ?? "")
        .trim()
        .slice(0, 20),
    ]),
  ) as TypedBirthDate;
  const refuse = (message: string, status: number, fieldId: string = "birthMonth") =>
    data({ typed, error: { fieldId, message } }, { status });
  const nowMs = clinic.now();
  const birth = readBirthDate(typed, dayOf(nowMs, timeZone));
  if (!birth.ok) return refuse(birth.message, 422, birth.fieldId);
  const answer = await clinic.store.tryBirthDate(clinic.db, { link, birthDate: birth.date, actor, nowMs });
  if (answer === "right") {
    const to = args.url.searchParams.get("to") ?? "";
    // Only to a page of this link, never to another site.
    const next = /^[a-z][a-z0-9/-]*$/.test(to) ? `${base}/${to}` : base;
    return redirect(next, { headers: { "Set-Cookie": openCookie(clinic, link.id) } });
  }
  if (answer === "wrong") {
    return refuse("This is not the date of birth we have. Check it and try again, or call us.", 422);
  }
  const opens = await clinic.store.findPatientLink(clinic.db, clinic.hashToken(args.params.token ?? ""), nowMs);
  const when =
    opens?.lockedUntilMs === undefined || opens.lockedUntilMs === null
      ? "in an hour"
      : `after ${clockText(opens.lockedUntilMs, timeZone)}`;
  return refuse(`Too many tries with another date. Try again ${when}, or call us at ${officePhone}.`, 429);
}

export default function MyHome() {
  const { open, officePhone } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  if (open !== null) {
    return (
      <div className="wrap narrow">
        <h1>Hello {open.name}</h1>
        <p className="lead">These are your own pages at our office.</p>
        <ul className="plain-list card-list">
          {open.sections.map(({ path, title, text }) => (
            <li key={path} className="card">
              <h2>
                <Link to={`${open.base}/${path}`}>{title}</Link>
              </h2>
              <p>{text}</p>
            </li>
          ))}
        </ul>
        <p>
          Also: <Link to="/shoes">check your shoes at home</Link>
        </p>
        <p>
          <a href={`${open.base}/data.json`} download>
            Save all we hold about you
          </a>{" "}
          as a file for a computer, with a list of who looked at it.
        </p>
        <Form method="post" action={`${open.base}/letters`}>
          <p>
            {open.wantsQuestions
              ? "While you have a plan, we ask you every four weeks by e-mail how you are."
              : "We do not ask you by e-mail how you are."}
          </p>
          <p>
            <button className="button quiet" name="wants" value={open.wantsQuestions ? "no" : "yes"}>
              {open.wantsQuestions ? "Do not ask me" : "Ask me"}
            </button>
          </p>
        </Form>
        <Form method="post" action={`${open.base}/close`}>
          <p>When you are done on a device that others use:</p>
          <button className="button quiet">Close my pages</button>
        </Form>
        <p className="soft">
          Questions? Call us at <a href={`tel:${officePhone}`}>{officePhone}</a>.
        </p>
      </div>
    );
  }
  return (
    <div className="wrap narrow">
      <ErrorSummary errors={failed === undefined ? [] : [failed.error]} />
      <h1>Your own pages</h1>
      <p className="lead">So that nobody else reads what is yours, tell us your date of birth.</p>
      <Form method="post">
        <BirthDateField typed={failed?.typed} error={failed?.error} />
        <button className="button" type="submit">
          Open my pages
        </button>
      </Form>
      <p className="soft">
        Does it not open? Call us at <a href={`tel:${officePhone}`}>{officePhone}</a>.
      </p>
    </div>
  );
}
