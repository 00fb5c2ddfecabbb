import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { networkOf } from "#lib/kernel/address-block.ts";
import { prepareRequest } from "./headers.ts";

const listening = (server: Server): Promise<number> =>
  new Promise((done) => server.listen(0, "127.0.0.1", () => done((server.address() as AddressInfo).port)));

/** A server that says whom it sees. */
const serverThat = (trustProxy: boolean): Server =>
  createServer((incoming, response) => {
    prepareRequest(incoming, response, { path: "/", dev: false, secure: false, trustProxy });
    response.end(String(incoming.headers["x-client-address"]));
  });

/** What nginx does with `$proxy_add_x_forwarded_for`: it appends the address it sees to what the client sent. */
const proxyTo = (port: number): Server =>
  createServer((incoming, response) => {
    const claimed = incoming.headers["x-forwarded-for"];
    const seen = incoming.socket.remoteAddress!;
    const headers = { ...incoming.headers, "x-forwarded-for": claimed ? `${claimed}, ${seen}` : seen };
    const passed = request({ host: "127.0.0.1", port, headers, agent: false }, (answer) =>
      answer.pipe(response),
    );
    incoming.pipe(passed);
  });

const servers: Server[] = [];
let trusting: number;
let wary: number;
const started = async (server: Server) => {
  servers.push(server);
  return listening(server);
};
beforeAll(async () => {
  trusting = await started(proxyTo(await started(serverThat(true))));
  wary = await started(proxyTo(await started(serverThat(false))));
});
afterAll(() => Promise.all(servers.map((server) => new Promise((done) => server.close(done)))));

const seenAs = (port: number, from: string, claimed?: string): Promise<string> =>
  new Promise((done, failed) => {
    const headers = claimed === undefined ? {} : { "x-forwarded-for": claimed };
    request(
      { host: "127.0.0.1", port, localAddress: from, headers, agent: false },
      (answer: IncomingMessage) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        answer.on("end", () => done(text));
      },
    )
      .on("error", failed)
      .end();
  });

describe.skipIf(process.platform !== "linux")("behind a proxy that is trusted", () => {
  it("each client is seen under its own address, in a network of its own", async () => {
    expect(await seenAs(trusting, "127.0.0.2")).toBe("127.0.0.2");
    expect(await seenAs(trusting, "127.0.9.3")).toBe("127.0.9.3");
    expect(networkOf("127.0.0.2")).not.toBe(networkOf("127.0.9.3"));
  });

  it("no client is seen under an address it claims", async () => {
    for (const claimed of ["203.0.113.9", "203.0.113.9, 127.0.0.1", "127.0.0.1,", '"x"', ","])
      expect(await seenAs(trusting, "127.0.0.2", claimed), claimed).toBe("127.0.0.2");
  });
});

it("behind a proxy that is not trusted, everybody is seen under the proxy's address", async () => {
  expect(await seenAs(wary, "127.0.0.1", "203.0.113.9")).toBe("127.0.0.1");
});
