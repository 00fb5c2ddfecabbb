import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { drain } from "./drain.ts";

async function serverThatTakes(ms: number): Promise<{ server: Server; url: string }> {
  const server = createServer((_request, response) => void setTimeout(() => response.end("done"), ms));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const answer = (url: string): Promise<string> =>
  new Promise((done) => {
    get(url, (response) => response.setEncoding("utf8").on("data", done)).on("error", ({ message }) =>
      done(message),
    );
  });

it("answers requests under way, accepts no new ones and ends as soon as it can", async () => {
  const { server, url } = await serverThatTakes(300);
  const underWay = answer(url);
  await sleep(100);
  const began = performance.now();
  const drained = drain(server);
  expect(await answer(url)).toContain("ECONNREFUSED");
  expect(await underWay).toBe("done");
  await drained;
  // Not only when an idle connection times out, which takes five seconds.
  expect(performance.now() - began).toBeLessThan(2500);
});

it("cuts connections that take too long", async () => {
  const { server, url } = await serverThatTakes(60_000);
  const underWay = answer(url);
  await sleep(100);
  await drain(server, 0.2);
  expect(await underWay).toContain("socket hang up");
});
