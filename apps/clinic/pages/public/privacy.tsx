import { PrivacyNotice } from "../../ui/privacy-notice.tsx";

export function meta() {
  return [{ title: "Privacy – Plumbline" }];
}

export default function Privacy() {
  return (
    <div className="wrap narrow">
      <h1>Your privacy</h1>
      <PrivacyNotice />
    </div>
  );
}
