import { resolve } from "node:path";
import { expect, test } from "vitest";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./config.ts";

test("without settings it is a demo on port 3000 with its data beside it", () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    dataDir: resolve("data"),
    databaseUrl: undefined,
    smtpUrl: undefined,
    publicUrl: undefined,
    isDemo: true,
  });
});

test("an empty variable counts as one that is not set", () => {
  expect(readConfig({ DATABASE_URL: "", PORT: "" })).toMatchObject({ port: 3000, databaseUrl: undefined });
});

test("what the command line says goes before the environment", () => {
  expect(readConfig({ PORT: "4000", PLUMBLINE_DATA_DIR: "a" }, { port: 0, dataDir: "b" })).toMatchObject({
    port: 0,
    dataDir: resolve("b"),
  });
});

test("every wrong variable is named at once, with what it should be", () => {
  const wrong = { PORT: "eighty", DATABASE_URL: "mysql://x/y", SMTP_URL: "mail.example", PLUMBLINE_DEMO: "yes" };
  expect(() => readConfig(wrong)).toThrow(ConfigError);
  try {
    readConfig(wrong);
  } catch (error) {
    const lines = (error as Error).message.split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('PORT is set to "eighty", but must be a whole number from 0 to 65535.');
    for (const name of Object.keys(wrong))
      expect(lines.some((line) => line.startsWith(`${name} is set to`))).toBe(true);
  }
});

test("a misspelt setting names the one it may have meant", () => {
  expect(() => readConfig({ PLUMBLINE_DATADIR: "x" })).toThrow("did you mean PLUMBLINE_DATA_DIR?");
});

test("a password in a wrong address, and a secret that is too short, are not repeated", () => {
  const message = (env: Record<string, string>) => {
    try {
      readConfig(env);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(message({ DATABASE_URL: "mysql://me:hunter2@host/db" })).toMatch(/^DATABASE_URL(?!.*hunter2)/);
  expect(message({ DATABASE_URL: "mysql://me:hunt/er2@host/db" })).not.toContain("er2");
  expect(message({ PLUMBLINE_SECRET: "too-short" })).toMatch(/^PLUMBLINE_SECRET(?!.*too-short).*32 characters/);
});

test("a slash at the end of the public address is dropped, so that links have one", () => {
  expect(readConfig({ PLUMBLINE_URL: "https://clinic.example/" }).publicUrl).toBe("https://clinic.example");
});
