import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { measureLumbarGait } from "@plumbline/imu-gait";
import type { LumbarBout, MotionSignal, SampleRange } from "@plumbline/imu-gait";
import { mean } from "@plumbline/signal-processing";
import { fOf, matchContacts, sidesText } from "./match-contacts.ts";
import type { ContactMatch, MarkedContact } from "./match-contacts.ts";
import { readSignals } from "./read-signals.ts";
import { table } from "./section.ts";
import type { Section } from "./section.ts";

/** 0.25 s of the set's 100 Hz. */
const TOLERANCE = 25;

interface ReferenceBout extends SampleRange {
  readonly initial_contacts: readonly MarkedContact[];
  readonly mean_stride_length_m: number;
  readonly mean_cadence_spm: number;
  readonly mean_speed_mps: number;
}

interface Reference {
  readonly participant: { readonly sensor_height_m: number };
  readonly bouts: readonly ReferenceBout[];
}

interface Recording {
  readonly name: string;
  readonly person: string;
  readonly signal: MotionSignal;
  readonly reference: Reference;
}

/** One of the reference's bouts and what was found of it; null where nothing was. */
interface BoutScore {
  readonly recording: Recording;
  readonly reference: ReferenceBout;
  readonly found: LumbarBout | null;
}

interface Score {
  readonly bouts: readonly BoutScore[];
  readonly matches: readonly ContactMatch[];
}

/** Contacts, cadence and stride length from the lower back against a reference of several sensors. */
export function lumbarSection(dataFolder: string): Section {
  const recordings = read(join(dataFolder, "gait/lumbar"));
  const given = together(recordings.map(inGivenBouts));
  const people = [...new Set(recordings.map(({ person }) => person))];
  const rows = [...people, "all"].flatMap((person) => {
    const theirs = recordings.filter((recording) => person === "all" || recording.person === person);
    return [
      rowOf(person, "given", together(theirs.map(inGivenBouts))),
      rowOf(person, "own", together(theirs.map(inOwnBouts))),
    ];
  });
  return {
    title: "Lower back: lumbar",
    about:
      "4 recordings of 2 healthy older people, a 5 m walk and simulated daily activities: 11 bouts, 127 contacts; the reference is a system of several sensors (Mobilise-D technical validation, Apache-2.0).",
    bars: [
      {
        what: "contacts in given bouts, F within 250 ms",
        value: fOf(given.matches),
        bar: 0.85,
        must: "at least",
        unit: "",
      },
      {
        what: "cadence of a given bout, mean error",
        value: cadenceError(given),
        bar: 4,
        must: "at most",
        unit: " steps/min",
      },
      {
        what: "stride length of a given bout, mean error",
        value: lengthError(given),
        bar: 12,
        must: "at most",
        unit: " cm",
      },
    ],
    details: [
      table(
        [
          "recording",
          "bout",
          "contacts",
          "found",
          "right",
          "cadence",
          "found",
          "stride (m)",
          "found",
          "speed (m/s)",
          "found",
        ],
        given.bouts.map(({ recording, reference, found }, at) => [
          recording.name,
          `${reference.start}–${reference.end}`,
          reference.initial_contacts.length,
          found?.contacts.length ?? 0,
          given.matches[at]!.pairs.length,
          reference.mean_cadence_spm.toFixed(0),
          found?.cadenceStepsPerMin?.toFixed(0) ?? "–",
          reference.mean_stride_length_m.toFixed(2),
          found?.strideLengthM?.toFixed(2) ?? "–",
          reference.mean_speed_mps.toFixed(2),
          found?.speedMps?.toFixed(2) ?? "–",
        ]),
      ),
      "By person, in the bouts of the reference and in bouts found by ourselves (then everything found in the whole recording counts, and a bout of the reference is held against the one of ours that shares most with it):",
      table(
        [
          "person",
          "bouts",
          "reached",
          "contacts, F",
          "found of the marked",
          "sides right",
          "cadence, error",
          "stride, error (cm)",
        ],
        rows,
      ),
      "Tuned on this set: the high pass and the quantile of the rises, and for our own bouts the pause that ends one, the height of a step and what is shuffling; smoothing, height of a top and the weighing of sides on this set and feet-lumbar together (F changes by 0.01 at most for smoothing between 0.7 and 1.2 and heights between 0.1 and 0.5). Not tuned here: the delay of a contact and the pendulum's factor, which come from feet-lumbar. The second person moves about in a room: by the reference single strides take up to 2.6 s there, and none of its three bouts is of even steps.",
    ].join("\n\n"),
  };
}

