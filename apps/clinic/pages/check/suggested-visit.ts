import type { HealthcareService } from "@plumbline/clinical-model";

/**
 * The kind of visit a first result leads to. Nobody has examined this person, so it is the visit that begins with an
 * examination of feet and back; where the clinic has none by that id, the first it offers.
 */
export function suggestedVisit(services: readonly HealthcareService[]): HealthcareService | null {
  return services.find(({ id }) => id === "new-assessment") ?? services[0] ?? null;
}
