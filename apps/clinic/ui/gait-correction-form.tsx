import { Form, useNavigation } from "react-router";
import { correctionsBetween } from "./gait-corrections.ts";
import { differences } from "./gait-edits.ts";
import type { EditedSteps } from "./gait-edits.ts";
import type { TrackView } from "./gait-view.ts";

/** Sends what was put right on the steps, as a list of corrections behind those that are kept already. */
export function CorrectionForm({ feet, steps }: { readonly feet: readonly TrackView[]; readonly steps: EditedSteps }) {
  const isSending = useNavigation().formData?.get("intent") === "correct-events";
  const count = feet.reduce((sum, { name, steps: found }) => sum + differences(found, steps[name] ?? found), 0);
  const corrections = feet.flatMap(({ name, steps: found, firstSample }) =>
    name === "lumbar" ? [] : correctionsBetween(name, found, steps[name] ?? found, firstSample),
  );
  return (
    <Form method="post" className="button-row" preventScrollReset>
      <input type="hidden" name="corrections" value={JSON.stringify(corrections)} />
      <button className="button small" name="intent" value="correct-events" disabled={count === 0}>
        {isSending ? "Measuring…" : "Save and measure anew"}
      </button>
      <span className="soft">
        {count === 0
          ? "Nothing is changed. The found events stay, and can be brought back."
          : `${count} step${count === 1 ? "" : "s"} changed, not yet saved.`}
      </span>
    </Form>
  );
}
