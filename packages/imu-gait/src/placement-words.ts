import type { Placement } from "./motion-signal.ts";

/** As people and programs write them; lower case. */
const WORDS: ReadonlyMap<string, Placement> = new Map(
  Object.entries({
    "left-foot": ["left", "lf", "lfoot", "leftfoot", "footleft", "links", "gauche"],
    "right-foot": ["right", "rf", "rfoot", "rightfoot", "footright", "rechts", "droit", "droite"],
    lumbar: ["lb", "lumbar", "back", "lowback", "lowerback", "l4", "l5", "sacrum", "pelvis", "trunk", "waist"],
    foot: ["foot", "instep", "shoe", "fuss", "pied"],
  } satisfies Record<Placement, readonly string[]>).flatMap(([placement, words]) =>
    words.map((word) => [word, placement as Placement] as const),
  ),
);
/** Go with a placement: "lower back". */
const FILLERS: ReadonlySet<string> = new Set(["lower", "low"]);
/** Words in names: runs of one case, so that `leftFoot` and `1-1_LF` are taken apart. */
const WORD = /[A-Z]?[a-z]+\d*|[A-Z]+\d*(?![a-z])|\d+/g;

/** The placement that words in a name tell (`1-1_lf.txt`, `left_sensor`); null when they tell none, or two. */
export function placementInName(name: string): Placement | null {
  const found = new Set([...name.matchAll(WORD)].flatMap(([word]) => WORDS.get(word.toLowerCase()) ?? []));
  if (found.size > 1) found.delete("foot");
  return found.size === 1 ? [...found][0]! : null;
}

/**
 * What files of one walk have in common when their names tell the placement: `1-1` of `1-1_lf.txt.gz`, `1-1_rf.txt.gz`;
 * `walk` when nothing else is in the name.
 *
 * @returns Null when the name tells no placement, so that the file stands for itself.
 */
export function walkInName(fileName: string): string | null {
  const stem = fileName.replace(/\.gz$/i, "").replace(/\.[^.]*$/, "");
  const placement = placementInName(stem);
  if (placement === null || placement === "foot") return null;
  const rest = stem.replace(WORD, (word) => {
    const lower = word.toLowerCase();
    return WORDS.has(lower) || FILLERS.has(lower) ? "_" : word;
  });
  const name = rest.replaceAll(/[\s_-]*_[\s_-]*/g, "_").replaceAll(/^[\s_.-]+|[\s_.-]+$/g, "");
  return name === "" ? "walk" : name;
}
