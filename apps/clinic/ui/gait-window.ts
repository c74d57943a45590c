/** The part of a walk that is shown, seconds. */
export interface Window {
  readonly fromS: number;
  readonly toS: number;
}

/** So much is shown at least. */
const LEAST_S = 0.5;

/** The window kept inside the walk, with its width where that fits. */
export function within({ fromS, toS }: Window, walk: Window): Window {
  const widthS = Math.min(Math.max(LEAST_S, toS - fromS), walk.toS - walk.fromS);
  const start = Math.max(walk.fromS, Math.min(walk.toS - widthS, fromS));
  return { fromS: start, toS: start + widthS };
}

/** @param share - Of the window's width, to the right. */
export function scrolled({ fromS, toS }: Window, share: number, walk: Window): Window {
  const by = (toS - fromS) * share;
  return within({ fromS: fromS + by, toS: toS + by }, walk);
}

/** @param factor - Of the new width to the old. @param aroundS - Stays where it is; the middle when left out. */
export function zoomed({ fromS, toS }: Window, factor: number, walk: Window, aroundS = (fromS + toS) / 2): Window {
  const widthS = Math.min(Math.max(LEAST_S, (toS - fromS) * factor), walk.toS - walk.fromS);
  const share = (aroundS - fromS) / (toS - fromS);
  return within({ fromS: aroundS - share * widthS, toS: aroundS + (1 - share) * widthS }, walk);
}

/** The same width with this moment in view; unchanged when it is well inside already. */
export function showing({ fromS, toS }: Window, momentS: number, walk: Window): Window {
  const widthS = toS - fromS;
  if (momentS >= fromS + 0.05 * widthS && momentS <= toS - 0.05 * widthS) return { fromS, toS };
  return centered({ fromS, toS }, momentS, walk);
}

/** The same width with this moment in the middle, as far as the walk reaches. */
export function centered({ fromS, toS }: Window, momentS: number, walk: Window): Window {
  const widthS = toS - fromS;
  return within({ fromS: momentS - widthS / 2, toS: momentS + widthS / 2 }, walk);
}
