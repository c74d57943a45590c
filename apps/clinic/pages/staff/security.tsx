import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { data, redirectDocument, useActionData, useLoaderData } from "react-router";
import { renderSVG } from "uqr";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { clinicContext } from "../context.ts";
import { requireSignedIn } from "./staff-access.ts";
import { startPage } from "./staff-policy.ts";

export function meta() {
  return [{ title: "Your sign-in – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const { clinic, staff } = requireSignedIn(args);
  const [clinicianId, feed] = await Promise.all([
    clinic.store.clinicianOfUser(clinic.db, staff.userId),
    clinic.store.calendarFeedOf(clinic.db, staff.userId),
  ]);
  return {
    calendar: clinicianId === null ? null : { isOn: feed !== null },
    email: staff.email,
    hasSecondFactor: staff.hasSecondFactor,
    mustSetUp: clinic.needsSecondFactor && !staff.hasSecondFactor,
    start: startPage(staff.role),
    saved: args.url.searchParams.get("saved"),
  };
}

interface Fault {
  readonly fieldId: string;
  readonly message: string;
}

interface Shown {
  readonly faults: readonly Fault[];
  /** What the authenticator app and the drawer need; shown once. */
  readonly setUp?: { readonly picture: string; readonly key: string; readonly backupCodes: readonly string[] };
  readonly isCodeAsked?: boolean;
  /** The address of the person's calendar; shown once. */
  readonly feedUrl?: string;
}

export async function action(args: ActionFunctionArgs) {
  const asking = requireSignedIn(args);
  const { address } = args.context.get(clinicContext);
  const { clinic, staff } = asking;
  const { headers } = args.request;
  const form = await args.request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const wrong = (fieldId: string, message: string, more: Partial<Shown> = {}) =>
    data<Shown>({ faults: [{ fieldId, message }], ...more }, { status: 422 });

  switch (text("do")) {
    case "start": {
      const start = await clinic.auth.startSecondFactor(text("password"), headers);
      if (start === null) return wrong("password", "This is not your password.");
      return data<Shown>({
        faults: [],
        isCodeAsked: true,
        setUp: {
          picture: `data:image/svg+xml,${encodeURIComponent(renderSVG(start.uri, { border: 2 }))}`,
          key: new URL(start.uri).searchParams.get("secret") ?? "",
          backupCodes: start.backupCodes,
        },
      });
    }
    case "confirm": {
      const cookies = await clinic.auth.confirmSecondFactor(text("code"), headers);
      if (cookies === null) {
        return wrong("code", "This code is not right. Check the clock of your phone, and type the code it shows now.", {
          isCodeAsked: true,
        });
      }
      await asking.audit({ action: "set up second factor", resource: `staff/${staff.userId}`, patientId: null });
      throw redirectDocument("/staff/security?saved=second-factor", { headers: cookies });
    }
    case "change": {
      const fault = clinic.passwordFault(text("new-password"), staff.email);
      if (fault !== null) return wrong("new-password", fault);
      const request = { headers, address, email: staff.email };
      const cookies = await clinic.auth.changePassword(text("present-password"), text("new-password"), request);
      if (cookies === null) return wrong("present-password", "This is not your present password.");
      await asking.audit({ action: "change password", resource: `staff/${staff.userId}`, patientId: null });
      throw redirectDocument("/staff/security?saved=password", { headers: cookies });
    }
    case "make-feed": {
      const token = clinic.newToken();
      const tokenHash = clinic.hashToken(token);
      await clinic.store.setCalendarFeed(clinic.db, { userId: staff.userId, tokenHash, nowMs: clinic.now() });
      await asking.audit({ action: "make calendar feed", resource: `staff/${staff.userId}`, patientId: null });
      return data<Shown>({ faults: [], feedUrl: `${clinic.publicUrl}/calendar/${token}.ics` });
    }
    case "withdraw-feed": {
      await clinic.store.withdrawCalendarFeed(clinic.db, staff.userId);
      await asking.audit({ action: "withdraw calendar feed", resource: `staff/${staff.userId}`, patientId: null });
      throw redirectDocument("/staff/security?saved=feed-withdrawn");
    }
    case "everywhere": {
      await clinic.store.endSessions(clinic.db, staff.userId);
      await asking.audit({ action: "sign out everywhere", resource: `staff/${staff.userId}`, patientId: null });
      throw redirectDocument("/sign-in");
    }
    default:
      throw data("This form is not one of ours.", { status: 400 });
  }
}

export default function Security() {
  const { email, hasSecondFactor, mustSetUp, start, saved, calendar } = useLoaderData<typeof loader>();
  const shown = useActionData<typeof action>();
  const faultOf = (fieldId: string) => shown?.faults.find((fault) => fault.fieldId === fieldId)?.message;
  return (
    <Workspace>
      <div className="narrow">
        <ErrorSummary errors={shown?.faults ?? []} />
        <h1>Your sign-in</h1>
        {saved === "second-factor" && (
          <output className="notice">
            Your second factor is in force. <a href={start}>Go to work</a>
          </output>
        )}
        {saved === "password" && (
          <output className="notice">Your password is changed. Other devices are signed out.</output>
        )}
        <p>
          You are signed in as <strong>{email}</strong>.
        </p>

        <section aria-labelledby="factor">
          <h2 id="factor">Second factor</h2>
          {hasSecondFactor ? (
            <p>In force: signing in takes a code from your authenticator app. If you lose the device, ask a manager.</p>
          ) : shown?.isCodeAsked === true ? (
            <>
              {shown.setUp !== undefined && (
                <>
                  <ol>
                    <li>
                      Open an authenticator app on your phone and scan this picture, or type the key below it.
                      <img
                        className="qr-code"
                        src={shown.setUp.picture}
                        alt="QR code for your authenticator app; the key below says the same"
                      />
                      <p>
                        Key: <code className="long-code">{shown.setUp.key}</code>
                      </p>
                    </li>
                    <li>
                      Write these backup codes down and keep them apart from the phone. Each works once. They are not
                      shown again.
                      <ul className="code-list">
                        {shown.setUp.backupCodes.map((code) => (
                          <li key={code}>
                            <code>{code}</code>
                          </li>
                        ))}
                      </ul>
                    </li>
                    <li>Type the code the app shows now.</li>
                  </ol>
                </>
              )}
              <form method="post">
                <input type="hidden" name="do" value="confirm" />
                <TextField
                  id="code"
                  label="Code from your authenticator app"
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  required
                  error={faultOf("code")}
                />
                <button className="button" type="submit">
                  Put it in force
                </button>
              </form>
            </>
          ) : (
            <form method="post">
              <p>
                {mustSetUp
                  ? "Before you can work here, your sign-in needs a second factor: a code from an app on your phone. A stolen password then opens nothing."
                  : "Not in force. With it, a stolen password opens nothing."}
              </p>
              <input type="hidden" name="do" value="start" />
              <TextField
                id="password"
                label="Your password"
                type="password"
                autoComplete="current-password"
                required
                error={faultOf("password")}
              />
              <button className="button" type="submit">
                Set it up
              </button>
            </form>
          )}
        </section>

        <section aria-labelledby="change">
          <h2 id="change">Change your password</h2>
          <form method="post">
            <input type="hidden" name="do" value="change" />
            <TextField
              id="present-password"
              label="Present password"
              type="password"
              autoComplete="current-password"
              required
              error={faultOf("present-password")}
            />
            <TextField
              id="new-password"
              label="New password"
              hint="At least 12 characters. A few words in a row are easy to remember."
              type="password"
              autoComplete="new-password"
              required
              error={faultOf("new-password")}
            />
            <button className="button quiet" type="submit">
              Change it
            </button>
          </form>
        </section>

        {calendar !== null && (
          <section aria-labelledby="calendar">
            <h2 id="calendar">Your visits in your own calendar</h2>
            {saved === "feed-withdrawn" && <output className="notice">Withdrawn: the address no longer works.</output>}
            <p>
              A secret address for the calendar of your phone or computer. It shows when and where you see somebody and
              for what service, and never who. Whoever has the address sees the same.
            </p>
            {shown?.feedUrl !== undefined && (
              <output className="notice">
                Subscribe to this address. It is shown once: <code className="long-code">{shown.feedUrl}</code>
              </output>
            )}
            <form method="post" className="row">
              <button className="button quiet" type="submit" name="do" value="make-feed">
                {calendar.isOn ? "Make a new address; the old one ends" : "Make an address"}
              </button>
              {calendar.isOn && (
                <button className="button quiet" type="submit" name="do" value="withdraw-feed">
                  Withdraw it
                </button>
              )}
            </form>
          </section>
        )}

        <section aria-labelledby="everywhere">
          <h2 id="everywhere">Sign out everywhere</h2>
          <p>Ends your sign-in on every device, this one too. Do it when a device is lost.</p>
          <form method="post">
            <button className="button quiet" type="submit" name="do" value="everywhere">
              Sign out everywhere
            </button>
          </form>
        </section>
      </div>
    </Workspace>
  );
}
