/**
 * How much memory reading and measuring a long walk takes above the process's own, against its decoded frames. Run by
 * `pressure.ts` in a process of its own; prints the two in bytes.
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { measure, openRecording } from "../../packages/plantar-pressure/src/index.ts";

const WALK = new URL("../../packages/plantar-pressure/test-data/recordings/pedar_example.asc.gz", import.meta.url);
/** 48 MB of text: the program's own data no longer matters. */
const TIMES = 20;

const bytes = gunzipSync(readFileSync(WALK));
const table = bytes.indexOf("time[secs]");
const frames = bytes.indexOf("\n", table) + 1;
const before = process.memoryUsage().rss;

const sink = openRecording("walk.asc");
sink.write(bytes.subarray(0, frames));
const lineFeed = new TextEncoder().encode("\n");
for (let time = 0; time < TIMES; time++) {
  sink.write(bytes.subarray(frames));
  sink.write(lineFeed);
}
const result = sink.end();
if (!result.ok) throw new Error(result.problems[0]?.message);
measure(result.value);

const decoded = result.value.feet.reduce((sum, { values }) => sum + values.byteLength, 0);
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ decoded, above: peak - before }));
