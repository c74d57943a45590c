/** `npm run check`: everything that holds without running the program. Runs all, then fails if one failed. */
import { spawnSync } from "node:child_process";

const CHECKS: readonly { readonly what: string; readonly command: readonly string[] }[] = [
  { what: "packages compile, without files, clock or screen", command: ["tsc", "-p", "packages/tsconfig.json"] },
  { what: "apps, scripts and tests compile", command: ["tsc", "-p", "tsconfig.json"] },
  { what: "imports run one way", command: ["node", "scripts/check-workspaces.ts"] },
  {
    what: "the evidence base joins, and what is made from it is fresh",
    command: ["node", "scripts/generate-evidence.ts", "--check"],
  },
  { what: "lint", command: ["oxlint", "--deny-warnings"] },
  { what: "nothing is unused", command: ["knip"] },
  { what: "format", command: ["prettier", "--check", "."] },
];

const failed = CHECKS.filter(({ what, command: [program, ...args] }) => {
  console.log(`\n— ${what}: ${program} ${args.join(" ")}`);
  return spawnSync(program!, args, { stdio: "inherit", shell: process.platform === "win32" }).status !== 0;
});

if (failed.length > 0) {
  console.error(`\nNot in order: ${failed.map(({ what }) => what).join("; ")}.`);
  process.exit(1);
}
console.log("\nAll checks hold.");
