import { Form } from "react-router";
import { ErrorSummary } from "./error-summary.tsx";

interface ServiceOption {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly minutes: number;
}

interface ChoiceOptions {
  /** Empty when the service is settled. */
  readonly services: readonly ServiceOption[];
  readonly offices: readonly { readonly id: string; readonly name: string }[];
  readonly clinicians: readonly { readonly id: string; readonly name: string; readonly profession: string }[];
}

interface ChoiceFormProps {
  readonly action: string;
  readonly options: ChoiceOptions;
  readonly chosen: {
    readonly serviceId: string | null;
    readonly officeId: string | null;
    readonly clinicianId: string | null;
  };
  /** Sent without a service. */
  readonly isServiceMissing?: boolean;
}

const SERVICE_MISSING = "Choose what the visit is for.";

/** What the visit is for, where and with whom. Sent by GET: the answers are in the address. */
export function ChoiceForm({ action, options, chosen, isServiceMissing = false }: ChoiceFormProps) {
  const firstService = options.services[0];
  return (
    <Form method="get" action={action}>
      {isServiceMissing && firstService !== undefined && (
        <ErrorSummary errors={[{ fieldId: `service-${firstService.id}`, message: SERVICE_MISSING }]} />
      )}
      {options.services.length > 0 && (
        <fieldset aria-describedby={isServiceMissing ? "service-error" : undefined}>
          <legend>What is the visit for?</legend>
          {isServiceMissing && (
            <p className="error-text" id="service-error">
              {SERVICE_MISSING}
            </p>
          )}
          <div className="choices">
            {options.services.map((service) => (
              <label className="choice" key={service.id}>
                <input
                  type="radio"
                  name="service"
                  id={`service-${service.id}`}
                  value={service.id}
                  required
                  defaultChecked={service.id === chosen.serviceId}
                />
                <span>
                  <strong>{service.name}</strong>, {service.minutes} minutes
                  <br />
                  <span className="soft small">{service.description}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <fieldset>
        <legend>Which office?</legend>
        <div className="choices compact">
          <label className="choice">
            <input type="radio" name="office" value="" defaultChecked={chosen.officeId === null} />
            <span>Any office, soonest</span>
          </label>
          {options.offices.map((office) => (
            <label className="choice" key={office.id}>
              <input type="radio" name="office" value={office.id} defaultChecked={office.id === chosen.officeId} />
              <span>{office.name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor="clinician">With whom?</label>
        <select id="clinician" name="clinician" defaultValue={chosen.clinicianId ?? ""}>
          <option value="">Anyone</option>
          {options.clinicians.map((clinician) => (
            <option key={clinician.id} value={clinician.id}>
              {clinician.name}, {clinician.profession.toLowerCase()}
            </option>
          ))}
        </select>
      </div>
      <button className="button" type="submit" name="step" value="times">
        Show free times
      </button>
    </Form>
  );
}
