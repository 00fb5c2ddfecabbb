import { mkdir, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

const MODE = 0o640;

export type MailReceiver = {
  readonly smtpUrl: string;
  /** What reached this address last; null where nothing did. */
  latest(email: string): string | null;
  stop(): Promise<void>;
};

/**
 * The demonstration's mail server: a real one, on loopback alone, which keeps each message it receives as a file of the
 * folder, named by when it came and for whom.
 */
export async function receiveMail(folder: string): Promise<MailReceiver> {
  await mkdir(folder, { recursive: true, mode: 0o750 });
  const latest = new Map<string, string>();
  let received = 0;
  const keep = async (message: string, addressees: readonly string[]): Promise<void> => {
    for (const email of addressees) {
      const at = new Date().toISOString().replaceAll(/[:.]/g, "-");
      const name = `${at}-${received++}-${email.replaceAll(/[^\w.@+-]/g, "_")}.eml`;
      await writeFile(join(folder, name), message, { mode: MODE, flag: "wx" });
      latest.set(email.toLowerCase(), message);
    }
  };
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, session, done) {
      const addressees = session.envelope.rcptTo.map(({ address }) => address);
      text(stream)
        .then((message) => keep(writtenOut(message), addressees))
        .then(() => done(), done);
    },
  });
  server.on("error", () => {}); // a client's connection that broke
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    latest: (email) => latest.get(email.toLowerCase()) ?? null,
    stop: () => new Promise((closed) => server.close(() => closed())),
  };
}

const QUOTED = /^Content-Transfer-Encoding: quoted-printable$/im;

/** The message with its text written out, as a mail server may: whoever opens the file can copy the link from it. */
function writtenOut(message: string): string {
  if (!QUOTED.test(message)) return message;
  const [head = "", ...body] = message.split("\r\n\r\n");
  const bytes = body
    .join("\r\n\r\n")
    .replaceAll("=\r\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const plain = head.replace(QUOTED, "Content-Transfer-Encoding: 8bit");
  return `${plain}\r\n\r\n${Buffer.from(bytes, "latin1").toString("utf8")}`;
}

/** The secret in the link of a message. */
export const secretIn = (message: string): string | null =>
  /\/sign-in\/[a-z-]+#([\w-]{43})/.exec(message)?.[1] ?? null;
