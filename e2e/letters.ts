import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A letter of a demo clinic to this address that says what is looked for, its long lines put together again.
 * @throws when none comes within ten seconds.
 */
export async function letterTo(dataDir: string, address: string, says: string | RegExp = ""): Promise<string> {
  const outbox = join(dataDir, "outbox");
  for (let attempt = 0; attempt < 100; attempt++) {
    const found = lettersIn(outbox).find((letter) => letter.includes(`To: ${address}`) && letter.match(says) !== null);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No such letter to ${address} came within 10 s.`);
}

/** The first link in a letter whose path starts so: `"/my/"`. */
export function linkIn(letter: string, path: string): string {
  const link = new RegExp(`https?://localhost:\\d+${path}[\\w/-]+`).exec(letter)?.[0];
  if (link === undefined) throw new Error(`The letter has no link to ${path}:\n${letter}`);
  return link;
}

function lettersIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".eml"))
      .map((name) =>
        readFileSync(join(folder, name), "utf8")
          .replaceAll(/=\r?\n/g, "")
          .replaceAll("=3D", "="),
      );
  } catch {
    // Before the first letter there is no folder.
    return [];
  }
}
