import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { data, redirect, useLoaderData } from "react-router";
import { clinicContext } from "../context.ts";
import { interviewCookie } from "./interview-cookie.ts";

export function meta() {
  return [{ title: "Go on with your check – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const stored = await clinic.store.findInterview(clinic.db, clinic.hashToken(params.token ?? ""));
  if (stored === null) {
    throw data("We do not know this link. It may be cut off. Copy the whole link, or start a new check.", {
      status: 404,
    });
  }
  return { answered: Object.keys(stored.answers).length, isFinished: stored.finishedAtMs !== null };
}

/** By a button and not by the link alone: else a link from a stranger could put their check into this browser unseen. */
export async function action({ context, params }: ActionFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const token = params.token ?? "";
  if ((await clinic.store.findInterview(clinic.db, clinic.hashToken(token))) === null) return redirect("/check");
  return redirect("/check/next", { headers: { "Set-Cookie": interviewCookie(token, clinic.publicUrl) } });
}

export default function ResumeCheck() {
  const { answered, isFinished } = useLoaderData<typeof loader>();
  return (
    <div className="wrap narrow">
      <h1>{isFinished ? "Open your result here" : "Go on with your check here"}</h1>
      <p className="lead">
        {isFinished ? "The check is finished." : `${answered} ${answered === 1 ? "page is" : "pages are"} answered.`}{" "}
        This device will remember it. Do this only with your own link, on a device you trust.
      </p>
      <form method="post">
        <button className="button" type="submit">
          {isFinished ? "Open the result" : "Continue"}
        </button>
      </form>
    </div>
  );
}
