import { nearestWord } from "@plumbline/clinical-model";
import { printable } from "./printable.ts";

/** `There is no command "asess". Did you mean "assess"?` */
export function unknownWord(kind: string, word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known);
  const advice =
    nearest === undefined
      ? `There ${known.length === 1 ? "is" : "are"}: ${known.join(", ")}.`
      : `Did you mean "${nearest}"?`;
  return `There is no ${kind} "${printable(word)}". ${advice}`;
}
