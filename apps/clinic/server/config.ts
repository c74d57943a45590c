import { resolve } from "node:path";
import { z } from "zod";
import { nearestWord } from "@plumbline/clinical-model";
import { RETENTION_YEARS } from "../store/retention.ts";
import { ConfigError } from "./config-error.ts";

/** What the environment decides, read once at the start. */
export interface ClinicConfig {
  readonly port: number;
  /** Absolute folder of the embedded database, uploads and outbox. */
  readonly dataDir: string;
  /** PostgreSQL; when undefined the embedded database is used. */
  readonly databaseUrl: string | undefined;
  /** When undefined, mail is written to `<dataDir>/outbox`. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Address in links of e-mails, without a slash at the end; when undefined, this machine at its port. */
  readonly publicUrl: string | undefined;
  /** Demo clinic with printed sign-ins; never for real patients. */
  readonly isDemo: boolean;
  /** Whether a proxy of our own stands in front and names the true address in X-Forwarded-For. */
  readonly isBehindProxy: boolean;
  /** Signs session cookies; made and kept in the data folder when undefined. */
  readonly secret: string | undefined;
  /** Lets a monitor on another machine read `/metrics`; when undefined only this machine may. */
  readonly metricsToken: string | undefined;
  /** Years that a record is kept after the last contact. */
  readonly retentionYears: number;
  /** Encrypts backups; when undefined they are not encrypted. */
  readonly backupKey: string | undefined;
}

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PLUMBLINE_DATA_DIR: z.string().min(1).default("data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  PLUMBLINE_MAIL_FROM: z.string().min(3).default("Plumbline demo clinic <clinic@plumbline.example>"),
  PLUMBLINE_URL: z.url({ protocol: /^https?$/ }).optional(),
  PLUMBLINE_DEMO: z.enum(["0", "1"]).default("1"),
  PLUMBLINE_PROXY: z.enum(["0", "1"]).default("0"),
  PLUMBLINE_SECRET: z.string().min(32).optional(),
  PLUMBLINE_RETENTION_YEARS: z.coerce.number().int().min(1).max(200).default(RETENTION_YEARS),
  PLUMBLINE_BACKUP_KEY: z.string().min(16).optional(),
  PLUMBLINE_METRICS_TOKEN: z.string().min(16).optional(),
  PLUMBLINE_DEBUG: z.string().optional(),
});

/** What a wrong variable should have been. */
const EXPECTED: Readonly<Record<string, string>> = {
  PORT: "a whole number from 0 to 65535",
  DATABASE_URL: "an address such as postgres://user:password@host:5432/plumbline",
  SMTP_URL: "an address such as smtp://user:password@host:587",
  PLUMBLINE_URL: "an address such as https://clinic.example",
  PLUMBLINE_DEMO: "0 or 1",
  PLUMBLINE_PROXY: "0 or 1",
  PLUMBLINE_SECRET: "at least 32 characters",
  PLUMBLINE_RETENTION_YEARS: "a whole number from 1 to 200",
  PLUMBLINE_BACKUP_KEY: "at least 16 characters",
  PLUMBLINE_METRICS_TOKEN: "at least 16 characters",
};

/**
 * @throws ConfigError naming every variable that is wrong and what it should be.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  overrides: { readonly port?: number; readonly dataDir?: string } = {},
): ClinicConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const known = Object.keys(environment.shape);
  const complaints = Object.keys(given)
    .filter((name) => name.startsWith("PLUMBLINE_") && !known.includes(name) && name !== "PLUMBLINE_DATA")
    .map((name) => {
      const nearest = nearestWord(name, known);
      return `${name} is not a setting${nearest === undefined ? "." : `; did you mean ${nearest}?`}`;
    });
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0]);
      complaints.push(`${name} is ${shown(name, given[name])}, but must be ${EXPECTED[name] ?? issue.message}.`);
    }
  }
  if (!parsed.success || complaints.length > 0) throw new ConfigError(complaints.join("\n"));
  return {
    port: overrides.port ?? parsed.data.PORT,
    dataDir: resolve(overrides.dataDir ?? parsed.data.PLUMBLINE_DATA_DIR),
    databaseUrl: parsed.data.DATABASE_URL,
    smtpUrl: parsed.data.SMTP_URL,
    mailFrom: parsed.data.PLUMBLINE_MAIL_FROM,
    publicUrl: parsed.data.PLUMBLINE_URL?.replace(/\/+$/, ""),
    isDemo: parsed.data.PLUMBLINE_DEMO === "1",
    isBehindProxy: parsed.data.PLUMBLINE_PROXY === "1",
    secret: parsed.data.PLUMBLINE_SECRET,
    retentionYears: parsed.data.PLUMBLINE_RETENTION_YEARS,
    backupKey: parsed.data.PLUMBLINE_BACKUP_KEY,
    metricsToken: parsed.data.PLUMBLINE_METRICS_TOKEN,
  };
}

/** Logs are read by more people than settings: no password, however it is written, and no secret. */
function shown(name: string, value = ""): string {
  return name === "PLUMBLINE_SECRET" || name === "PLUMBLINE_BACKUP_KEY" || name === "PLUMBLINE_METRICS_TOKEN"
    ? "set"
    : `set to "${value.replace(/\/\/.*@/, "//…@")}"`;
}
