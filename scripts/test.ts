/**
 * `npm test`: builds the pages (browser tests click on what is shipped), runs every test, and ends in one plain line,
 * `N passed, N failed, N skipped`, whatever the terminal is.
 *
 * Arguments go on to the test runner: `npm test -- packages/scheduling`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly numTotalTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const scratch = mkdtempSync(join(tmpdir(), "plumbline-test-"));
const reportFile = join(scratch, "report.json");

run("npm", ["run", "--silent", "build"]);
const args = [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${reportFile}`,
  ...process.argv.slice(2),
];
const status = run("vitest", args, { keepGoing: true });

const report = readReport();
rmSync(scratch, { recursive: true, force: true });
if (report === null) {
  console.log("0 passed, 1 failed");
  process.exit(status === 0 ? 1 : status);
}
// A file that breaks before its first test has no failed test of its own; it must count all the same.
const brokenFiles = report.testResults.filter(
  (file) => file.status === "failed" && file.assertionResults.length === 0,
).length;
const failed = report.numFailedTests + brokenFiles;
console.log(`${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests} skipped`);
process.exit(status !== 0 ? status : failed > 0 || report.numPassedTests === 0 ? 1 : 0);

function run(command: string, args: readonly string[], { keepGoing = false } = {}): number {
  const isWindows = process.platform === "win32";
  const result = spawnSync(command, args, { stdio: "inherit", shell: isWindows });
  const code = result.status ?? 1;
  if (code !== 0 && !keepGoing) process.exit(code);
  return code;
}

function readReport(): Report | null {
  try {
    return JSON.parse(readFileSync(reportFile, "utf8")) as Report;
  } catch {
    return null;
  }
}
