import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ConfigError } from "../../server/config-error.ts";
import { isTimeZone } from "../../server/is-time-zone.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a 24 h clock time such as "09:00"');
const day = z.iso.date();

const officeFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens"),
  /** Place in lists, from 1. */
  position: z.number().int().positive(),
  name: z.string().min(1),
  timeZone: z.string().refine(isTimeZone, 'must be an IANA zone such as "America/New_York"'),
  addressLines: z.array(z.string().min(1)).min(1),
  phone: z.string().min(7),
  mapUrl: z.url({ protocol: /^https$/ }),
  /** Rooms and devices; services ask for one of a type. */
  resources: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens"),
        kind: z.enum(["room", "device"]),
        type: z.string().min(1),
        name: z.string().min(1),
      }),
    )
    .default([]),
  hours: z.array(
    z
      .strictObject({
        clinicianId: z.string().min(1),
        weekday: z.number().int().min(1).max(7),
        opens: time,
        closes: time,
        validFrom: day.nullable().default(null),
        validTo: day.nullable().default(null),
      })
      .refine((rule) => rule.closes > rule.opens, "must close after it opens"),
  ),
});

export type OfficeFile = z.infer<typeof officeFile>;

/**
 * Every office of a folder, one JSON file each.
 *
 * @param clinicianIds - Who there is; hours of anybody else are a mistake.
 * @throws ConfigError naming file and field of everything that is wrong.
 */
export async function readOfficeFiles(folder: string, clinicianIds: readonly string[]): Promise<OfficeFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const offices: OfficeFile[] = [];
  const complaints: string[] = [];
  for (const name of names) {
    const parsed = officeFile.safeParse(jsonOf(await readFile(join(folder, name), "utf8")));
    if (!parsed.success) {
      complaints.push(...parsed.error.issues.map((issue) => `${name}: ${issue.path.join(".")}: ${issue.message}.`));
      continue;
    }
    const strangers = parsed.data.hours.filter((rule) => !clinicianIds.includes(rule.clinicianId));
    complaints.push(...strangers.map((rule) => `${name}: hours: nobody here has the id "${rule.clinicianId}".`));
    if (`${parsed.data.id}.json` !== name) complaints.push(`${name}: id: must be the file's name without .json.`);
    offices.push(parsed.data);
  }
  if (complaints.length > 0) throw new ConfigError(complaints.join("\n"));
  return offices;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
