import type { EvidenceBase } from "@plumbline/evidence";
import type { InterviewFigures } from "./interview.ts";
import { DEVIATIONS } from "./robustness.ts";
import type { RobustnessTally } from "./robustness.ts";
import { ANSWERS, ROUTES } from "./simulation.ts";
import type { SimulationTally } from "./simulation.ts";
import { areaInterval, areaUnderCurve } from "./statistics.ts";
import { confusionTable, directionRates, percent, rate, table } from "./tables.ts";
import { calibrationError } from "./tally.ts";
import type { Count, DirectionTable, Discrimination, Reliability } from "./tally.ts";
import type { VignetteScore } from "./vignettes.ts";

export interface EvaluationResults {
  readonly seed: number;
  readonly simulation: SimulationTally;
  /** In the order of `DEVIATIONS`. */
  readonly robustness: readonly RobustnessTally[];
  readonly interview: InterviewFigures;
  /** Null: the cases were not there. */
  readonly vignettes: VignetteScore | null;
}

/** Conditions with fewer cases are not judged one by one. */
const CASES_NEEDED = 30;
/** How many of the worst are listed. */
const LISTED = 15;
/** Rows of the reliability table from 0.05 up. */
const FROM_FIVE_PERCENT = 3;

/** The page `docs/evaluation.md`. The same results give the same text. */
export function report(results: EvaluationResults, evidence: EvidenceBase): string {
  const { seed, simulation, vignettes } = results;
  return [
    "# Evaluation",
    `Written by \`npm run evaluate\`; not edited by hand. Base ${evidence.version} (\`${evidence.hash.slice(0, 12)}\`), seed ${seed}, ${simulation.patients} simulated patients. The same seed, base and code give the same page.`,
    [
      "**Read this first.** Simulated patients are drawn from the evidence base itself",
      "(`packages/simulated-patients`). They show whether the machinery does what the base says: whether its probabilities mean",
      "what they say, whether it finds what is there. They cannot show whether the base is right about people. Nothing here is a",
      "clinical validation, and none exists. The published cases at the end are not simulated, and too few for a headline.",
    ].join("\n"),
    "Rates stand with their 95 % interval (Wilson) and their counts.",
    ...simulatedPart(simulation),
    ...interviewPart(results.interview),
    ...robustnessPart(results.robustness),
    ...vignettePart(vignettes),
  ].join("\n\n");
}

function simulatedPart(tally: SimulationTally): string[] {
  const { direction, directionInFull, noKnownCause } = tally;
  return [
    "## Simulated patients",
    `Each comes to the combined clinic and is known by age, sex, all complaints and red flags a patient can tell, and ${ANSWERS.least} to ${ANSWERS.most} findings more that bear on the complaints, drawn at random: questions, tests and measures. The engine tempers and caps what the simulation does not: each answer speaks in full there, and answers of one cluster do not repeat each other. So some lack of confidence is built in, and wanted.`,
    "### Calibration",
    `Posteriors of all conditions: expected calibration error ${percent(calibrationError(tally.conditions), 2)} over all, ${percent(calibrationError(tally.conditions, FROM_FIVE_PERCENT), 1)} over those of 5 % and more.`,
    reliabilityTable(tally.conditions),
    `Directions, where a complaint has a cause that the base knows: expected calibration error ${percent(calibrationError(tally.directions), 1)}.`,
    reliabilityTable(tally.directions),
    "### What is ranked first",
    rateTable(
      ["", "rate", "95 %", "n"],
      [
        ["the first condition is present", tally.firstPresent],
        ["one of the first three is present", tally.firstThreePresent],
        ["the true cause of the main complaint is first", tally.causeFirst],
        ["… is among the first three", tally.causeInThree],
      ],
    ),
    ...discriminationPart(tally.byCondition),
    "### Direction",
    `Truth follows from the causes that were drawn (see the package's README); ${rate(noKnownCause)[0]} of patients have no complaint with a cause that the base knows and are left out.`,
    confusionTable(direction),
    directionRateTable(direction),
    `With everything known instead (${rate(directionRates(directionInFull).accuracy)[2]} right):`,
    confusionTable(directionInFull),
    directionRateTable(directionInFull),
    "### Triage",
    "An emergency is there when the condition of an emergency flag is present and dangerous by itself, or has brought about a finding that raises its flag. Some stay silent: an aneurysm may give no sign. *Shown* are those whose own flag is up by its bare rule. *Needless*: no danger is there. The goals are at most 3 % needless emergencies and 10 % needless urgent or above, and no shown emergency lost. Emergencies that are sent by the bare rules and no more once confirmed are silent ones: a flag about something else was up by chance, and its question was truthfully denied.",
    triageTable(tally),
  ];
}

