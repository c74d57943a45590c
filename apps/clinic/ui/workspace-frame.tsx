import type { ReactNode } from "react";
import { Link, NavLink } from "react-router";
import { IdleWarning } from "./idle-warning.tsx";
import "./workspace.css";
import "./desk.css";

/** Who the record is about, as the head of each of its pages shows it. */
export interface RecordHead {
  readonly id: string;
  readonly name: string;
  readonly age: number;
  readonly birthDate: string;
  readonly sex: "female" | "male" | null;
  readonly phone: string;
  readonly email: string | null;
  readonly isMadeUp: boolean;
}

/** Ground of every page behind sign-in: denser than the patient's pages. */
export function Workspace({ children }: { readonly children: ReactNode }) {
  return (
    <div className="wrap workspace">
      {children}
      <IdleWarning />
    </div>
  );
}

/** A page of one patient's record: the name first, so that nobody writes into the wrong record. */
export function RecordFrame({
  head,
  isClinical,
  children,
}: {
  readonly head: RecordHead;
  readonly isClinical: boolean;
  readonly children: ReactNode;
}) {
  const base = `/staff/patients/${head.id}`;
  return (
    <Workspace>
      <p className="back no-print">
        <Link to="/staff/patients">← Patients</Link>
        <Link to="/staff">← Visits</Link>
      </p>
      <header className="record-head">
        <h1>
          {head.name}
          {head.isMadeUp && <span className="badge brass">made up</span>}
        </h1>
        <p>
          {head.age} years{head.sex === null ? "" : `, ${head.sex}`} · born {head.birthDate}
          <span className="no-print">
            {" "}
            · <a href={`tel:${head.phone}`}>{head.phone}</a>
            {head.email !== null && (
              <>
                {" "}
                · <a href={`mailto:${head.email}`}>{head.email}</a>
              </>
            )}
          </span>
        </p>
      </header>
      {isClinical && (
        <nav className="record-tabs no-print" aria-label="Record">
          <ul>
            <Tab to={base} end>
              Record
            </Tab>
            <Tab to={`${base}/chart`}>Chart</Tab>
            <Tab to={`${base}/examination`}>Examination</Tab>
            <Tab to={`${base}/recordings`}>Recordings</Tab>
            <Tab to={`${base}/walks`}>Walks</Tab>
            <Tab to={`${base}/result`}>Result</Tab>
            <Tab to={`${base}/plan`}>Plan</Tab>
            <Tab to={`${base}/outcomes`}>Outcomes</Tab>
            <Tab to={`${base}/orthotics`}>Orthotics</Tab>
          </ul>
        </nav>
      )}
      {children}
    </Workspace>
  );
}

function Tab({
  to,
  end = false,
  children,
}: {
  readonly to: string;
  readonly end?: boolean;
  readonly children: string;
}) {
  return (
    <li>
      <NavLink to={to} end={end}>
        {children}
      </NavLink>
    </li>
  );
}
