import type { Direction } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { ascendingScale, complaintShares, divide } from "./attribution.ts";
import type { DirectionShares, Shares } from "./attribution.ts";
import type { CaseView } from "./case-view.ts";
import { causeWeight } from "./complaint-frame.ts";
import type { CandidateCause, ComplaintFrame } from "./complaint-frame.ts";
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

  constructor(view: CaseView, posteriors: Float64Array, evidence: EvidenceBase) {
    this.#view = view;
    this.#evidence = evidence;
    this.#complaints = view.shares.map((shares) => new ComplaintProbe(shares, posteriors));
    this.#posteriors = posteriors;
    this.#changed = posteriors.slice();
  }

  /**
   * @param changed - All conditions whose posterior differs from what the probe was made with; each once.
   * @param values - What their posteriors are instead.
   */
  after(changed: Int32Array, values: Float64Array): DirectionProbabilities {
    if (!this.#complaints.some((complaint) => complaint.isTouchedBy(changed))) return this.#view.direction;
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
    const shares = this.#complaints.map((complaint, index) => {
      const causes = frame.complaints[index]!;
      const isSame = causes === this.#view.frame.complaints[index];
      return isSame ? complaint.after(posteriors, changed) : complaintShares(causes, posteriors);
    });
    for (const condition of changed) posteriors[condition] = this.#posteriors[condition]!;
    return shares;
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
const PLACE_COUNT = 6;

class ComplaintProbe {
  readonly #shares: Shares;
  readonly #before: Float64Array;
  /** By condition: its first place among the causes, -1 when it is none; by place: the next of the same condition. */
  readonly #firstPlace: Int32Array;
  readonly #nextPlace: Int32Array;
  /** By cause: where its direction stands in the sums. */
  readonly #directions: Uint8Array;
  /** Of the causes that act where they are. */
  readonly #weights: Float64Array;
  readonly #local = new Float64Array(PLACE_COUNT);
  /** Of the links from the feet, which are weighed together. */
  readonly #ascending: readonly CandidateCause[];
  readonly #fromFeet = new Float64Array(PLACE_COUNT);
  /** Reused: the sums after a change. */
  readonly #sums = new Float64Array(PLACE_COUNT);

  constructor(shares: Shares, posteriors: Float64Array) {
    const { causes } = shares.causes;
    this.#shares = shares;
    this.#before = posteriors;
    this.#firstPlace = new Int32Array(posteriors.length).fill(-1);
    this.#nextPlace = new Int32Array(causes.length);
    this.#directions = Uint8Array.from(causes, ({ direction }) => PLACES[direction]);
    this.#weights = new Float64Array(causes.length);
    this.#ascending = causes.filter(({ isAscending }) => isAscending);
    this.#addFromFeet(this.#fromFeet, posteriors);
    causes.forEach((cause, place) => {
      this.#nextPlace[place] = this.#firstPlace[cause.condition]!;
      this.#firstPlace[cause.condition] = place;
      if (cause.isAscending) return;
      const weight = causeWeight(cause, posteriors);
      this.#weights[place] = weight;
      add(this.#local, this.#directions[place]!, weight, weight * posteriors[cause.condition]!);
    });
  }

  isTouchedBy(changed: Int32Array): boolean {
    for (let nth = 0; nth < changed.length; nth++) if (this.#firstPlace[changed[nth]!] !== -1) return true;
    return false;
  }

  after(posteriors: Float64Array, changed: Int32Array): DirectionShares {
    if (!this.isTouchedBy(changed)) return this.#shares;
    const { causes } = this.#shares.causes;
    const sums = this.#sums;
    sums.set(this.#local);
    let isFromFeet = false;
    for (let nth = 0; nth < changed.length; nth++) {
      const condition = changed[nth]!;
      for (let place = this.#firstPlace[condition]!; place !== -1; place = this.#nextPlace[place]!) {
        const cause = causes[place]!;
        if (cause.isAscending) {
          isFromFeet = true;
          continue;
        }
        const before = this.#weights[place]!;
        const weight = causeWeight(cause, posteriors);
        const present = weight * posteriors[condition]! - before * this.#before[condition]!;
        add(sums, this.#directions[place]!, weight - before, present);
      }
    }
    if (isFromFeet) this.#addFromFeet(sums, posteriors);
    else for (let place = 0; place < PLACE_COUNT; place++) sums[place]! += this.#fromFeet[place]!;
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
    const scale = ascendingScale(this.#shares.causes, posteriors);
    for (const { condition, strength, direction } of this.#ascending) {
      const weight = scale * posteriors[condition]! * strength;
      add(sums, PLACES[direction], weight, weight * posteriors[condition]!);
    }
  }
}

function add(sums: Float64Array, direction: number, weight: number, present: number): void {
  sums[direction]! += weight;
  if (direction === PLACES.local) sums[PRESENT_LOCALLY]! += present;
}
