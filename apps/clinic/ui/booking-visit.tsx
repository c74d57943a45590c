import "./booking.css";

export interface VisitView {
  /** `"Tue 3 March 2026, 9:00 AM, Eastern Time"`. */
  readonly when: string;
  readonly minutes: number;
  /** In the patient's words. */
  readonly service: string;
  readonly clinicianName: string;
  readonly isByVideo: boolean;
  readonly office: {
    readonly name: string;
    readonly addressLines: readonly string[];
    readonly phone: string;
    readonly mapUrl: string;
  };
  /** `open`: still to come, and can be moved; `over`: it has begun or is past. */
  readonly state: "open" | "cancelled" | "over";
}

/** When, where and with whom. */
export function VisitDetails({ visit }: { readonly visit: VisitView }) {
  const { office } = visit;
  return (
    <dl className="visit-details">
      <div>
        <dt>When</dt>
        <dd>
          <strong>{visit.when}</strong>
          <br />
          <span className="soft">about {visit.minutes} minutes</span>
        </dd>
      </div>
      <div>
        <dt>Where</dt>
        <dd>
          {visit.isByVideo ? (
            "By video. We send you the link by e-mail before the visit."
          ) : (
            <address>
              <strong>Plumbline {office.name}</strong>
              {office.addressLines.map((line) => (
                <span key={line}>{line}</span>
              ))}
              <a className="tap" href={office.mapUrl}>
                Map of {office.name}
              </a>
            </address>
          )}
        </dd>
      </div>
      <div>
        <dt>With</dt>
        <dd>{visit.clinicianName}</dd>
      </div>
      <div>
        <dt>For</dt>
        <dd>{visit.service}</dd>
      </div>
      <div>
        <dt>Phone</dt>
        <dd>
          <PhoneLink phone={office.phone} />
        </dd>
      </div>
    </dl>
  );
}

export function PhoneLink({ phone }: { readonly phone: string }) {
  return (
    <a className="tap" href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
      {phone}
    </a>
  );
}

/** What helps the clinician on the day. */
export function WhatToBring({ isByVideo }: { readonly isByVideo: boolean }) {
  return (
    <section>
      <h2>{isByVideo ? "Have ready" : "What to bring"}</h2>
      <ul>
        <li>the shoes you wear most</li>
        <li>inserts or insoles, if you have some</li>
        <li>a list of the medicines you take</li>
        <li>earlier X-rays or scans, or where they were made</li>
      </ul>
    </section>
  );
}
