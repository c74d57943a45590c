import { NavLink } from "react-router";
import { Logo } from "./logo.tsx";

interface SignedIn {
  readonly name: string;
  readonly role: string;
  /** What the role may open. */
  readonly pages: readonly { readonly to: string; readonly name: string }[];
}

export function SiteHeader({ staff, isDemo }: { readonly staff: SignedIn | null; readonly isDemo: boolean }) {
  return (
    <>
      {isDemo && (
        <aside className="demo-banner no-print" aria-label="About this demo">
          <div className="wrap">
            <p>
              <strong>Demo clinic.</strong> People and visits here are made up. Do not enter real health information.
            </p>
          </div>
        </aside>
      )}
      <header className="site-header">
        <div className="wrap">
          <a className="brand" href={staff === null ? "/" : "/staff"}>
            <Logo />
            Plumbline
          </a>
          {staff === null ? <PublicNav /> : <StaffNav staff={staff} />}
        </div>
      </header>
    </>
  );
}

function PublicNav() {
  return (
    <nav className="site-nav push" aria-label="Main">
      <ul>
        <NavItem to="/articles">Articles</NavItem>
        <NavItem to="/check">Check symptoms</NavItem>
        <NavItem to="/book">Book a visit</NavItem>
        <NavItem to="/offices">Offices</NavItem>
      </ul>
    </nav>
  );
}

function StaffNav({ staff }: { readonly staff: SignedIn }) {
  return (
    <>
      <nav className="site-nav" aria-label="Main">
        <ul>
          {staff.pages.map(({ to, name }) => (
            <NavItem key={to} to={to} end={to === "/staff"}>
              {name}
            </NavItem>
          ))}
        </ul>
      </nav>
      <div className="site-nav push row">
        <a className="small" href="/staff/security">
          {staff.name}, {staff.role.replace("-", " ")}
        </a>
        <form method="post" action="/sign-out">
          <button type="submit">Sign out</button>
        </form>
      </div>
    </>
  );
}

function NavItem({ to, end, children }: { readonly to: string; readonly end?: boolean; readonly children: string }) {
  return (
    <li>
      <NavLink to={to} end={end ?? false}>
        {children}
      </NavLink>
    </li>
  );
}

export function SiteFooter() {
  return (
    <footer className="site-footer">
      <div className="wrap">
        <p>
          <strong>In an emergency call 911.</strong> If you think about harming yourself, call or text 988.
        </p>
        <ul>
          <li>
            <a href="/about">What Plumbline is, and is not</a>
          </li>
          <li>
            <a href="/privacy">Privacy</a>
          </li>
          <li>
            <a href="/offices">Our offices</a>
          </li>
          <li className="no-print">
            <a href="/sign-in">Staff sign-in</a>
          </li>
        </ul>
        <p>
          Plumbline supports a clinician’s judgement. It is not a diagnosis and not a cleared medical device. Its
          evidence base has not been clinically validated.
        </p>
      </div>
    </footer>
  );
}
