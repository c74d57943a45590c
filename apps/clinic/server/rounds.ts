export interface Rounds {
  /** Waits for the round in hand, then ends. */
  stop(): Promise<void>;
}

/** Does something at once and then again and again, one round after the other; a round that fails is logged. */
export function startRounds(options: {
  /** What the log calls it. */
  readonly name: string;
  readonly everyMs: number;
  readonly round: () => Promise<void>;
  readonly logError: (place: string, error: unknown) => void;
}): Rounds {
  // One after the other: at the end the one in hand must be done before the database closes.
  let latest: Promise<void> = Promise.resolve();
  const next = () =>
    (latest = latest.then(options.round).catch((error: unknown) => options.logError(options.name, error)));
  void next();
  const timer = setInterval(next, options.everyMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await latest;
    },
  };
}
