/**
 * Text that came from outside, safe to show: control characters could move the cursor or color the terminal, so each
 * becomes the replacement character. Line feeds and tabs stay.
 */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\uFFFD");
}
