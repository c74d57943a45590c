import { Form } from "react-router";

/** Chooses another of a person's recordings to hold this one against; works without script. */
export function CompareWith({
  none,
  others,
  chosen,
}: {
  /** What stands for no comparison: "no other walk". */
  readonly none: string;
  readonly others: readonly { readonly id: string; readonly label: string }[];
  readonly chosen: string | null;
}) {
  return (
    <Form className="filter-bar no-print" method="get" action="#compare" preventScrollReset>
      <div>
        <label htmlFor="with">Compare with</label>
        <select id="with" name="with" defaultValue={chosen ?? ""} key={chosen ?? ""}>
          <option value="">{none}</option>
          {others.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button className="button">Compare</button>
    </Form>
  );
}
