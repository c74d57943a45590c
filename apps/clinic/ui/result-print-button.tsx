import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Appears only where it can work: printing by a button needs script, and the page from the server comes without. */
export function PrintButton() {
  const hasScript = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!hasScript) return null;
  return (
    <button className="button quiet" type="button" onClick={() => window.print()}>
      Print this page
    </button>
  );
}
