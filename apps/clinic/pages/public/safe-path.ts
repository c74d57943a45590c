/** Only a path on this site: an address from outside must not send staff elsewhere after they signed in. */
export function safePath(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : "/staff";
}
