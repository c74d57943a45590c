import { SMTPServer } from "smtp-server";

export interface Mailbox {
  /** For `SMTP_URL`. */
  readonly url: string;
  /** Of every letter it has taken, in order; one that came twice is there twice. */
  messageIds(): string[];
  close(): Promise<void>;
}

/** A real mail server that takes every letter. */
export async function openMailbox(): Promise<Mailbox> {
  const letters: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        letters.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  // The other end may be killed amid a letter.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    messageIds: () => letters.map((letter) => /^Message-ID: (.*)$/im.exec(letter)?.[1]?.trim() ?? "none"),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
