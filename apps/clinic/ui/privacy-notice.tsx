/** Bump with any change of meaning: it is stored with each consent. */
export const CONSENT_VERSION = "2026-11-25";

/** What a person agrees to before the first question. One text, shown on the privacy page and at the start of the check. */
export function PrivacyNotice() {
  return (
    <>
      <h2>What we keep</h2>
      <ul>
        <li>
          Your answers and your result, so that you can stop and come back. We do not ask for your name until you book.
        </li>
        <li>One cookie that knows your check, for 30 days. Nothing else about your device.</li>
        <li>If you book: your name, birth date, phone and e-mail, so that we know who is coming.</li>
        <li>
          If you use your own pages: what you tell us there. One more cookie knows for four hours that you gave your
          birth date.
        </li>
      </ul>
      <h2>Who can see it</h2>
      <ul>
        <li>The staff of this clinic who care for you. Each time they open your record, it is written down.</li>
        <li>
          If your answers point to an emergency, our staff see an alert. It has no name on it unless you have booked.
        </li>
        <li>Anyone you give your personal link to.</li>
        <li>Nobody else. We do not sell it, and we do not use ads or trackers.</li>
      </ul>
      <h2>What you can do</h2>
      <ul>
        <li>Stop at any time. Skip any question with “I don’t know”.</li>
        <li>Delete your answers yourself, on the first page of the check, until you have a result.</li>
        <li>Ask any office for a copy of what we hold, or ask us to mend it or remove it.</li>
      </ul>
    </>
  );
}
