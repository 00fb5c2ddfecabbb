import type { RequestListener } from "node:http";
import { afterEach, expect, it, vi } from "vitest";
import { onLoopback, settingsOf } from "#lib/testing/servers/provider.ts";
import { askProvider } from "./ask-provider.ts";
import { reachProvider } from "./provider.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A provider that answers like this, and what was asked of it. */
async function provider(answerAt: (issuer: string) => RequestListener) {
  const asked: string[] = [];
  const { issuer, close } = await onLoopback((own) => (request, response) => {
    asked.push(request.url!);
    answerAt(own)(request, response);
  });
  closing.push(close);
  for (const [name, value] of Object.entries(settingsOf(issuer))) vi.stubEnv(name, value);
  return { issuer, asked };
}

const metadata = (issuer: string, more: object = {}) =>
  JSON.stringify({ issuer, authorization_endpoint: `${issuer}/auth`, ...more });
const json = { "content-type": "application/json" };

it("asks where the operator says", async () => {
  const { asked } = await provider(
    (own) => (_, response) => void response.writeHead(200, json).end(metadata(own)),
  );
  expect(await reachProvider()).toMatchObject({ name: "Skyline ID" });
  expect(asked).toEqual(["/.well-known/openid-configuration"]);
});

it("follows no redirect", async () => {
  const { asked } = await provider((own) => (request, response) => {
    if (request.url === "/elsewhere") response.writeHead(200, json).end(metadata(own));
    else response.writeHead(302, { location: "/elsewhere" }).end();
  });
  expect(await reachProvider()).toBeNull();
  expect(asked).toHaveLength(1);
});

it("reads at most 256 KiB", async () => {
  await provider((own) => (_, response) => {
    response.writeHead(200, json).end(metadata(own, { filler: "x".repeat(300_000) }));
  });
  expect(await reachProvider()).toBeNull();
});

it("waits at most 5 s", async () => {
  await provider(() => () => {});
  const before = performance.now();
  expect(await reachProvider()).toBeNull();
  expect(performance.now() - before).toBeLessThan(8_000);
}, 20_000);

it("sends nothing in clear past this machine, whatever the provider names", async () => {
  for (const url of ["http://login.example/token", "http://192.0.2.1/token"])
    await expect(
      askProvider(url, { method: "POST", headers: {}, body: "code=1", redirect: "manual" }),
    ).rejects.toThrow("neither https nor on this machine");
});
