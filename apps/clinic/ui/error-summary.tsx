import { useEffect, useRef } from "react";

export interface FieldError {
  /** The id of the field the link leads to. */
  readonly fieldId: string;
  readonly message: string;
}

/**
 * What has to be put right, at the top of the page. Takes focus when it appears, so that a screen reader starts here;
 * without script the browser follows the `#` link instead.
 */
export function ErrorSummary({ errors }: { readonly errors: readonly FieldError[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" ref={box} tabIndex={-1} role="alert" aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">There is a problem</h2>
      <ul className="plain-list">
        {errors.map((error) => (
          <li key={error.fieldId}>
            <a href={`#${error.fieldId}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
