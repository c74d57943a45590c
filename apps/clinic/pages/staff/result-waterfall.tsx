import { EvidenceMark } from "../../ui/evidence-mark.tsx";
import { EvidenceSources } from "../../ui/evidence-sources.tsx";
import { WaterfallTable } from "../../ui/waterfall-table.tsx";
import type { WaterfallRow } from "../../ui/waterfall-table.tsx";
import { percentText } from "./result-words.ts";
import type { Waterfall } from "./waterfall.ts";

/** What moved one conclusion, from where it started to where it stands. */
export function ResultWaterfall({
  of,
  startsAs,
  waterfall: { start, end, steps },
  neverAbove,
}: {
  /** What is explained: `"Plantar fasciitis"`. */
  readonly of: string;
  /** What it is before the findings: `"Before the findings"`. */
  readonly startsAs: string;
  readonly waterfall: Waterfall;
  readonly neverAbove: number;
}) {
  if (steps.length === 0) return <p>No single finding moved it by much.</p>;
  const rows: WaterfallRow[] = [
    { id: "start", label: startsAs, from: start, to: start, step: "", place: percentText(start, neverAbove) },
    ...steps.map(({ id, label, from, to, timesOdds, basis }) => ({
      id,
      label,
      from,
      to,
      step: timesOdds >= 1 ? `odds × ${timesOdds.toFixed(1)}` : `odds ÷ ${(1 / timesOdds).toFixed(1)}`,
      place: percentText(to, neverAbove),
      basis:
        basis === null ? undefined : (
          <>
            <EvidenceMark mark={basis.mark} /> {basis.sources.length > 0 && <EvidenceSources sources={basis.sources} />}
          </>
        ),
    })),
    { id: "end", label: "Now", from: end, to: end, step: "", place: percentText(end, neverAbove) },
  ];
  return (
    <>
      <WaterfallTable caption={`What moved “${of}”`} rows={rows} />
      <p className="soft small">
        A step is what leaving that one finding out would cost. Where several say the same, each alone costs little; the
        last step holds what they say jointly.
      </p>
    </>
  );
}
