import { afterEach, expect, it, vi } from "vitest";
import { freePort } from "#lib/db/free-port.ts";
import { receiver } from "#lib/testing/servers/receiver.ts";
import { type Outgoing, postWebhook, type Way } from "./post-webhook.ts";

type Receiver = Awaited<ReturnType<typeof receiver>>;
const opened: Receiver[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(opened.splice(0).map((one) => one.stop()));
});
const receiving = async (...asked: Parameters<typeof receiver>): Promise<Receiver> => {
  const one = await receiver(...asked);
  opened.push(one);
  return one;
};
const post = (url: string, way: Partial<Way> = {}, more: Partial<Outgoing> = {}) =>
  postWebhook(
    { url, headers: { "webhook-id": "1" }, body: '{"é":1}', ...more },
    { allowPrivate: true, ...way },
  );

it("posts the body as it is, to the path and query of the address, and reads nothing of a success", async () => {
  const to = await receiving();
  expect(await post(to.url)).toEqual({ status: 204, said: null });
  expect(to.received).toMatchObject([
    { path: "/hook?of=it", body: '{"é":1}', headers: { "webhook-id": "1", host: `127.0.0.1:${to.port}` } },
  ]);
});

it("connects to no address that is not public, however its name is written, and to none of a name of which one is not", async () => {
  const to = await receiving();
  const strict = { allowPrivate: false };
  for (const host of ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0"])
    expect(await post(`https://${host}:${to.port}/`, strict)).toMatchObject({
      status: null,
      said: expect.stringContaining("not public"),
    });
  const resolve = async () => ["93.184.215.14", "127.0.0.1"];
  expect(await post(`https://mixed.example:${to.port}/`, { ...strict, resolve })).toMatchObject({
    said: "its name leads to 127.0.0.1, which is not public",
  });
  expect(await post(to.url, strict)).toMatchObject({ said: "only https is allowed" });
  expect(await post("https://nowhere.example/", { ...strict, resolve: async () => [] })).toMatchObject({
    said: "its name has no address",
  });
  expect(to.received).toEqual([]);
});

it("connects to the address that was checked, where the name leads elsewhere a moment later", async () => {
  const checked = await receiving();
  const other = await receiving(undefined, { host: "127.0.0.2", port: checked.port });
  const answers = ["127.0.0.1", "127.0.0.2"];
  const resolve = vi.fn(async () => [answers.shift() ?? "127.0.0.2"]);
  const url = `http://rebinding.example:${checked.port}/`;
  expect(await post(url, { resolve })).toMatchObject({ status: 204 });
  expect(resolve).toHaveBeenCalledTimes(1);
  expect([checked.received.length, other.received.length]).toEqual([1, 0]);
  expect(checked.received[0]?.headers.host).toBe(`rebinding.example:${checked.port}`);
});

it("follows no redirect", async () => {
  const inside = await receiving();
  const to = await receiving((response) => response.writeHead(307, { location: inside.url }).end("moved"));
  expect(await post(to.url)).toEqual({ status: 307, said: "moved" });
  expect(inside.received).toEqual([]);
});

it("asks no proxy that the environment names", async () => {
  const proxy = await receiving();
  for (const name of ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"])
    vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
  vi.stubEnv("NODE_USE_ENV_PROXY", "1");
  const to = await receiving();
  expect(await post(to.url)).toMatchObject({ status: 204 });
  expect(proxy.received).toEqual([]);
});

it("ends in time with a server that never answers, and with a name that never resolves", async () => {
  const silent = await receiving(() => {});
  expect(await post(silent.url, { msMax: 100 })).toEqual({ status: null, said: "did not answer in time" });
  const resolve = () => new Promise<never>(() => {});
  expect(await post("http://slow.example/", { resolve, msMax: 50 })).toMatchObject({
    said: "did not answer in time",
  });
});

it("keeps a short line of an endless answer, and the status of one that stops in the middle", async () => {
  const endless =
    (status: number): Parameters<typeof receiver>[0] =>
    (response) => {
      response.writeHead(status);
      const more = () => {
        while (!response.destroyed && response.write("no\u0000thing ".repeat(500)));
      };
      response.on("drain", more);
      more();
    };
  const failing = await receiving(endless(500));
  const answer = await post(failing.url);
  expect(answer.status).toBe(500);
  expect(answer.said).toMatch(/^no thing [\x20-\x7e]{1,191}$/);
  const fine = await receiving(endless(200));
  expect(await post(fine.url)).toEqual({ status: 200, said: null });
  const halting = await receiving((response) => void response.writeHead(503).write("wait"));
  expect(await post(halting.url, { msMax: 200 })).toEqual({ status: 503, said: "wait" });
});

it("takes no certificate that nobody vouches for, and no answer without TLS", async () => {
  const own = await receiving(undefined, { secure: true });
  const resolve = async () => ["127.0.0.1"];
  expect(await post(`https://receiver.example:${own.port}/`, { resolve })).toMatchObject({
    status: null,
    said: expect.stringContaining("SELF_SIGNED"),
  });
  const plain = await receiving();
  expect(await post(`https://receiver.example:${plain.port}/`, { resolve })).toMatchObject({ status: null });
  expect([...own.received, ...plain.received]).toEqual([]);
});

it("says where nobody listens", async () => {
  expect(await post(`http://127.0.0.1:${await freePort()}/`)).toMatchObject({
    status: null,
    said: expect.stringContaining("ECONNREFUSED"),
  });
});

it("posts to no address at which a cloud describes a machine, also where private networks are allowed", async () => {
  const leading = (address: string) => ({ allowPrivate: true, resolve: async () => ["127.0.0.1", address] });
  for (const address of ["169.254.169.254", "fd00:ec2::254", "::ffff:169.254.169.254"]) {
    const outgoing = { url: "http://receiver.example/", headers: {}, body: "{}" };
    expect(await postWebhook(outgoing, leading(address))).toEqual({
      status: null,
      said: expect.stringContaining("which no receiver has"),
    });
  }
});
