import type { Side } from "@plumbline/clinical-model";
import type { FigureChange } from "@plumbline/plantar-pressure";
import { CompareWith } from "../../ui/compare-with.tsx";
import { FootPictureOf } from "../../ui/foot-picture.tsx";
import type { FootPicture } from "../../ui/foot-view.ts";
import { FIGURE_WORDS } from "./recording-numbers.tsx";

/** A recording that this one can be compared with. */
export interface OtherRecording {
  readonly id: string;
  readonly label: string;
}

/** One foot in two recordings, the earlier first. */
export interface FootComparison {
  readonly side: Side;
  readonly changes: readonly FigureChange[];
  readonly before: ComparedPicture;
  readonly after: ComparedPicture;
}

export interface ComparedPicture {
  readonly label: string;
  readonly picture: FootPicture | null;
}

/** Before and after, as with and without an orthotic: choose the other recording, see both pictures and what changed. */
export function Comparison(props: {
  readonly others: readonly OtherRecording[];
  readonly chosen: string | null;
  readonly feet: readonly FootComparison[];
}) {
  const { others, chosen, feet } = props;
  return (
    <section id="compare" className={chosen === null ? "no-print" : "recording-sheet"}>
      <h2>Before and after</h2>
      {others.length === 0 ? (
        <p className="soft">
          There is no other recording of the same foot on the same kind of device. Add one, for example with an
          orthotic, to compare.
        </p>
      ) : (
        <CompareWith none="no other recording" others={others} chosen={chosen} />
      )}
      {feet.map((foot) => (
        <Changes key={foot.side} {...foot} />
      ))}
    </section>
  );
}

function Changes({ side, changes, before, after }: FootComparison) {
  const beyond = changes.filter(({ isBeyond }) => isBeyond === true).length;
  const judged = changes.filter(({ isBeyond }) => isBeyond !== null).length;
  const title = `${side === "left" ? "Left" : "Right"} foot, before and after`;
  return (
    <>
      <p>
        <strong>
          {judged === 0
            ? `Whether the ${side} foot changed cannot be told: no detectable change is held for this kind of device.`
            : beyond === 0
              ? `No change of the ${side} foot is larger than steps differ by themselves.`
              : `${beyond} of ${judged} figures of the ${side} foot changed by more than steps differ by themselves.`}
        </strong>{" "}
        <span className="soft">
          The detectable change holds within one session; between days it is larger. More steps make it smaller.
        </span>
      </p>
      <div className="viewers pair compared">
        {[before, after].map(({ label, picture }, at) => (
          <div key={at}>
            <h3>
              {at === 0 ? "Before" : "After"}: {label}
            </h3>
            {picture === null ? (
              <p className="notice caution">There is no picture of this recording.</p>
            ) : (
              <FootPictureOf picture={picture} side={side} />
            )}
          </div>
        ))}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={title}>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              {["Before", "After", "Change", "Detectable from"].map((head) => (
                <th scope="col" key={head} className="number">
                  {head}
                </th>
              ))}
              <th scope="col">Beyond it</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, before: was, after: is, change, detectableChange, isBeyond }) => {
              const [words, digits, unit] = FIGURE_WORDS[name];
              return (
                <tr key={name} className={isBeyond === true ? "is-beyond" : undefined}>
                  <th scope="row">
                    {words}
                    {unit === "" ? "" : `, ${unit}`}
                  </th>
                  <td className="number">{was.toFixed(digits)}</td>
                  <td className="number">{is.toFixed(digits)}</td>
                  <td className="number one-line">{signed(change, digits)}</td>
                  <td className="number">{detectableChange === null ? "–" : detectableChange.toFixed(digits)}</td>
                  <td className="one-line">{verdict(change, isBeyond)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </>
  );
}

function verdict(change: number, isBeyond: boolean | null): string {
  if (isBeyond === null) return "not known";
  if (!isBeyond) return "no";
  return change > 0 ? "yes, more" : "yes, less";
}

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}
