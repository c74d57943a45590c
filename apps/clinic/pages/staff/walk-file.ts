import { notOk } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import { openMotionFile } from "@plumbline/imu-gait";
import type { MotionFileOptions, MotionSignal, MotionSink } from "@plumbline/imu-gait";

/** So much is read before others get their turn: some milliseconds. */
const CHUNK_BYTES = 500_000;
/** A packed file may not grow beyond this: an hour of a sensor at 400 Hz. */
const MOST_BYTES = 300_000_000;

/** Reads a motion file piece by piece, packed with gzip or not, so that a large one does not keep the clinic waiting. */
export async function readMotionInTurns(
  bytes: Uint8Array<ArrayBuffer>,
  fileName: string,
  options: MotionFileOptions,
): Promise<Result<MotionSignal[]>> {
  const sink = openMotionFile(fileName.replace(/\.gz$/i, ""), options);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isPacked) {
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
      sink.write(bytes.subarray(start, start + CHUNK_BYTES));
      await othersTurn();
    }
    return sink.end();
  }
  return (await unpackInto(sink, bytes)) ?? sink.end();
}

/** What is wrong with the packed file; null when nothing is. */
async function unpackInto(sink: MotionSink, bytes: Uint8Array<ArrayBuffer>): Promise<Result<never> | null> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  let [read, sinceTurn] = [0, 0];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return null;
      read += value.length;
      sinceTurn += value.length;
      if (read > MOST_BYTES) {
        await reader.cancel();
        return notOk({
          code: "walk/too-large",
          path: "",
          message: "The packed file holds more than 300 MB.",
          hint: "Cut the recording into shorter ones.",
        });
      }
      sink.write(value);
      if (sinceTurn > CHUNK_BYTES) {
        sinceTurn = 0;
        await othersTurn();
      }
    }
  } catch (error) {
    // What the stream throws of bytes that are no gzip, or end too early.
    if (!(error instanceof TypeError)) throw error;
    return notOk({
      code: "walk/broken-gzip",
      path: "",
      message: "The packed file (gzip) is cut off or damaged.",
      hint: "Send or export it again.",
    });
  }
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
