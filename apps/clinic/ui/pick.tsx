interface PickProps {
  /** The form name is the id. */
  readonly id: string;
  readonly label: string;
  /** The words for "any of them"; left out where one has to be chosen. */
  readonly all?: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  /** None, or an empty id, is all of them. */
  readonly chosen?: string | null | undefined;
  readonly className?: string;
}

/** One of a few, with its label above. */
export function Pick({ id, label, all, options, chosen, className }: PickProps) {
  return (
    <div className={className}>
      <label htmlFor={id}>{label}</label>
      <select id={id} name={id} defaultValue={chosen ?? (all === undefined ? undefined : "")}>
        {all !== undefined && <option value="">{all}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
