import type { Result } from "@plumbline/clinical-model";
import { LineStream } from "@plumbline/signal-processing";
import type { LineHandler } from "@plumbline/signal-processing";
import type { RecordingSink } from "../recording-reader.ts";
import type { PressureRecording } from "../recording.ts";

/** Makes a recording of the lines of a file. */
export interface LineParser {
  readonly take: LineHandler;
  readonly end: () => Result<PressureRecording>;
}

/** A sink that hands the lines of a file to a parser. */
export function linesTo(parser: LineParser): RecordingSink {
  const lines = new LineStream(parser.take);
  return {
    write: (chunk) => lines.write(chunk),
    end() {
      lines.end();
      return parser.end();
    },
  };
}
