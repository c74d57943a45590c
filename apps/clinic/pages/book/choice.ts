/** What a person chose so far. All of it is in the address, so that back, reload and a link sent on work. */
export interface Choice {
  /** Null while it is not chosen. */
  readonly serviceId: string | null;
  /** Null is any office. */
  readonly officeId: string | null;
  /** Null is anyone. */
  readonly clinicianId: string | null;
  /** `"2026-11-06"`; null is the first day with a free time. */
  readonly day: string | null;
}

interface Known {
  readonly services: readonly { readonly id: string }[];
  readonly offices: readonly { readonly id: string }[];
  readonly clinicians: readonly { readonly id: string }[];
}

/** Reads a choice from an address. What the clinic does not have counts as not chosen: the link may be old. */
export function choiceFromQuery(query: URLSearchParams, { services, offices, clinicians }: Known): Choice {
  const known = (name: string, list: readonly { readonly id: string }[]) =>
    list.find(({ id }) => id === query.get(name))?.id ?? null;
  return {
    serviceId: known("service", services),
    officeId: known("office", offices),
    clinicianId: known("clinician", clinicians),
    day: query.get("day"),
  };
}

/** The choice as the end of an address, `"?service=foot&office=webster"`, with more pairs after it; `""` for none. */
export function queryFromChoice(choice: Choice, more: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries({
    service: choice.serviceId,
    office: choice.officeId,
    clinician: choice.clinicianId,
    day: choice.day,
    ...more,
  }).filter((pair): pair is [string, string] => pair[1] !== null);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}
