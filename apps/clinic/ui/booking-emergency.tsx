import { PhoneLink } from "./booking-visit.tsx";

export interface EmergencyView {
  /** What the red-flag rules say to do, in the patient's words. */
  readonly messages: readonly string[];
  readonly offices: readonly { readonly name: string; readonly phone: string }[];
}

/** In place of free times: a visit in some days would be too late. */
export function BookingEmergency({ messages, offices }: EmergencyView) {
  return (
    <div className="wrap narrow">
      <section className="alarm">
        <h1>Get help now. Do not wait for a visit.</h1>
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
        <p>
          <a className="button on-alarm" href="tel:911">
            Call 911
          </a>
        </p>
      </section>
      <section className="after-alarm">
        <h2>Why you see no free times</h2>
        <p>What you told us needs care today. A visit some days from now is too late for it.</p>
        <p>You can also call us. We help you find the right place.</p>
        <ul className="plain-list">
          {offices.map(({ name, phone }) => (
            <li key={name}>
              {name}: <PhoneLink phone={phone} />
            </li>
          ))}
        </ul>
        <p>
          Did you check something by mistake? <a href="/check">Look at your answers again</a>.
        </p>
      </section>
    </div>
  );
}
