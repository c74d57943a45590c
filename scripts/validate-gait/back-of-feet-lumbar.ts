import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Side } from "@plumbline/clinical-model";
import { measureLumbarGait } from "@plumbline/imu-gait";
import { mean } from "@plumbline/signal-processing";
import { fOf, matchContacts, sidesText } from "./match-contacts.ts";
import type { ContactMatch, MarkedContact } from "./match-contacts.ts";
import { readSignals } from "./read-signals.ts";
import { table } from "./section.ts";
import type { Section } from "./section.ts";

const RATE_HZ = 100;
const TOLERANCE = 0.25 * RATE_HZ;
/** Of walking before the first contact and behind the last one. */
const MARGIN = 0.3 * RATE_HZ;
/** There and back. */
const WAY_M = 20;
/** Of the steps, those that only turn. */
const TURNING_STEPS = 2;
/** The marks of its left foot are those of the right one; see the text of the section. */
const SWAPPED = "4-1";

type Swing = readonly [toeOff: number, initialContact: number];

interface TrialNotes {
  readonly Height: number | null;
  readonly LeftFootEvents: readonly Swing[];
  readonly RightFootEvents: readonly Swing[];
}

interface TrialScore {
  readonly trial: string;
  readonly given: ContactMatch;
  readonly own: ContactMatch;
  readonly cadence: Pair;
  /** Null where the person's height is not told. */
  readonly strideM: Pair | null;
}

interface Pair {
  readonly marked: number;
  readonly found: number;
}

/** The lower back of people whose feet are marked. */
export function backOfFeetLumbarSection(dataFolder: string): Section {
  const folder = join(dataFolder, "gait/feet-lumbar");
  const scores = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(".json", ""))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .map((trial) => scoreOf(folder, trial));
  const errors = (pairs: readonly (Pair | null)[]) =>
    mean(pairs.flatMap((pair) => (pair === null ? [] : [Math.abs(pair.found - pair.marked)])));
  const others = scores.filter(({ trial }) => trial !== SWAPPED);
  return {
    title: "Lower back: feet-lumbar",
    about:
      "The same 6 trials as above, measured by the sensor on the fifth lumbar vertebra alone; contacts, sides and cadence are those marked on the feet.",
    bars: [],
    details: [
      table(
        [
          "trial",
          "marked",
          "found",
          "F within 250 ms",
          "mean error",
          "sides right",
          "cadence, marked",
          "found",
          "stride by the way (m)",
          "found",
          "own bouts, F",
        ],
        scores.map(({ trial, given, own, cadence, strideM }) => [
          trial,
          given.marked,
          given.found,
          fOf([given]).toFixed(3),
          `${((1000 / RATE_HZ) * mean(given.pairs.map(([marked, found]) => Math.abs(found.sample - marked.sample)))).toFixed(0)} ms`,
          sidesText([given]),
          cadence.marked.toFixed(1),
          cadence.found.toFixed(1),
          strideM?.marked.toFixed(2) ?? "–",
          strideM?.found.toFixed(2) ?? "–",
          fOf([own]).toFixed(3),
        ]),
      ),
      `All: F ${fOf(scores.map(({ given }) => given)).toFixed(3)} between the first and the last contact, ${fOf(scores.map(({ own }) => own)).toFixed(3)} in bouts found by ourselves; cadence ${errors(scores.map(({ cadence }) => cadence)).toFixed(1)} steps/min and stride length ${(100 * errors(scores.map(({ strideM }) => strideM))).toFixed(0)} cm off.`,
      `Sides are right in ${sidesText(others.map(({ given }) => given))} without trial ${SWAPPED}. There the lower back turns, sways and rolls as if left and right were changed, and each foot rolls like the other one by a method that knows nothing of the back (\`recognize-side.ts\`), so the trial's names of the feet are most likely swapped.`,
      `The stride by the way is twice ${WAY_M} m by the contacts less ${TURNING_STEPS} for the turn; the real way was not measured. Tuned on this set: the pendulum's factor, the delay of a contact, and, with the lumbar set, smoothing, height of a top and sides.`,
    ].join("\n\n"),
  };
}

function scoreOf(folder: string, trial: string): TrialScore {
  // The files write NaN where a person's height is not known, which JSON does not have.
  const notes = JSON.parse(
    readFileSync(join(folder, `${trial}.json`), "utf8").replaceAll(/\bNaN\b/g, "null"),
  ) as TrialNotes;
  const [signal] = readSignals(join(folder, `${trial}_lb.txt.gz`), { placement: "lumbar" });
  const contactsOf = (side: Side, swings: readonly Swing[]): MarkedContact[] =>
    swings.map(([, contact]) => ({ sample: contact - signal!.firstSample, side }));
  const feet = [contactsOf("left", notes.LeftFootEvents), contactsOf("right", notes.RightFootEvents)];
  const marked = feet.flat().sort((a, b) => a.sample - b.sample);
  const bout = { start: marked[0]!.sample - MARGIN, end: marked.at(-1)!.sample + MARGIN };
  const heightM = notes.Height === null ? null : notes.Height / 100;
  const gait = measureLumbarGait(signal!, { ...(heightM === null ? {} : { heightM }), bouts: [bout] });
  const matchOf = (bouts: typeof gait.bouts): ContactMatch => {
    const contacts = bouts.flatMap((found) => found.contacts);
    return { marked: marked.length, found: contacts.length, pairs: matchContacts(marked, contacts, TOLERANCE) };
  };
  const strides = feet.flatMap((contacts) =>
    contacts.slice(1).map(({ sample }, at) => (sample - contacts[at]!.sample) / RATE_HZ),
  );
  return {
    trial,
    given: matchOf(gait.bouts),
    own: matchOf(measureLumbarGait(signal!).bouts),
    cadence: { marked: mean(strides.map((seconds) => 120 / seconds)), found: gait.cadenceStepsPerMin! },
    strideM:
      heightM === null ? null : { marked: (2 * WAY_M) / (marked.length - TURNING_STEPS), found: gait.strideLengthM! },
  };
}