function rowOf(person: string, bouts: string, score: Score): readonly (string | number)[] {
  const marked = score.matches.reduce((sum, match) => sum + match.marked, 0);
  const pairs = score.matches.reduce((sum, match) => sum + match.pairs.length, 0);
  return [
    person,
    bouts,
    `${score.bouts.filter(({ found }) => found !== null).length} of ${score.bouts.length}`,
    fOf(score.matches).toFixed(3),
    `${((100 * pairs) / marked).toFixed(0)} %`,
    sidesText(score.matches),
    cadenceError(score).toFixed(1),
    lengthError(score).toFixed(1),
  ];
}

function cadenceError({ bouts }: Score): number {
  return meanError(bouts, ({ found, reference }) =>
    found?.cadenceStepsPerMin == null ? null : found.cadenceStepsPerMin - reference.mean_cadence_spm,
  );
}

function lengthError({ bouts }: Score): number {
  return meanError(bouts, ({ found, reference }) =>
    found?.strideLengthM == null ? null : 100 * (found.strideLengthM - reference.mean_stride_length_m),
  );
}

function meanError(bouts: readonly BoutScore[], errorOf: (bout: BoutScore) => number | null): number {
  return mean(
    bouts
      .map(errorOf)
      .filter((error) => error !== null)
      .map(Math.abs),
  );
}

function inGivenBouts(recording: Recording): Score {
  const { signal, reference } = recording;
  // The reference's bouts end with their last contact.
  const bouts = reference.bouts.map(({ start, end }) => ({ start, end: end + 1 }));
  const gait = measureLumbarGait(signal, { sensorHeightM: reference.participant.sensor_height_m, bouts });
  const scores = reference.bouts.map((bout, at) => ({ recording, reference: bout, found: gait.bouts[at]! }));
  return {
    bouts: scores,
    matches: scores.map(({ reference: { initial_contacts: marked }, found: { contacts } }) =>
      matchOf(marked, contacts),
    ),
  };
}

function inOwnBouts(recording: Recording): Score {
  const { signal, reference } = recording;
  const own = measureLumbarGait(signal, { sensorHeightM: reference.participant.sensor_height_m }).bouts;
  return {
    bouts: reference.bouts.map((bout) => {
      const nearest = own.toSorted((a, b) => shared(b, bout) - shared(a, bout))[0];
      return {
        recording,
        reference: bout,
        found: nearest === undefined || shared(nearest, bout) <= 0 ? null : nearest,
      };
    }),
    matches: [
      matchOf(
        reference.bouts.flatMap((bout) => bout.initial_contacts),
        own.flatMap(({ contacts }) => contacts),
      ),
    ],
  };
}

function shared(a: SampleRange, b: SampleRange): number {
  return Math.min(a.end, b.end) - Math.max(a.start, b.start);
}

function matchOf(marked: readonly MarkedContact[], found: LumbarBout["contacts"]): ContactMatch {
  return { marked: marked.length, found: found.length, pairs: matchContacts(marked, found, TOLERANCE) };
}

function together(scores: readonly Score[]): Score {
  return { bouts: scores.flatMap(({ bouts }) => bouts), matches: scores.flatMap(({ matches }) => matches) };
}

function read(folder: string): readonly Recording[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".csv.gz"))
    .map((name) => name.replace(".csv.gz", ""))
    .sort()
    .map((name) => {
      const [signal] = readSignals(join(folder, `${name}.csv.gz`), { placement: "lumbar" });
      // Single strides without a length are written as NaN, which JSON does not know; they are not used here.
      const text = readFileSync(join(folder, `${name}.reference.json`), "utf8").replaceAll(/\bNaN\b/g, "null");
      const reference = JSON.parse(text) as Reference;
      return {
        name: name.replace("TimeMeasure1_", ""),
        person: name.slice(0, "HA_001".length),
        signal: signal!,
        reference,
      };
    });
}
