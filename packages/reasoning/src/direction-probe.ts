import type { Direction } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { ascendingScale, complaintShares, divide, noWeight } from "./attribution.ts";
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

  constructor(view: CaseView, posteriors: Float64Array, evidence: EvidenceBase) {
    this.#view = view;
    this.#evidence = evidence;
    this.#complaints = view.shares.map((shares) => new ComplaintProbe(shares, posteriors));
  }

  /** @param changed - All conditions whose posterior differs from what the probe was made with; each once. */
  after(posteriors: Float64Array, changed: readonly number[]): DirectionProbabilities {
    if (!this.#complaints.some((complaint) => complaint.isTouchedBy(changed))) return this.#view.direction;
    return directionProbabilities(this.sharesAfter(posteriors, changed), this.#evidence.parameters);
  }

  /** @param frame - The complaints after a clue about links: see {@link frameAfterClue}. */
  afterClue(frame: ComplaintFrame, posteriors: Float64Array, changed: readonly number[]): DirectionProbabilities {
    return directionProbabilities(this.sharesAfter(posteriors, changed, frame), this.#evidence.parameters);
  }

  /** How the complaints then divide, by direction. */
  sharesAfter(
    posteriors: Float64Array,
    changed: readonly number[],
    frame: ComplaintFrame = this.#view.frame,
  ): readonly DirectionShares[] {
    return this.#complaints.map((complaint, index) => {
      const causes = frame.complaints[index]!;
      const isSame = causes === this.#view.frame.complaints[index];
      return isSame ? complaint.after(posteriors, changed) : complaintShares(causes, posteriors);
    });
  }
}

class ComplaintProbe {
  readonly #shares: Shares;
  readonly #before: Float64Array;
  /** By condition: its first place among the causes, -1 when it is none; by place: the next of the same condition. */
  readonly #firstPlace: Int32Array;
  readonly #nextPlace: Int32Array;
  /** Of the causes that act where they are. */
  readonly #weights: Float64Array;
  readonly #local: Sums = { byDirection: noWeight(), presentLocally: 0 };
  /** Of the links from the feet, which are weighed together. */
  readonly #ascending: readonly CandidateCause[];
  readonly #fromFeet: Sums;

  constructor(shares: Shares, posteriors: Float64Array) {
    const { causes } = shares.causes;
    this.#shares = shares;
    this.#before = posteriors;
    this.#firstPlace = new Int32Array(posteriors.length).fill(-1);
    this.#nextPlace = new Int32Array(causes.length);
    this.#weights = new Float64Array(causes.length);
    this.#ascending = causes.filter(({ isAscending }) => isAscending);
    this.#fromFeet = this.#weighAscending(posteriors);
    causes.forEach((cause, place) => {
      this.#nextPlace[place] = this.#firstPlace[cause.condition]!;
      this.#firstPlace[cause.condition] = place;
      if (cause.isAscending) return;
      const weight = causeWeight(cause, posteriors);
      this.#weights[place] = weight;
      add(this.#local, cause, weight, weight * posteriors[cause.condition]!);
    });
  }

  isTouchedBy(changed: readonly number[]): boolean {
    for (const condition of changed) if (this.#firstPlace[condition] !== -1) return true;
    return false;
  }

  after(posteriors: Float64Array, changed: readonly number[]): DirectionShares {
    if (!this.isTouchedBy(changed)) return this.#shares;
    const { causes } = this.#shares.causes;
    const sums: Sums = { byDirection: { ...this.#local.byDirection }, presentLocally: this.#local.presentLocally };
    let fromFeet = this.#fromFeet;
    for (const condition of changed) {
      for (let place = this.#firstPlace[condition]!; place !== -1; place = this.#nextPlace[place]!) {
        const cause = causes[place]!;
        if (cause.isAscending) {
          if (fromFeet === this.#fromFeet) fromFeet = this.#weighAscending(posteriors);
          continue;
        }
        const before = this.#weights[place]!;
        const weight = causeWeight(cause, posteriors);
        add(sums, cause, weight - before, weight * posteriors[condition]! - before * this.#before[condition]!);
      }
    }
    for (const direction of ASCENDING_DIRECTIONS) sums.byDirection[direction] += fromFeet.byDirection[direction];
    return divide(this.#shares.causes, sums.byDirection, sums.presentLocally + fromFeet.presentLocally);
  }

  #weighAscending(posteriors: Float64Array): Sums {
    const sums = { byDirection: noWeight(), presentLocally: 0 };
    const scale = ascendingScale(this.#shares.causes, posteriors);
    for (const cause of this.#ascending) {
      const weight = scale * posteriors[cause.condition]! * cause.strength;
      add(sums, cause, weight, weight * posteriors[cause.condition]!);
    }
    return sums;
  }
}

/** A cause at the feet drives the back; one at hip or knee, though filed as a link, is no matter of the feet. */
const ASCENDING_DIRECTIONS = ["foot-drives-back", "local"] as const;

/** Weights before division: see {@link DirectionShares}. */
interface Sums {
  readonly byDirection: Record<Direction, number>;
  presentLocally: number;
}

function add(sums: Sums, { direction }: CandidateCause, weight: number, present: number): void {
  sums.byDirection[direction] += weight;
  if (direction === "local") sums.presentLocally += present;
}
