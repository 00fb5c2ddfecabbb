import { mkdir, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

const MODE = 0o640;

export type MailReceiver = {
  readonly smtpUrl: string;
  /** What reached this address last, as it was received; null where nothing did. */
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
        .then((message) => keep(message, addressees))
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

/** The secret in the link of a message; it spans the lines of a message that is encoded as quoted-printable. */
export const secretIn = (message: string): string | null =>
  /\/sign-in\/[a-z-]+#([\w-]{43})/.exec(message.replaceAll(/=\r?\n/g, ""))?.[1] ?? null;
