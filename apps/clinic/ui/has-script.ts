import { useSyncExternalStore } from "react";

const neverChanges = () => () => {};

/** Whether scripts run. False on the server and in the first drawing of the browser, so that both agree. */
export function useHasScript(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}
