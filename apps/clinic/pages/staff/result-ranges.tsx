import { useEffect, useState } from "react";
import type { Interval } from "@plumbline/clinical-model";
import { Link } from "react-router";
import type { AssessmentIntervals } from "../../server/assessment-intervals.ts";
import { useHasScript } from "../../ui/has-script.ts";
import type { ResultPage } from "./result.tsx";
import { rangeText } from "./result-words.ts";

/** The ranges beside the figures, or how it stands with them. */
export type Ranges = AssessmentIntervals | RangesMissing;

/**
 * `not-asked`: without script, until the reader asks; `other-base`: the result was made with another evidence base, whose
 * figures are not here.
 */
type RangesMissing = "not-asked" | "working" | "failed" | "other-base";

/** The range of one figure; `working` while it is to come. */
export type Range = Interval | "working" | undefined;

/** What `pick` finds among the ranges. */
export function pickRange(ranges: Ranges, pick: (known: AssessmentIntervals) => Interval | null | undefined): Range {
  if (typeof ranges === "object") return pick(ranges) ?? undefined;
  return ranges === "working" ? "working" : undefined;
}

/** Those that came with the page; otherwise they are asked for once the page stands, since they take a second or more. */
export function useRanges({ ranges, chosenId, head }: ResultPage): Ranges {
  const hasScript = useHasScript();
  const [fetched, setFetched] = useState<{ readonly id: string; readonly ranges: Ranges } | null>(null);
  const isAsked = ranges === "not-asked";
  const address = `/staff/patients/${head.id}/assessments/${chosenId}/intervals`;
  useEffect(() => {
    if (!isAsked) return;
    const leaving = new AbortController();
    void fetchRanges(address, leaving.signal).then((answer) => {
      if (!leaving.signal.aborted) setFetched({ id: chosenId, ranges: answer });
    });
    return () => leaving.abort();
  }, [isAsked, address, chosenId]);
  if (!isAsked || !hasScript) return ranges;
  return fetched?.id === chosenId ? fetched.ranges : "working";
}

async function fetchRanges(address: string, signal: AbortSignal): Promise<Ranges> {
  try {
    const response = await fetch(address, { signal, headers: { Accept: "application/json" } });
    // Who was signed out in between is led to the sign-in, which is a page and no JSON.
    return response.ok && !response.redirected ? ((await response.json()) as AssessmentIntervals) : "failed";
  } catch {
    return "failed";
  }
}

/** How it stands with the ranges, in one quiet line. */
export function RangesState({ page, ranges }: { readonly page: ResultPage; readonly ranges: Ranges }) {
  const link = <Link to={`?version=${page.chosenId}&ranges=1`}>Show with ranges</Link>;
  return (
    <div className="ranges-state soft small">
      <output>
        {ranges === "working" && "Working out the ranges…"}
        {ranges === "failed" && "The ranges could not be worked out. The figures stand without them. "}
        {ranges === "other-base" &&
          "No ranges: this result was made with another evidence base, whose figures are not here."}
        {typeof ranges === "object" &&
          "A likely range is where the figure lies in 90 of 100 tries that vary the evidence base’s figures within their doubt."}
      </output>
      {(ranges === "not-asked" || ranges === "failed") && <span className="no-print">{link}</span>}
    </div>
  );
}

/** A line under a figure: its room is kept while the range is to come, so that nothing jumps when it does. */
export function RangeLine({ range, neverAbove }: { readonly range: Range; readonly neverAbove: number }) {
  if (range === undefined) return null;
  if (range === "working") {
    return (
      <span className="range" aria-hidden="true">
        …
      </span>
    );
  }
  return <span className="range">likely range {rangeText(range, neverAbove)}</span>;
}
