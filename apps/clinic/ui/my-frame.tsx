import { Link } from "react-router";

/** The way back to the start of a patient's own pages. */
export function MyBack({ base }: { readonly base: string }) {
  return (
    <p className="back no-print">
      <Link to={base}>← Your own pages</Link>
    </p>
  );
}
