/** The value of a cookie; null when the browser sent none of this name. */
export function readCookie(request: Request, name: string): string | null {
  const cookies = request.headers.get("Cookie") ?? "";
  const pair = cookies.split(";").find((part) => part.trim().startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(pair.indexOf("=") + 1).trim();
}
