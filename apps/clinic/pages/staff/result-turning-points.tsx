import type { TurningPoint } from "@plumbline/clinical-model";
import type { ResultPage } from "./result.tsx";
import { DIRECTION_WORDS, percentText } from "./result-words.ts";

/** Single findings that would change the direction or the urgency, all else as it is. */
export function ResultTurningPoints({ page }: { readonly page: ResultPage }) {
  const { turningPoints, neverAbove } = page;
  if (turningPoints.length === 0) return null;
  const groups = [
    { title: "The direction", points: turningPoints.filter(({ of }) => of === "direction") },
    { title: "The urgency", points: turningPoints.filter(({ of }) => of === "triage") },
  ].filter(({ points }) => points.length > 0);
  return (
    <section>
      <h2>What single finding would change it</h2>
      <div className="complaints">
        {groups.map(({ title, points }) => (
          <table key={title} className="stack-table">
            <caption>{title}</caption>
            <thead>
              <tr>
                <th scope="col">If this were found</th>
                <th scope="col">How plausible</th>
                <th scope="col">It would become</th>
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={`${point.findingId}/${point.value}`}>
                  <th scope="row">
                    {point.findingName}: {point.value ? "present" : "absent"}
                    <span className="asked">{point.isReversal ? "the opposite is recorded" : "not known yet"}</span>
                  </th>
                  <td data-label="How plausible">{percentText(point.plausibility, neverAbove)}</td>
                  <td data-label="It would become">{becomes(point)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}

function becomes(point: TurningPoint): string {
  return point.of === "direction" ? DIRECTION_WORDS[point.becomes] : point.becomes;
}
