import { connect as connectSocket, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newTokenSecret } from "#lib/crypto/token-secret.ts";
import { connect, type Database } from "#lib/db/client.ts";
import { requestFor, type TestApi, testApi } from "#lib/testing/servers/api.ts";
import type { RouteKey } from "#lib/testing/specimens/requests/request.ts";
import { addressOf, contentOf, specimens } from "#lib/testing/specimens/specimens.ts";
import { buildApi } from "./app.ts";
import type { Api } from "./contract/endpoint.ts";
import { failure, type Problem } from "./contract/problem.ts";
import { routes } from "./table.ts";

/** A path to the database that can be cut, on its own port. */
async function cuttable(url: string) {
  const target = new URL(url);
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const to = connectSocket(Number(target.port), target.hostname);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one);
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
      one.pipe(other);
    }
  });
  const listen = (port: number) =>
    new Promise<number>((done) =>
      server.listen(port, "127.0.0.1", () => done((server.address() as { port: number }).port)),
    );
  const port = await listen(0);
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String(port);
  const cut = async () => {
    const closed = new Promise((done) => server.close(done));
    for (const socket of open) socket.destroy();
    open.clear();
    await closed;
  };
  return { url: through.toString(), cut, mend: () => listen(port) };
}

let world: TestApi;
let way: Awaited<ReturnType<typeof cuttable>>;
let db: Database;
let api: Api;

beforeAll(async () => {
  world = await testApi();
  way = await cuttable(world.database.appUrl);
  db = connect(way.url, { poolSize: 4 });
  api = buildApi({ ...world.parts, db });
});
afterAll(async () => {
  await db?.close();
  await way?.cut().catch(() => {});
  await world?.close();
});

async function send(key: RouteKey, as: Parameters<typeof requestFor>[2]["as"]) {
  const specimen = specimens(world.here)[key];
  const { query, ...content } = contentOf(key, specimen);
  const request = await requestFor(key.split(" ")[0]!, addressOf(key, specimen) + query, {
    ...content,
    as: as ?? null,
  });
  const response = await api.fetch(request);
  return { status: response.status, headers: response.headers, problem: (await response.json()) as Problem };
}

describe("while the database is away", () => {
  it("every address says so with a Retry-After, lets nobody in and does not reveal the database's address", async () => {
    expect((await send("GET /models", world.here.everyone)).status).toBe(200);
    await way.cut();
    const began = performance.now();
    for (const { method, path } of routes)
      for (const as of [world.here.everyone, world.here.token.secret, newTokenSecret().secret]) {
        const answer = await send(`${method} ${path}` as RouteKey, as);
        expect(answer.problem, `${method} ${path}`).toMatchObject({
          status: 503,
          code: "database-unavailable",
          todo: expect.stringContaining("again"),
        });
        expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
        expect(JSON.stringify(answer.problem)).not.toMatch(/127\.0\.0\.1|ECONN|prisma|cs_app|postgres/i);
      }
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it("a caller without valid credentials gets 401 as always", async () => {
    expect((await send("GET /models", null)).problem.code).toBe("sign-in-needed");
    expect((await send("GET /models", "no token at all")).problem.code).toBe("sign-in-needed");
  });

  it("health says only that it is not ready, and flags are still served to recently known callers", async () => {
    const health = await api.fetch(await requestFor("GET", "/api/health", {}));
    expect(health.status).toBe(503);
    expect(await health.json()).toEqual({ live: true, ready: false });
    expect(health.headers.get("retry-after")).not.toBeNull();
    const flags = await api.fetch(
      await requestFor("POST", "/ofrep/v1/evaluate/flags", { as: world.here.token.secret, json: {} }),
    );
    expect([200, 503]).toContain(flags.status);
  });

  it("everything works again once it is back, without intervention", async () => {
    await way.mend();
    await expect
      .poll(async () => (await send("GET /models", world.here.everyone)).status, { timeout: 10_000 })
      .toBe(200);
    expect((await send("POST /models", world.here.everyone)).status).toBe(200);
  });
});

describe("a bug", () => {
  it("is told by a request id alone", async () => {
    const response = failure(
      new Error("secret detail at /srv/app/lib/x.ts:12, password=hunter2"),
      "0198c0de",
    );
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      code: "internal-error",
      requestId: "0198c0de",
      todo: expect.stringContaining("0198c0de"),
    });
    expect(text).not.toMatch(/secret detail|hunter2|x\.ts/);
  });
});
