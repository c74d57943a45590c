import type { EvidenceBase } from "@plumbline/evidence";
import { prospects } from "@plumbline/reasoning";
import type { Prospects, QuestionProspect } from "@plumbline/reasoning";
import type { Choice, QuestionChooser } from "./interview.ts";
import type { TopicId } from "./topics.ts";
import { topicOf } from "./when-to-ask.ts";

export interface ChoiceRules {
  /** Nothing more is asked once the chance that some one further answer changes the direction is below this, … */
  readonly stopBelow: number;
  /** … all of them together would have to go this many standard deviations one way to change it, … */
  readonly steady: number;
  /** … and no page is worth this much (bits); … */
  readonly leastWorth: number;
  /** … or no page is worth even this much, whatever could happen; … */
  readonly worthNothing: number;
  /** … while next to nothing explains what the person came for, even this much. */
  readonly worthNoHope: number;
  /** What a chance of 1 to change the direction is worth, in bits. */
  readonly changeBits: number;
  readonly mostOnAPage: number;
  /** A question shares the page when it is worth at least this part of the page's best. */
  readonly worthALine: number;
  /** A further line costs this part of a page. */
  readonly effortOfALine: number;
  /** The talk stays with its topic while the topic's page is worth at least this part of the best page. */
  readonly stay: number;
}

/** Chosen on simulated patients (`scripts/evaluate/interview.ts`), so that the answer is that of the whole questionnaire. */
export const CHOICE_RULES: ChoiceRules = {
  stopBelow: 0.005,
  steady: 4,
  leastWorth: 0.01,
  worthNothing: 0.003,
  worthNoHope: 0.0002,
  changeBits: 2,
  mostOnAPage: 8,
  worthALine: 0.03,
  effortOfALine: 0.2,
  stay: 0.5,
};

export function nextQuestionByGain(evidence: EvidenceBase, rules: ChoiceRules = CHOICE_RULES): QuestionChooser {
  return (caseFile, candidates, topic) => {
    const allowed = new Set(candidates);
    const exclude = new Set([...evidence.findings.keys()].filter((id) => !allowed.has(id)));
    return bestPage(prospects(caseFile, evidence, { askedOf: "patient", exclude }), topic, rules);
  };
}

/** The page to ask next; null when it is time to stop. */
export function bestPage(
  { questions, margin, isComplaintBarelyExplained }: Prospects,
  topic: TopicId | null,
  rules: ChoiceRules,
): Choice | null {
  const pages = pagesOf(questions, rules);
  const [best] = pages;
  if (best === undefined || best.worth < (isComplaintBarelyExplained ? rules.worthNoHope : rules.worthNothing))
    return null;
  const staysAsItIs = questions.reduce((all, { pChange }) => all * (1 - pChange), 1);
  const spread = Math.hypot(...questions.map((question) => question.spread));
  const isSteady = 1 - staysAsItIs < rules.stopBelow && margin >= rules.steady * spread;
  // While nothing explains what the person came for, every page that is worth something may still find what does.
  if (isSteady && !isComplaintBarelyExplained && best.worth < rules.leastWorth) return null;
  const staying = pages.find((page) => page.topic === topic);
  const page = staying !== undefined && staying.worth >= rules.stay * best.worth ? staying : best;
  return { findingIds: page.findingIds, left: pages.filter(({ worth }) => worth >= rules.leastWorth).length };
}

interface Page {
  readonly topic: TopicId;
  readonly findingIds: readonly string[];
  /** Bits for the effort of one page. */
  readonly worth: number;
}

/** The best page of each topic, best first. */
function pagesOf(questions: readonly QuestionProspect[], rules: ChoiceRules): readonly Page[] {
  const worth = ({ gainBits, pChange }: QuestionProspect): number => gainBits + rules.changeBits * pChange;
  const byTopic = Map.groupBy(
    questions.toSorted((a, b) => worth(b) - worth(a)),
    ({ findingId }) => topicOf(findingId),
  );
  return [...byTopic]
    .map(([topic, ofTopic]): Page => {
      const least = rules.worthALine * worth(ofTopic[0]!);
      const lines = ofTopic.slice(0, rules.mostOnAPage).filter((question) => worth(question) >= least);
      const total = lines.reduce((sum, question) => sum + worth(question), 0);
      return {
        topic,
        findingIds: lines.map(({ findingId }) => findingId),
        worth: total / (1 + rules.effortOfALine * (lines.length - 1)),
      };
    })
    .sort((a, b) => b.worth - a.worth);
}
