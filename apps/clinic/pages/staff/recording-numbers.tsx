import { FIGURE_NAMES, REPORTED_REGIONS, SYMMETRY_MEASURES } from "@plumbline/plantar-pressure";
import type {
  FigureName,
  FootReport,
  ReportedRegion,
  StepStatistic,
  SymmetryReport,
  WalkingReport,
} from "@plumbline/plantar-pressure";
import { NumberTable } from "../../ui/number-table.tsx";

/** Each figure by its name, its digits and its unit. */
export const FIGURE_WORDS: Readonly<Record<FigureName, readonly [name: string, digits: number, unit: string]>> = {
  peakPressureKpa: ["Peak pressure", 0, "kPa"],
  maxForceN: ["Largest force", 0, "N"],
  impulseNs: ["Impulse", 0, "N·s"],
  contactAreaCm2: ["Contact area, largest in a frame", 1, "cm²"],
  contactTimeS: ["Contact time", 2, "s"],
  ptiPeakKpaS: ["Pressure–time integral, peaks", 0, "kPa·s"],
  ptiForceAreaKpaS: ["Pressure–time integral, force over area", 1, "kPa·s"],
  gaitLineLengthMm: ["Gait line, length", 0, "mm"],
  gaitLineWidthMm: ["Gait line, width", 1, "mm"],
  archIndex: ["Arch index", 3, ""],
  modifiedArchIndex: ["Arch index, weighted with pressure", 3, ""],
  cpeiPercent: ["CPEI", 1, "%"],
  medialLoadShare: ["Medial share of the load", 2, ""],
  lateralMedialForceIndex: ["Lateral–medial force index", 2, ""],
  heelPeakKpa: ["Peak, heel", 0, "kPa"],
  forefootPeakKpa: ["Peak, forefoot", 0, "kPa"],
  halluxPeakKpa: ["Peak, big toe", 0, "kPa"],
};

/** Eight numbers to see first. */
const KEY_FIGURES: readonly FigureName[] = [
  "peakPressureKpa",
  "contactAreaCm2",
  "archIndex",
  "cpeiPercent",
  "maxForceN",
  "impulseNs",
  "contactTimeS",
  "ptiPeakKpaS",
];

export function KeyFigures({ foot }: { readonly foot: FootReport }) {
  return (
    <dl className="key-figures">
      {KEY_FIGURES.map((name) => {
        const [title, digits, unit] = FIGURE_WORDS[name];
        const figure = foot.figures[name];
        const change = figure?.minimalDetectableChange ?? null;
        return (
          <div key={name}>
            <dt>{title}</dt>
            <dd>{figure === undefined ? "–" : `${figure.value.toFixed(digits)} ${unit}`}</dd>
            {change !== null && <dd className="figure-note">a change from {change.toFixed(digits)} is real</dd>}
          </div>
        );
      })}
    </dl>
  );
}

export function FootTypeLine({ footType }: { readonly footType: FootReport["footType"] }) {
  const { class: found, cutOffs, reason } = footType;
  return (
    <p>
      <strong>Foot type: {found ?? "not told"}.</strong> {reason}
      {cutOffs !== null && (
        <span className="soft">
          {" "}
          Cut-offs of the arch index for this device: cavus below {cutOffs.cavusBelow}, planus above{" "}
          {cutOffs.planusAbove} ({cutOffs.source}).
        </span>
      )}
    </p>
  );
}

/** Each number with its definition and its doubt. */
export function FigureTable({ foot }: { readonly foot: FootReport }) {
  const names = FIGURE_NAMES.filter((name) => foot.figures[name] !== undefined);
  if (names.length === 0) return <p>No number of a step could be had; the notes say why.</p>;
  const reasons = [...new Set(names.flatMap((name) => foot.figures[name]!.reason ?? []))];
  return (
    <NumberTable
      caption="Each number with its doubt"
      head={["Measure", "Value", "Standard error", "Real change from", "Steps"]}
    >
      {names.map((name) => {
        const [title, digits, unit] = FIGURE_WORDS[name];
        const figure = foot.figures[name]!;
        return (
          <tr key={name}>
            <th scope="row">
              {title}
              <span className="small soft figure-definition">{figure.definition}</span>
            </th>
            <td className="number one-line">
              {figure.value.toFixed(digits)} {unit}
            </td>
            <Cell value={figure.standardError} digits={digits} />
            <Cell value={figure.minimalDetectableChange} digits={digits} />
            <td className="number">{figure.steps}</td>
          </tr>
        );
      })}
      {reasons.length > 0 && (
        <tr>
          <td colSpan={5} className="small soft">
            – : {reasons.join(" ").replace("this measure", "these measures")}
          </td>
        </tr>
      )}
    </NumberTable>
  );
}

const REGION_NAMES: Readonly<Record<ReportedRegion, string>> = {
  heel: "Heel",
  midfoot: "Midfoot",
  forefoot: "Forefoot",
  metatarsal1: "– metatarsal 1",
  metatarsal2: "– metatarsal 2",
  metatarsal3: "– metatarsal 3",
  metatarsal4: "– metatarsal 4",
  metatarsal5: "– metatarsal 5",
  toes: "Toes",
  hallux: "– big toe",
  lesserToes: "– lesser toes",
};

