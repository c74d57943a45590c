/** The unit that a title names: `Acc X (g)`, `gyro_z [deg/s]`; null when it names none. */
export function accelerationUnitIn(title: string): "m/s2" | "g" | null {
  const unit = unitPart(title);
  if (/^(?:m\/s\^?(?:2|²)|m\/s\/s|ms-?2|mps2|m s-2|m\.s-2)$/.test(unit)) return "m/s2";
  return unit === "g" ? "g" : null;
}

export function angularRateUnitIn(title: string): "rad/s" | "deg/s" | null {
  const unit = unitPart(title);
  if (/^(?:rad\/s|rads|rps|rad s-1|rad\.s-1)$/.test(unit)) return "rad/s";
  return /^(?:deg\/s|degs?|dps|°\/s|deg s-1|deg\.s-1|degrees\/s)$/.test(unit) ? "deg/s" : null;
}

/** What stands in brackets at the end, or behind the last underscore or blank. */
function unitPart(title: string): string {
  const text = title.trim().toLowerCase();
  const bracketed = /[([]([^()[\]]+)[)\]]$/.exec(text);
  // In Latin-1 text, a sign of two bytes stands as two letters.
  return (bracketed?.[1] ?? /[_ ]([^_ ]+)$/.exec(text)?.[1] ?? "").replace(/[ÂÃ]/g, "").trim();
}