function reliabilityTable({ bounds, count, said, so }: Reliability): string {
  const rows = count.flatMap((n, row) => {
    if (n === 0) return [];
    const low = bounds[row - 1] ?? 0;
    const high = bounds[row] ?? 1;
    const [seen, interval] = rate({ hits: so[row]!, count: n });
    return [[`${percent(low, 0)} to ${percent(high, 0)}`, percent(said[row]! / n), seen, interval, String(n)]];
  });
  return table(["said", "mean said", "seen", "95 %", "n"], rows);
}

function discriminationPart(byCondition: Readonly<Record<string, Discrimination>>): string[] {
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const all = Object.entries(byCondition).map(([id, one]) => ({
    id,
    ...one,
    n: sum(one.cases),
    rest: sum(one.others),
  }));
  const judged = all
    .filter(({ n }) => n >= CASES_NEEDED)
    .map((one) => ({ ...one, area: areaUnderCurve(one.cases, one.others) }))
    .sort((a, b) => a.area - b.area);
  if (judged.length === 0) return ["### Discrimination", `No condition has ${CASES_NEEDED} cases: too few patients.`];
  const areas = judged.map(({ area }) => area);
  const median = areas[Math.floor(areas.length / 2)] ?? NaN;
  const missed = judged
    .filter(({ inFirstFive, n }) => inFirstFive / n < 0.1)
    .sort((a, b) => a.inFirstFive / a.n - b.inFirstFive / b.n || (a.id < b.id ? -1 : 1));
  return [
    "### Discrimination",
    `Of ${all.length} conditions ${judged.length} have at least ${CASES_NEEDED} cases. Area under the curve of the posterior: median ${median.toFixed(2)}, at least 0.8 in ${areas.filter((area) => area >= 0.8).length}, below 0.6 in ${areas.filter((area) => area < 0.6).length}. The worst:`,
    table(
      ["condition", "area", "95 %", "cases", "among first five", "reported"],
      judged.slice(0, LISTED).map((one) => {
        const { low, high } = areaInterval(one.area, one.n, one.rest);
        const interval = `${low.toFixed(2)}–${high.toFixed(2)}`;
        const [first, reported] = [percent(one.inFirstFive / one.n, 0), percent(one.reported / one.n, 0)];
        return [one.id, one.area.toFixed(2), interval, String(one.n), first, reported];
      }),
    ),
    `Present, yet among the first five in fewer than one case of ten: ${missed.length} conditions. The least found:`,
    table(
      ["condition", "among first five", "95 %", "n", "area"],
      missed
        .slice(0, LISTED)
        .map((one) => [one.id, ...rate({ hits: one.inFirstFive, count: one.n }), one.area.toFixed(2)]),
    ),
  ];
}

function directionRateTable(counts: DirectionTable): string {
  const { accuracy, answered, accuracyAnswered, baseline } = directionRates(counts);
  return rateTable(
    ["", "rate", "95 %", "n"],
    [
      ["right (cannot tell is wrong)", accuracy],
      ["share answered", answered],
      ["right where answered", accuracyAnswered],
      ["always the most common", baseline],
    ],
  );
}

function triageTable({ triage }: SimulationTally): string {
  const measures = [
    ["emergencies sent to emergency", "emergencies"],
    ["shown emergencies sent to emergency", "shownEmergencies"],
    ["dangers sent to urgent or above", "dangers"],
    ["needless emergency", "needlessEmergency"],
    ["needless urgent or above", "needlessUrgent"],
  ] as const;
  const rows = measures.flatMap(([words, measure]) =>
    ROUTES.map((route): [string, string, Count] => [words, route, triage[route][measure]]),
  );
  return table(
    ["", "by", "rate", "95 %", "n"],
    rows.map(([words, route, count]) => [words, route, ...rate(count)]),
  );
}

function interviewPart(figures: InterviewFigures): string[] {
  const of = (share: number): Count => ({ hits: Math.round(share * figures.patients), count: figures.patients });
  const spreads = [
    ["pages of complaints, red flags and course", figures.plannedPages],
    ["pages chosen after these", figures.chosenPages],
    ["questions on the chosen pages, each line counted", figures.chosenLines],
  ] as const;
  return [
    "## Questions asked",
    "Patients who answer truthfully walk through the interview and, beside it, through every question that makes sense to them. The goals are the same direction and urgency in at least 95 %, all emergencies, and a median of at most 20 questions after complaints and red flags, where a list counts as one.",
    rateTable(
      ["", "rate", "95 %", "n"],
      [
        ["the same direction", of(figures.sameDirection)],
        ["the same urgency", of(figures.sameUrgency)],
        ["both", of(figures.sameBoth)],
        ["the same first line of the plan", of(figures.sameFirstLine)],
        ["emergencies found", { hits: figures.emergenciesFound, count: figures.emergencies }],
      ],
    ),
    table(
      ["", "median", "9 of 10 have at most", "most"],
      spreads.map(([words, { median, p90, most }]) => [words, String(median), String(p90), String(most)]),
    ),
  ];
}

