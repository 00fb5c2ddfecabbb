import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail server that answers each addressee with this. */
export async function refusingMail(
  answer: (address: string) => string,
  responseCode: number,
  disabledCommands = ["AUTH", "STARTTLS"],
) {
  const server = new SMTPServer({
    disabledCommands,
    onRcptTo: ({ address }, _, done) => done(Object.assign(new Error(answer(address)), { responseCode })),
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise<void>((done) => server.close(done)) };
}
