/**
 * Numbers of this engine that the base does not give. All are guesses of its authors, to be replaced by parameters of the
 * base once clinicians have looked at them; none is a clinical fact.
 */
export const ENGINE_CHOICES = Object.freeze({
  /** Share of every complaint that is always left to what the base does not know. */
  unexplainedAtLeast: 0.05,
  /** A member of a competition group without a row for the complaint explains it this much of its general strength. */
  groupMemberStrength: 0.25,
  /** How much a complaint counts beside the one the person came for … */
  otherComplaintWeight: 0.6,
  /** … and one that is only noted in passing. */
  besideWeight: 0.4,
  /** A direction is answered when it is at least this probable … */
  decidedAt: 0.45,
  /** … and leads the second by at least this much … */
  decidedLead: 0.05,
  /** … and no more than this share of the complaints is unexplained. */
  unexplainedAtMost: 0.5,
  /** Causes of a complaint below this share are not listed; their share is counted as unexplained. */
  smallestListedShare: 0.01,
  /** Links below this probability are not listed. */
  smallestListedLink: 0.01,
  /** A finding that moves a conclusion by less is no contribution worth reading. */
  smallestContribution: 0.005,
  /** … unless it moves the odds by this much (nats): a quarter, which tells near certainty too. */
  smallestOddsStep: Math.log(1.25),
});
