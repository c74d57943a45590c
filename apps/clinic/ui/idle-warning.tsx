import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";

/** As long as the server waits (`IDLE_MS` of its sign-in; a test holds them together). */
export const SIGNED_OUT_AFTER_MS = 15 * 60_000;
/** Time enough to notice it and press a button. */
export const WARNED_BEFORE_MS = 2 * 60_000;

type State = "working" | "warned" | "signed-out";

/**
 * Tells who has asked the server for nothing in a while that they will be signed out, and lets them stay; nothing that is
 * typed on the page is lost either way. Without script the server signs out all the same.
 */
export function IdleWarning() {
  const location = useLocation();
  const [asked, setAsked] = useState(0);
  // Every page that is asked for begins the time anew.
  return <IdleTimer key={`${location.key} ${asked}`} onStay={() => setAsked((count) => count + 1)} />;
}

function IdleTimer({ onStay }: { readonly onStay: () => void }) {
  const [state, setState] = useState<State>("working");
  const stay = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const warning = setTimeout(() => setState("warned"), SIGNED_OUT_AFTER_MS - WARNED_BEFORE_MS);
    const end = setTimeout(() => setState("signed-out"), SIGNED_OUT_AFTER_MS);
    return () => {
      clearTimeout(warning);
      clearTimeout(end);
    };
  }, []);

  useEffect(() => {
    if (state === "warned") stay.current?.focus();
  }, [state]);

  async function askToStay() {
    const isIn = await fetch("/staff/still-here", { redirect: "manual" }).then(
      ({ status }) => status === 204,
      () => false,
    );
    if (isIn) onStay();
    else setState("signed-out");
  }

  if (state === "working") return null;
  return (
    <div className="asking-bar no-print" role="alertdialog" aria-labelledby="idle-title" aria-describedby="idle-text">
      <div>
        <p id="idle-title">
          <strong>{state === "warned" ? "Are you still there?" : "You are signed out."}</strong>
        </p>
        <p id="idle-text">
          {state === "warned"
            ? "In two minutes you are signed out, so that nobody else works in your name."
            : "What you typed is still on this page. Sign in in another tab, then go on here."}
        </p>
      </div>
      <div className="button-row">
        {state === "warned" ? (
          <button className="button" type="button" ref={stay} onClick={() => void askToStay()}>
            Stay signed in
          </button>
        ) : (
          <>
            <a className="button" href="/sign-in" target="_blank" rel="noreferrer">
              Sign in
            </a>
            <button className="button quiet" type="button" onClick={() => void askToStay()}>
              I have signed in
            </button>
          </>
        )}
      </div>
    </div>
  );
}
