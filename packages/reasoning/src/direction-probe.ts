import type { Direction } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { ascendingScale, complaintShares, divide } from "./attribution.ts";
import type { DirectionShares, Shares } from "./attribution.ts";
import type { CaseView } from "./case-view.ts";
import { causeWeight } from "./complaint-frame.ts";
import type { ComplaintFrame } from "./complaint-frame.ts";
import { directionProbabilities } from "./direction.ts";
import type { DirectionProbabilities } from "./direction.ts";

/**
 * The direction of one person made ready for many small "what if these conditions were likelier": only what a condition
 * explains is weighed again. The same as dividing the complaints anew, up to rounding.
 */
export class DirectionProbe {
  readonly #view: CaseView;
  readonly #evidence: EvidenceBase;
  readonly #complaints: readonly ComplaintProbe[];
  readonly #posteriors: Float64Array;
  /** The posteriors with the changes that are asked about; between two questions the same. */
  readonly #changed: Float64Array;
  /** By condition: bit n is set when it can explain the nth complaint. */
  readonly #explains: Int32Array;

  constructor(view: CaseView, posteriors: Float64Array, evidence: EvidenceBase) {
    this.#view = view;
    this.#evidence = evidence;
    this.#complaints = view.shares.map((shares) => new ComplaintProbe(shares, posteriors));
    this.#posteriors = posteriors;
    this.#changed = posteriors.slice();
    this.#explains = new Int32Array(posteriors.length);
    view.shares.forEach(({ causes: { causes } }, index) => {
      for (const { condition } of causes) this.#explains[condition]! |= 1 << index;
    });
  }

