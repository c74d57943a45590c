import type { Finding } from "@plumbline/evidence";
import type { ChoicePage } from "./page.ts";

/** A yes/no question of the base as a page of its own. Its id is the finding's. */
export function findingPage(finding: Finding): ChoicePage {
  return {
    id: finding.id,
    kind: "choice",
    question: finding.questionPlain,
    why: "With what you told us so far, this answer changes most what is likely.",
    options: [
      { value: "yes", label: "Yes" },
      { value: "no", label: "No" },
    ],
  };
}
