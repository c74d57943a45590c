import type { Side } from "@plumbline/clinical-model";
import { FOOT_NAMES, GAIT_MEASURES, STRIDE_USES } from "@plumbline/imu-gait";
import type { GaitFigure, GaitMeasure, GaitReport, GaitSummary, StrideUse } from "@plumbline/imu-gait";
import { Spider } from "../../ui/gait-spider.tsx";
import { NumberTable } from "../../ui/number-table.tsx";
import { MEASURE_WORDS, fieldWords, measureText, measureTitle, numberText, signedText } from "./walk-words.ts";

/** What limits the numbers, before any of them. */
export function QualityNotes({ quality }: Pick<GaitReport, "quality">) {
  if (quality.length === 0) return <p>Quality: nothing to note.</p>;
  const blocking = quality.filter(({ blocks }) => blocks.length > 0);
  const warning = quality.filter(({ blocks }) => blocks.length === 0);
  return (
    <section
      aria-label="Quality"
      className={blocking.length > 0 ? "quality-notes notice caution" : "quality-notes notice"}
    >
      {blocking.length > 0 && (
        <>
          <h3>What could not be measured, and why</h3>
          <NoteList notes={blocking} />
        </>
      )}
      {warning.length > 0 && (
        <>
          <h3>To keep in mind</h3>
          <NoteList notes={warning} />
        </>
      )}
    </section>
  );
}

