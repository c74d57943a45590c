/** What can become of a device after it was ordered. Apart from the store's queries, so that pages may list them. */
export const ORTHOTIC_EVENTS = ["made", "fitted", "adjusted", "remade", "complaint", "withdrawn"] as const;
export type OrthoticEventKind = (typeof ORTHOTIC_EVENTS)[number];
