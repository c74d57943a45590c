import type { MeasureChange } from "@plumbline/imu-gait";
import { CompareWith } from "../../ui/compare-with.tsx";
import { NumberTable } from "../../ui/number-table.tsx";
import { measureTitle, numberText, signedText } from "./walk-words.ts";

/** Two walks of a person, the earlier first. */
export interface WalkComparison {
  readonly before: string;
  readonly after: string;
  readonly groups: readonly { readonly title: string; readonly changes: readonly MeasureChange[] }[];
}

/** Choose another walk of the person, see what changed and what of it is certain. */
export function CompareWalks(props: {
  readonly others: readonly { readonly id: string; readonly label: string }[];
  readonly chosen: string | null;
  readonly comparison: WalkComparison | null;
}) {
  const { others, chosen, comparison } = props;
  return (
    <section id="compare" className={comparison === null ? "no-print" : "recording-sheet"}>
      <h2>Before and after</h2>
      {others.length === 0 ? (
        <p className="soft">
          There is no other walk of this person. Add one, for example after a treatment, to compare.
        </p>
      ) : (
        <CompareWith none="no other walk" others={others} chosen={chosen} />
      )}
      {comparison !== null && <Changes comparison={comparison} />}
    </section>
  );
}

function Changes({ comparison: { before, after, groups } }: { readonly comparison: WalkComparison }) {
  const all = groups.flatMap(({ changes }) => changes);
  const judged = all.filter(({ isBeyond }) => isBeyond !== null).length;
  const beyond = all.filter(({ isBeyond }) => isBeyond === true).length;
  return (
    <>
      <p>
        Before: {before}. After: {after}.
      </p>
      <p>
        <strong>
          {judged === 0
            ? "Whether anything changed cannot be told: the walks share no number with a known spread."
            : beyond === 0
              ? "No number changed by more than strides differ by themselves."
              : `${beyond} of ${judged} numbers changed by more than strides differ by themselves.`}
        </strong>{" "}
        <span className="soft">
          The detectable change holds within one session; between days, shoes or places it is larger. More strides make
          it smaller.
        </span>
      </p>
      {groups
        .filter(({ changes }) => changes.length > 0)
        .map(({ title, changes }) => (
          <NumberTable
            key={title}
            caption={`${title}, before and after`}
            head={["Measure", "Before", "After", "Change", "Detectable from", "Beyond it"]}
          >
            {changes.map((each) => (
              <tr key={each.measure} className={each.isBeyond === true ? "is-beyond" : undefined}>
                <th scope="row">{measureTitle(each.measure)}</th>
                <td className="number">{numberText(each.measure, each.before)}</td>
                <td className="number">{numberText(each.measure, each.after)}</td>
                <td className="number one-line">{signedText(each.measure, each.change)}</td>
                <td className="number">
                  {each.detectableChange === null ? "–" : numberText(each.measure, each.detectableChange)}
                </td>
                <td className="number one-line">{verdict(each)}</td>
              </tr>
            ))}
          </NumberTable>
        ))}
    </>
  );
}

function verdict({ change, isBeyond }: MeasureChange): string {
  if (isBeyond === null) return "not known";
  if (!isBeyond) return "no";
  return change > 0 ? "yes, more" : "yes, less";
}