function robustnessPart(tallies: readonly RobustnessTally[]): string[] {
  const rows = tallies.flatMap((tally, nth): [string, Count][] => {
    const of = (hits: number): Count => ({ hits, count: tally.patients });
    const deviation = `SD ${DEVIATIONS[nth]!.toFixed(1)}`;
    return [
      [`${deviation}: first condition changed`, of(tally.firstConditionChanged)],
      [`${deviation}: direction changed`, of(tally.directionChanged)],
      [`${deviation}: … from one direction to another`, of(tally.directionReversed)],
      [`${deviation}: urgency changed`, of(tally.urgencyChanged)],
    ];
  });
  return [
    "## Robustness to the figures of the base",
    "Every figure (P(finding | condition), leaks, priors, strengths, links, clues) is shifted at once by independent normal noise on its log odds, and the same patients are assessed again. Red flags are rules and do not depend on figures.",
    rateTable(["", "rate", "95 %", "n"], rows),
  ];
}

function vignettePart(score: VignetteScore | null): string[] {
  const title = "## Published cases";
  if (score === null) {
    return [
      title,
      "Not scored: the cases were not there (set `PLUMBLINE_DATA` to the folder that holds `vignettes/`).",
    ];
  }
  const { diagnosis, triage } = score;
  const rates = (name: string, count: Count): [string, ...string[]] => [name, ...rate(count)];
  const compared = (name: string, engine: Count, baseline: Count): string[] => [
    name,
    ...rate(engine),
    rate(baseline)[0],
  ];
  const header = ["", "rate", "95 %", "n", "baseline"];
  return [
    title,
    `${score.cases} published cases, none written by this project, coded by hand (\`packages/reasoning/test-data\`). A development set: seen while building, never tuned to, and far too small for a headline figure.`,
    "### Coverage",
    table(
      ["facts", "all of it has a place", "95 %", "n", "some of it has", "95 %", "n"],
      (["present", "absent"] as const).map((polarity) => {
        const { facts, full, some } = score.coverage[polarity];
        return [polarity, ...rate({ hits: full, count: facts }), ...rate({ hits: some, count: facts })];
      }),
    ),
    `Without a place: ${[...score.withoutPlace]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([what, times]) => (times > 1 ? `${what} (${times})` : what))
      .join("; ")}.`,
    "### Diagnosis",
    "Strict: a condition of the base that is the diagnosis. Lenient: one of its group. Baseline: the most common conditions of the base, whatever the case.",
    table(header, [
      compared("first, strict", diagnosis.engine.first.strict, diagnosis.baseline.first.strict),
      compared("first, lenient", diagnosis.engine.first.lenient, diagnosis.baseline.first.lenient),
      compared("first three, strict", diagnosis.engine.firstThree.strict, diagnosis.baseline.firstThree.strict),
      compared("first three, lenient", diagnosis.engine.firstThree.lenient, diagnosis.baseline.firstThree.lenient),
    ]),
    "### Direction",
    confusionTable(score.direction),
    directionRateTable(score.direction),
    "Where the case's direction is certain:",
    directionRateTable(score.directionHigh),
    "### Triage",
    "Baseline: always routine. The two last belong together: sending everyone to emergency misses none.",
    table(header, [
      ...(["exact", "within one", "safe", "under", "over"] as const).map((measure) =>
        compared(WORDS[measure], triage[measure].engine, triage[measure].baseline),
      ),
      [...rates("emergencies sent to emergency", score.emergencies), percent(0)],
      [...rates("routine or self-care sent above routine", score.overTriage), percent(0)],
    ]),
    "For orientation, on other cases, so not like for like: symptom checkers name the diagnosis first in 34 to 36 %, among three in about 51 %, triage right in 49 to 57 % (doi:10.1136/bmj.h3480, doi:10.1001/jamainternmed.2016.6001, doi:10.5694/mja2.50600); physicians on history alone first in 72 %, among three in 84 % (doi:10.1001/jamainternmed.2016.6001). We found no published figure for the direction.",
  ];
}

const WORDS = {
  exact: "exact",
  "within one": "within one level",
  safe: "safe (the same level or more urgent)",
  under: "less urgent than it was",
  over: "more urgent than it was",
} as const;

function rateTable(header: readonly string[], rows: readonly (readonly [string, Count])[]): string {
  return table(
    header,
    rows.map(([words, count]) => [words, ...rate(count)]),
  );
}