/** The same of several sensors is said once. */
function NoteList({ notes }: { readonly notes: GaitReport["quality"] }) {
  const once = new Map(notes.map((note) => [`${note.message} ${note.blocks.join()}`, note]));
  return (
    <ul>
      {[...once].map(([key, { message, hint, blocks }]) => (
        <li key={key}>
          {message} {hint}
          {blocks.length > 0 && (
            <span className="soft"> Missing: {[...new Set(blocks.map(fieldWords))].join(", ")}.</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Eight numbers to see first. */
const KEY_MEASURES = [
  "speedMps",
  "cadenceStepsPerMin",
  "strideLengthM",
  "strideTimeS",
  "stancePercent",
  "doubleSupportPercent",
  "pitchAtContactDeg",
  "clearanceM",
] as const satisfies readonly GaitMeasure[];

export function KeyNumbers({ summary, zScores }: Pick<GaitReport, "summary" | "zScores">) {
  return (
    <dl className="key-figures">
      {KEY_MEASURES.map((measure) => {
        const figure = summary.both[measure];
        const z = zScores[measure];
        return (
          <div key={measure}>
            <dt>{MEASURE_WORDS[measure][0]}</dt>
            <dd>{figure === undefined ? "–" : measureText(measure, figure.value)}</dd>
            <dd className="figure-note">
              {figure === undefined
                ? "not measured"
                : z === undefined
                  ? "no norm for this person"
                  : `usual ${numberText(measure, z.mean)} ± ${numberText(measure, z.standardDeviation)}`}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** How far from what is usual, as a picture and as a table. */
export function ZScores({ zScores }: Pick<GaitReport, "zScores">) {
  const rows = GAIT_MEASURES.flatMap((measure) => {
    const score = zScores[measure];
    return score === undefined ? [] : [{ measure, ...score }];
  });
  return (
    <section>
      <h2>Against people like this one</h2>
      {rows.length === 0 ? (
        <p>No number of this walk has a norm for this person’s age and sex, so none is compared.</p>
      ) : (
        <div className="two-columns even walk-scores">
          {rows.length < 3 ? null : (
            <Spider spokes={rows.map(({ measure, z }) => ({ title: MEASURE_WORDS[measure][0], z }))} />
          )}
          <NumberTable
            caption="In standard deviations from the mean of healthy people (z)"
            head={["Measure", "This walk", "Usual", "z"]}
          >
            {rows.map(({ measure, value, mean, standardDeviation, z, group }) => (
              <tr key={measure} className={Math.abs(z) > 2 ? "is-beyond" : undefined}>
                <th scope="row">
                  {measureTitle(measure)}
                  <span className="small soft figure-definition">{group}</span>
                </th>
                <td className="number">{numberText(measure, value)}</td>
                <td className="number one-line">
                  {numberText(measure, mean)} ± {numberText(measure, standardDeviation)}
                </td>
                <td className="number one-line">{z.toFixed(1).replace("-", "−")}</td>
              </tr>
            ))}
          </NumberTable>
        </div>
      )}
      {rows.length > 0 && (
        <details className="no-print">
          <summary>Where the usual values come from</summary>
          <ul>
            {rows.map(({ measure, source, status, caution }) => (
              <li key={measure}>
                {MEASURE_WORDS[measure][0]}: {source} ({status}). {caution}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

export function SymmetryTable({ symmetry }: Pick<GaitSummary, "symmetry">) {
  const measures = GAIT_MEASURES.filter((measure) => symmetry[measure] !== undefined);
  if (measures.length === 0) return null;
  return (
    <NumberTable
      caption="Left against right; ratio: the smaller over the larger, 1 is even"
      head={["Measure", "Left", "Right", "Ratio", "Difference", "Certain from"]}
    >
      {measures.map((measure) => {
        const { left, right, ratio, differencePercent, detectablePercent } = symmetry[measure]!;
        const isBeyond = detectablePercent !== null && Math.abs(differencePercent) > detectablePercent;
        return (
          <tr key={measure} className={isBeyond ? "is-beyond" : undefined}>
            <th scope="row">{measureTitle(measure)}</th>
            <td className="number">{numberText(measure, left)}</td>
            <td className="number">{numberText(measure, right)}</td>
            <td className="number">{ratio.toFixed(2)}</td>
            <td className="number one-line">{percentText(differencePercent)}</td>
            <td className="number one-line">{detectablePercent === null ? "–" : `${detectablePercent.toFixed(1)}%`}</td>
          </tr>
        );
      })}
    </NumberTable>
  );
}

/** The walk minute by minute: walking that grows worse with distance shows here. */
export function OverTime({ minutes, overTime }: Pick<GaitSummary, "minutes" | "overTime">) {
  const measures = GAIT_MEASURES.filter((measure) => overTime[measure] !== undefined);
  if (minutes.length === 0 || measures.length === 0) return null;
  return (
    <section>
      <h2>From minute to minute</h2>
      <NumberTable
        caption="The last whole minute against the first"
        head={["Measure", "First", "Last", "Change", "Certain from"]}
      >
        {measures.map((measure) => {
          const { first, last, change, detectableChange } = overTime[measure]!;
          const isBeyond = detectableChange !== null && Math.abs(change) > detectableChange;
          return (
            <tr key={measure} className={isBeyond ? "is-beyond" : undefined}>
              <th scope="row">{measureTitle(measure)}</th>
              <td className="number">{numberText(measure, first)}</td>
              <td className="number">{numberText(measure, last)}</td>
              <td className="number one-line">{signedText(measure, change)}</td>
              <td className="number">{detectableChange === null ? "–" : numberText(measure, detectableChange)}</td>
            </tr>
          );
        })}
      </NumberTable>
    </section>
  );
}

/** Every number of the walk with its unit, where it comes from, and its doubt. */
export function EveryNumber({ summary }: Pick<GaitReport, "summary">) {
  if (Object.keys(summary.both).length === 0 && summary.unknown === undefined) {
    return <p>No number of this walk could be had; the notes say why.</p>;
  }
  const feet = [
    ["left", summary.left],
    ["right", summary.right],
  ] as const;
  return (
    <NumberTable
      caption="Each number with its doubt"
      head={["Measure", "Mean", "Standard deviation", "Variation", "Real change from", "Strides"]}
    >
      {GAIT_MEASURES.flatMap((measure) => {
        const whole = summary.both[measure] ?? summary.unknown?.[measure];
        return [
          ...(whole === undefined ? [] : [<NumberRow key={measure} measure={measure} figure={whole} side={null} />]),
          ...feet.flatMap(([side, figures]) => {
            const figure = figures?.[measure];
            return figure === undefined
              ? []
              : [<NumberRow key={`${measure} ${side}`} measure={measure} figure={figure} side={side} />];
          }),
        ];
      })}
    </NumberTable>
  );
}

function NumberRow(props: { readonly measure: GaitMeasure; readonly figure: GaitFigure; readonly side: Side | null }) {
  const { measure, figure, side } = props;
  const { value, definition, source, strides, standardDeviation, detectableChange } = figure;
  const variation = figure.coefficientOfVariationPercent;
  return (
    <tr>
      <th scope="row">
        {side === null ? MEASURE_WORDS[measure][0] : `– ${side}`}
        {side === null && (
          <span className="small soft figure-definition">
            {source}: {definition}
          </span>
        )}
      </th>
      <td className="number one-line">{measureText(measure, value)}</td>
      <td className="number">{standardDeviation === null ? "–" : numberText(measure, standardDeviation)}</td>
      <td className="number one-line">{variation === null ? "–" : `${variation.toFixed(1)}%`}</td>
      <td className="number">{detectableChange === null ? "–" : numberText(measure, detectableChange)}</td>
      <td className="number">{strides ?? "–"}</td>
    </tr>
  );
}

/** How many strides of each foot count, and why the others do not, in words. */
export function strideCounts({ feet }: Pick<GaitReport, "feet">): string[] {
  return FOOT_NAMES.flatMap((name) => {
    const foot = feet[name];
    if (foot === undefined) return [];
    const countOf = (use: StrideUse): number => foot.strides.filter((stride) => stride.use === use).length;
    const leftOut = STRIDE_USES.flatMap((use) =>
      use === "used" || countOf(use) === 0 ? [] : [`${countOf(use)} ${USE_WORDS[use]}`],
    );
    const title = name === "unknown" ? "Foot" : name === "left" ? "Left" : "Right";
    const counted = `${title}: ${countOf("used")} of ${foot.strides.length} strides count`;
    return [leftOut.length === 0 ? `${counted}.` : `${counted} (left out: ${leftOut.join(", ")}).`];
  });
}

const USE_WORDS = {
  first: "first",
  last: "last",
  turn: "in turns",
  gap: "with gaps",
  implausible: "implausible",
} as const;

function percentText(value: number): string {
  const text = value.toFixed(1);
  return `${Number(text) > 0 ? "+" : ""}${text.replace("-", "−")}%`;
}