  /**
   * @param changed - All conditions whose posterior differs from what the probe was made with; each once.
   * @param values - What their posteriors are instead.
   */
  after(changed: Int32Array, values: Float64Array): DirectionProbabilities {
    if (this.#touchedBy(changed) === 0) return this.#view.direction;
    return directionProbabilities(this.sharesAfter(changed, values), this.#evidence.parameters);
  }

  /** @param frame - The complaints after a clue about links: see {@link frameAfterClue}. */
  afterClue(frame: ComplaintFrame, changed: Int32Array, values: Float64Array): DirectionProbabilities {
    return directionProbabilities(this.sharesAfter(changed, values, frame), this.#evidence.parameters);
  }

  /** How the complaints then divide, by direction. */
  sharesAfter(
    changed: Int32Array,
    values: Float64Array,
    frame: ComplaintFrame = this.#view.frame,
  ): readonly DirectionShares[] {
    const posteriors = this.#changed;
    for (let nth = 0; nth < changed.length; nth++) posteriors[changed[nth]!] = values[nth]!;
    const touched = this.#touchedBy(changed);
    const shares: DirectionShares[] = [];
    for (let index = 0; index < this.#complaints.length; index++) {
      const causes = frame.complaints[index]!;
      const isSame = causes === this.#view.frame.complaints[index];
      if (!isSame) shares.push(complaintShares(causes, posteriors));
      else if ((touched >> index) & 1) shares.push(this.#complaints[index]!.after(posteriors, changed));
      else shares.push(this.#view.shares[index]!);
    }
    for (const condition of changed) posteriors[condition] = this.#posteriors[condition]!;
    return shares;
  }

  /** The complaints that these conditions can explain, as bits. */
  #touchedBy(changed: Int32Array): number {
    let touched = 0;
    for (let nth = 0; nth < changed.length; nth++) touched |= this.#explains[changed[nth]!]!;
    return touched;
  }
}

/** Where sums over causes stand: one for each direction, then that of what is present where it is felt. */
const PLACES: Readonly<Record<Direction, number>> = Object.freeze({
  "foot-drives-back": 0,
  "spine-drives-foot": 1,
  both: 2,
  local: 3,
  none: 4,
});
const PRESENT_LOCALLY = 5;
const SUMS = 6;

class ComplaintProbe {
  readonly #shares: Shares;
  readonly #before: Float64Array;
  /** By condition: its first place among the causes, -1 when it is none; by place: the next of the same condition. */
  readonly #firstPlace: Int32Array;
  readonly #nextPlace: Int32Array;
  /** By place: where the direction of the cause stands in the sums, and its strength. */
  readonly #directions: Uint8Array;
  readonly #strengths: Float64Array;
  /** By place: the weight of a cause that acts where it is; NaN for links from the feet, which are weighed together. */
  readonly #weights: Float64Array;
  readonly #local = new Float64Array(SUMS);
  readonly #fromFeet = new Float64Array(SUMS);
  /** Of the links from the feet, strongest first: condition and place. */
  readonly #feet: Int32Array;
  readonly #feetPlaces: Int32Array;
  /** Reused: the sums after a change. */
  readonly #sums = new Float64Array(SUMS);

  constructor(shares: Shares, posteriors: Float64Array) {
    const { causes, ascending } = shares.causes;
    this.#shares = shares;
    this.#before = posteriors;
    this.#firstPlace = new Int32Array(posteriors.length).fill(-1);
    this.#nextPlace = new Int32Array(causes.length);
    this.#directions = Uint8Array.from(causes, ({ direction }) => PLACES[direction]);
    this.#strengths = Float64Array.from(causes, ({ strength }) => strength);
    this.#weights = new Float64Array(causes.length).fill(NaN);
    this.#feet = Int32Array.from(ascending, ({ condition }) => condition);
    this.#feetPlaces = Int32Array.from(ascending, (cause) => causes.indexOf(cause));
    this.#addFromFeet(this.#fromFeet, posteriors);
    causes.forEach(({ condition, strength, isAscending }, place) => {
      this.#nextPlace[place] = this.#firstPlace[condition]!;
      this.#firstPlace[condition] = place;
      if (isAscending) return;
      const weight = causeWeight(posteriors[condition]!, strength);
      this.#weights[place] = weight;
      add(this.#local, this.#directions[place]!, weight, weight * posteriors[condition]!);
    });
  }

  after(posteriors: Float64Array, changed: Int32Array): DirectionShares {
    const sums = this.#sums;
    for (let place = 0; place < SUMS; place++) sums[place] = this.#local[place]!;
    let isFromFeet = false;
    for (let nth = 0; nth < changed.length; nth++) {
      const condition = changed[nth]!;
      for (let place = this.#firstPlace[condition]!; place !== -1; place = this.#nextPlace[place]!) {
        const before = this.#weights[place]!;
        if (Number.isNaN(before)) {
          isFromFeet = true;
          continue;
        }
        const weight = causeWeight(posteriors[condition]!, this.#strengths[place]!);
        const present = weight * posteriors[condition]! - before * this.#before[condition]!;
        add(sums, this.#directions[place]!, weight - before, present);
      }
    }
    if (isFromFeet) this.#addFromFeet(sums, posteriors);
    else for (let place = 0; place < SUMS; place++) sums[place]! += this.#fromFeet[place]!;
    const weights: Readonly<Record<Direction, number>> = {
      "foot-drives-back": sums[PLACES["foot-drives-back"]]!,
      "spine-drives-foot": sums[PLACES["spine-drives-foot"]]!,
      both: sums[PLACES.both]!,
      local: sums[PLACES.local]!,
      none: sums[PLACES.none]!,
    };
    return divide(this.#shares.causes, weights, sums[PRESENT_LOCALLY]!);
  }

  #addFromFeet(sums: Float64Array, posteriors: Float64Array): void {
    if (this.#feet.length === 0) return;
    const scale = ascendingScale(this.#shares.causes, posteriors);
    for (let nth = 0; nth < this.#feet.length; nth++) {
      const posterior = posteriors[this.#feet[nth]!]!;
      const place = this.#feetPlaces[nth]!;
      const weight = scale * posterior * this.#strengths[place]!;
      add(sums, this.#directions[place]!, weight, weight * posterior);
    }
  }
}

function add(sums: Float64Array, direction: number, weight: number, present: number): void {
  sums[direction]! += weight;
  if (direction === PLACES.local) sums[PRESENT_LOCALLY]! += present;
}
