export const SIDES = ["left", "right"] as const;

/** The person's own side, never the side of the picture. */
export type Side = (typeof SIDES)[number];

/** One value for the whole person, or one for each side; a side that is left out is not known. */
export interface BySide<Value> {
  readonly left?: Value;
  readonly right?: Value;
}

export function otherSide(side: Side): Side {
  return side === "left" ? "right" : "left";
}
