import { defineConfig } from "vitest/config";

// Pure packages hold no state, so their tests share one process without isolation: starting is most of what they would cost.
// Tests of the apps open databases, servers and browsers, so each file has a process of its own.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "packages",
          include: ["packages/*/src/**/*.test.ts", "scripts/**/*.test.ts"],
          isolate: false,
          sequence: { groupOrder: 0 },
          pool: "threads",
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "apps",
          include: ["apps/**/*.test.ts"],
          pool: "forks",
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          pool: "forks",
          maxWorkers: 3,
          // Beside the tests of the apps, and one more than a small machine has cores: a browser test mostly waits for
          // pages, and the last long file of one kind would leave a core idle.
          sequence: { groupOrder: 1 },
          testTimeout: 240_000,
          // How long a page may take to show what a click on the page before it asked for.
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
