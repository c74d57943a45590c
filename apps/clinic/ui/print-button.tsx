import { useHasScript } from "./has-script.ts";

/** Opens the browser's print window. Without script there is nothing to press, and the browser's own menu prints. */
export function PrintButton({
  label = "Print",
  isSmall = false,
}: {
  readonly label?: string;
  readonly isSmall?: boolean;
}) {
  if (!useHasScript()) return null;
  return (
    <button className={`button quiet no-print${isSmall ? " small" : ""}`} type="button" onClick={() => window.print()}>
      {label}
    </button>
  );
}
