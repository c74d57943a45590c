import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { writeWhole } from "../store/write-whole.ts";

interface Letter {
  /** Stable over retries, so that a receiving server can see a repeat. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** An iCalendar file to attach. */
  readonly calendar: string | null;
}

export interface Mailer {
  /** Where letters go, in words for the start-up lines. */
  readonly destination: string;
  /** @throws when the letter was not taken; the job is then tried again. */
  send(letter: Letter): Promise<void>;
  close(): void;
}

/** Real SMTP when there is a server; else one `.eml` file a letter, which any mail program opens. */
export function createMailer(options: {
  readonly smtpUrl: string | undefined;
  readonly from: string;
  readonly outboxDir: string;
}): Mailer {
  return options.smtpUrl === undefined ? fileMailer(options) : smtpMailer(options.smtpUrl, options.from);
}

function smtpMailer(smtpUrl: string, from: string): Mailer {
  const url = new URL(smtpUrl);
  const isSecure = url.protocol === "smtps:";
  const transport = createTransport({
    pool: true,
    host: url.hostname,
    port: url.port === "" ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    ...(url.username === ""
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  });
  return {
    destination: `SMTP server ${url.host}`,
    async send(letter) {
      await transport.sendMail(messageOf(letter, from));
    },
    close: () => transport.close(),
  };
}

function fileMailer({ from, outboxDir }: { readonly from: string; readonly outboxDir: string }): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    destination: `files in ${outboxDir}`,
    async send(letter) {
      const { message } = await transport.sendMail(messageOf(letter, from));
      await mkdir(outboxDir, { recursive: true });
      const name = `${letter.messageId.replace(/[^\w.-]/g, "_")}.eml`;
      await writeWhole(join(outboxDir, name), message as Buffer);
    },
    close: () => transport.close(),
  };
}

function messageOf(letter: Letter, from: string) {
  return {
    from,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    messageId: `<${letter.messageId}>`,
    ...(letter.calendar === null
      ? {}
      : {
          attachments: [
            {
              filename: "visit.ics",
              content: letter.calendar,
              contentType: `text/calendar; charset=utf-8; method=${methodOf(letter.calendar)}`,
            },
          ],
        }),
  };
}

/** The method in the type must be the one in the file, or mail programs show no calendar entry at all. */
function methodOf(calendar: string): string {
  return /^METHOD:([A-Z]+)/m.exec(calendar)?.[1] ?? "PUBLISH";
}