export function Regions({ foot: { regions, regionsFrom } }: { readonly foot: FootReport }) {
  if (regions === null) return <p>The print could not be divided into regions; the notes say why.</p>;
  const caption = {
    footprint: "Regions",
    corrected: "Regions, corrected by staff",
    insole: "Regions by the places of the sensors, mean step",
  }[regionsFrom ?? "footprint"];
  return (
    <NumberTable caption={caption} head={["Region", "Peak, kPa", "Force, N", "Impulse share", "Area, cm²", "Time, s"]}>
      {REPORTED_REGIONS.map((name) => {
        const region = regions[name];
        if (region === undefined) return null;
        return (
          <tr key={name}>
            <th scope="row">{REGION_NAMES[name]}</th>
            <Cell value={region.peakPressureKpa} digits={0} />
            <Cell value={region.maxForceN} digits={0} />
            <Cell value={region.impulseShare === null ? null : region.impulseShare * 100} digits={1} unit="%" />
            <Cell value={region.footprintAreaCm2} digits={1} />
            <Cell value={region.contactTimeS} digits={2} />
          </tr>
        );
      })}
    </NumberTable>
  );
}

const PHASE_NAMES = {
  "initial-contact": "Initial contact",
  "forefoot-contact": "Forefoot contact",
  "foot-flat": "Foot flat",
  "push-off": "Push-off",
} as const;

export function RollOver({ rollOver }: { readonly rollOver: FootReport["rollOver"] }) {
  if (rollOver === null) return null;
  return (
    <NumberTable caption="Phases of the step" head={["Phase", "Time, s", "Of the step", "Center of pressure, mm/s"]}>
      {rollOver.map(({ phase, durationS, stancePercent, copVelocityMmS }) => (
        <tr key={phase}>
          <th scope="row">{PHASE_NAMES[phase]}</th>
          <Cell value={durationS} digits={2} />
          <Cell value={stancePercent} digits={0} unit="%" />
          <Cell value={copVelocityMmS} digits={0} />
        </tr>
      ))}
    </NumberTable>
  );
}

const USE_NAMES = {
  used: "yes",
  first: "no, the first",
  last: "no, the last",
  cut: "no, cut off",
  stand: "no, standing",
} as const;

/** A plate has one step, of which all is told already. */
export function Steps({ steps }: { readonly steps: FootReport["steps"] }) {
  if (steps === null || steps.length < 2) return null;
  return (
    <details>
      <summary>
        {steps.length} steps, {steps.filter(({ use }) => use === "used").length} of them used
      </summary>
      <NumberTable
        caption="Steps"
        head={["Starts at, s", "Used", "Contact, s", "Force, N", "Impulse, N·s", "Peak, kPa"]}
      >
        {steps.map((step) => (
          <tr key={step.startFrame}>
            <th scope="row">{step.startS === null ? step.startFrame : step.startS.toFixed(2)}</th>
            <td>{USE_NAMES[step.use]}</td>
            <Cell value={step.contactTimeS} digits={2} />
            <Cell value={step.maxForceN} digits={0} />
            <Cell value={step.impulseNs} digits={0} />
            <Cell value={step.peakPressureKpa} digits={0} />
          </tr>
        ))}
      </NumberTable>
    </details>
  );
}

export function Walking({ walking }: { readonly walking: WalkingReport }) {
  const rows: readonly [
    string,
    { readonly left: StepStatistic | null; readonly right: StepStatistic | null },
    number,
  ][] = [
    ["Stride, s", walking.strideTimeS, 3],
    ["Stance, s", walking.stanceTimeS, 3],
    ["Swing, s", walking.swingTimeS, 3],
    ["Stance, % of the stride", walking.stancePercent, 1],
  ];
  return (
    <section>
      <h2>Walking</h2>
      <p>
        {walking.cadenceStepsPerMin.toFixed(0)} steps a minute
        {walking.doubleSupportPercent === null
          ? "."
          : `; both feet bear load for ${walking.doubleSupportPercent.mean.toFixed(1)}% of a stride.`}
      </p>
      <NumberTable caption="Times of walking, mean ± standard error" head={["Time", "Left", "Right"]}>
        {rows.map(([name, sides, digits]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{meanText(sides.left, digits)}</td>
            <td className="number">{meanText(sides.right, digits)}</td>
          </tr>
        ))}
      </NumberTable>
    </section>
  );
}

export function Symmetry({ symmetry }: { readonly symmetry: SymmetryReport }) {
  return (
    <section>
      <h2>Left against right</h2>
      {symmetry.withheld !== null && <p className="notice caution">{symmetry.withheld}</p>}
      <NumberTable
        caption="How far the sides are apart"
        head={["Measure", "Left", "Right", "Apart", "±", "Usual up to"]}
      >
        {SYMMETRY_MEASURES.map((name) => {
          const asymmetry = symmetry.measures[name];
          if (asymmetry === undefined) return null;
          const [title, digits, unit] = FIGURE_WORDS[name];
          return (
            <tr key={name}>
              <th scope="row">
                {title}
                {unit === "" ? "" : `, ${unit}`}
              </th>
              <Cell value={asymmetry.left} digits={digits} />
              <Cell value={asymmetry.right} digits={digits} />
              <Cell value={asymmetry.indexPercent} digits={1} unit="%" />
              <Cell value={asymmetry.doubtPercent} digits={1} unit="%" />
              <Cell value={asymmetry.usualPercent} digits={0} unit="%" />
            </tr>
          );
        })}
      </NumberTable>
    </section>
  );
}

function meanText(statistic: StepStatistic | null, digits: number): string {
  if (statistic === null) return "–";
  const error = statistic.standardError === null ? "" : ` ± ${statistic.standardError.toFixed(digits)}`;
  return `${statistic.mean.toFixed(digits)}${error}`;
}

/** The first column names the row; the others hold numbers. */
function Cell({
  value,
  digits,
  unit = "",
}: {
  readonly value: number | null;
  readonly digits: number;
  readonly unit?: string;
}) {
  return <td className="number">{value === null ? "–" : `${value.toFixed(digits)}${unit}`}</td>;
}
