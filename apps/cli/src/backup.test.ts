import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { plumbline } from "./plumbline-process.ts";

const scratch = mkdtempSync(join(tmpdir(), "plumbline-backup-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test("a backup without a name, a clinic or a usable key is refused in a sentence and makes no file", async () => {
  const out = join(scratch, "clinic.backup");
  expect(await plumbline(["backup"])).toMatchObject({ code: 2, stdout: "" });
  expect((await plumbline(["backup", out])).stderr).toContain("name the file with --out");
  const short = join(scratch, "short-key");
  writeFileSync(short, "too short\n");
  const refused = await plumbline(["backup", "--out", out, "--key-file", short]);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toContain("at least 16 characters");
  expect(refused.stderr).not.toContain("too short");
  const none = await plumbline(["backup", "--out", out, "--data-dir", join(scratch, "none")]);
  expect(none).toMatchObject({ code: 1, stdout: "" });
  expect(none.stderr).toContain("There is no clinic in");
  expect(existsSync(out)).toBe(false);
  expect(existsSync(join(scratch, "none"))).toBe(false);
});

test("a restore of nothing, of another file, or without a folder is refused and makes no folder", async () => {
  const target = join(scratch, "restored");
  expect(await plumbline(["restore"])).toMatchObject({ code: 2 });
  expect(await plumbline(["restore", "clinic.backup"])).toMatchObject({ code: 2 });
  const missing = await plumbline(["restore", join(scratch, "missing"), "--data-dir", target]);
  expect(missing).toMatchObject({ code: 1, stdout: "" });
  expect(missing.stderr).toContain("there is no such file");
  const other = join(scratch, "letter.txt");
  writeFileSync(other, "Dear clinic,\n");
  expect((await plumbline(["restore", other, "--data-dir", target])).stderr).toContain("is not a backup");
  expect((await plumbline(["restore", scratch, "--data-dir", target])).stderr).toContain("is a folder");
  expect(existsSync(target)).toBe(false);
});
