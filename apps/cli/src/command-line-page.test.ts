import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { ROOT, repositoryFile } from "./plumbline-process.ts";

const PAGE = "docs/command-line.md";
/** A block whose first line is a command; what follows is its output. */
const BLOCK = /```console\n\$ (.*)\n(?:[\s\S]*?)```/g;

// After a change on purpose: npx vitest run apps/cli/src/command-line-page.test.ts -u
test("every command on the page gives the output shown there", async () => {
  const page = repositoryFile(PAGE).replace(
    BLOCK,
    (_, command: string) => `\`\`\`console\n$ ${command}\n${outputOf(command)}\`\`\``,
  );
  await expect(page).toMatchFileSnapshot(`${ROOT}/${PAGE}`);
});

/** What a reader would see: both streams, by a shell in which `npx plumbline` is this checkout's and nothing is set. */
function outputOf(command: string): string {
  const script = `npx() { shift; "${process.execPath}" apps/cli/src/main.ts "$@"; }\n${command}`;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", `exec 2>&1\n${script}`], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: process.env.PATH },
  });
  if (stderr !== "" || status === null) throw new Error(`${command} could not be run: ${stderr}`);
  return stdout;
}
