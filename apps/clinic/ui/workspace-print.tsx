import { useSyncExternalStore } from "react";

const neverChanges = () => () => {};

/** Opens the browser's print window. Without script there is nothing to press, and the browser's own menu prints. */
export function PrintButton({ label = "Print" }: { readonly label?: string }) {
  const hasScript = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  if (!hasScript) return null;
  return (
    <button className="button quiet small no-print" type="button" onClick={() => window.print()}>
      {label}
    </button>
  );
}
