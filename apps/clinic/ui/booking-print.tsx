import { useHasScript } from "./booking-has-script.tsx";

/** Shown only where it works: printing needs a script, and every browser's own menu can do it as well. */
export function PrintButton() {
  if (!useHasScript()) return null;
  return (
    <button className="button quiet" type="button" onClick={() => window.print()}>
      Print
    </button>
  );
}
