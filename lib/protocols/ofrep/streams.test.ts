import { afterAll, beforeAll, expect, it } from "vitest";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import { streamTicket } from "#lib/crypto/stream-ticket.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { exposedModel } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { FlagStreams } from "./streams.ts";
import { bulkEvaluation } from "./wire.ts";

let here: TestWorkspace;
let server: ApiServer;
let model: Awaited<ReturnType<typeof exposedModel>>;
let responsibleId: string;
beforeAll(async () => {
  here = await testWorkspace();
  responsibleId = (await here.person("Alex Kim", ["admin"])).id;
  model = await exposedModel(here);
  await model.expose({ at: new Date(), kind: "live" });
  server = await apiServer(here.db, here.database.appUrl);
});
afterAll(async () => {
  await server?.close();
  await here?.close();
});

async function issue(scopes: string[] = ["assignment:evaluate"]) {
  here.clock.now = new Date();
  return here.make(issueToken, { name: "web", scopes, expiresInDays: 30, responsibleId }, here.system);
}

/** As a web client does: every flag first, then the stream that the answer names. */
async function streamFor(secret: string): Promise<string> {
  const answer = await fetch(`${server.baseUrl}/ofrep/v1/evaluate/flags`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({ context: { targetingKey: "a" } }),
  });
  const [stream] = bulkEvaluation.parse(await answer.json()).eventStreams;
  return `${server.baseUrl}${stream!.endpoint.requestUri}`;
}

/** The events of a stream, one by one; null at its end. */
async function listening(url: string, headers: Record<string, string> = {}) {
  const ending = new AbortController();
  const answer = await fetch(url, { headers, signal: ending.signal });
  const events = eventsIn(answer.body!.pipeThrough(new TextDecoderStream()).getReader());
  const next = async (): Promise<string | null> => (await events.next()).value ?? null;
  return { answer, next, end: () => ending.abort() };
}

async function* eventsIn(reader: ReadableStreamDefaultReader<string>): AsyncGenerator<string, void> {
  let held = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const parts = (held + read.value).split("\n\n");
    held = parts.pop()!;
    yield* parts.filter((part) => part.includes("data: "));
  }
}

it("tells a client to evaluate again once a pointer serves differently, also between its answer and the stream", async () => {
  const { secret } = await issue();
  const url = await streamFor(secret);
  const stream = await listening(url);
  expect(stream.answer.headers.get("content-type")).toBe("text/event-stream");
  const heard = stream.next();
  await model.expose({ at: new Date() });
  const event = await heard;
  expect(event).toMatch(/^id: [\w-]{27}\ndata: \{"type":"refetchEvaluation","etag":"[\w-]{27}"\}$/);
  stream.end();
  // What this address has seen is over: it says so at once; with the last event it heard, it waits.
  const late = await listening(url);
  expect(await late.next()).toBe(event);
  late.end();
  const again = await listening(url, { "last-event-id": event!.slice(4, 31) });
  const nothing = await Promise.race([again.next(), new Promise((done) => setTimeout(done, 100, "quiet"))]);
  expect(nothing).toBe("quiet");
  again.end();
});

it("opens to nobody without a token that may evaluate, by ticket or header", async () => {
  const open = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.baseUrl}/ofrep/v1/events${path}`, { headers }).then(({ status }) => status);
  const { secret, tokenId } = await issue(["rollout:read"]);
  const ofOther = streamTicket("s".repeat(32), { workspaceId: here.workspaceId, tokenId });
  const forged = streamTicket("another secret", { workspaceId: here.workspaceId, tokenId });
  expect(await open("")).toBe(401);
  expect(await open("", { authorization: `Bearer ${secret}` })).toBe(403);
  for (const ticket of ["x", ofOther, forged, `${ofOther}x`])
    expect(await open(`?ticket=${ticket}`)).toBe(401);
  const good = await issue();
  const url = await streamFor(good.secret);
  await here.make(revokeToken, { tokenId: good.tokenId, reason: "Left." }, here.system);
  expect((await fetch(url)).status).toBe(401);
});

it("ends with the token, is bounded for each token, and leaves nothing behind", async () => {
  const { tokenId } = await issue();
  const parts = { db: here.db, assignments: server.assignments } as never;
  const streams = new FlagStreams(parts, { streamsMax: 3, ofTokenMax: 2, beatMs: 20 });
  const by = { workspaceId: here.workspaceId, tokenId, seen: undefined };
  const [one, other] = [streams.stream(by).getReader(), streams.stream(by).getReader()];
  expect([streams.isFull(tokenId), streams.isFull("another")]).toEqual([true, false]);
  const third = streams.stream({ ...by, tokenId: "another" }).getReader();
  expect(streams.isFull("yet another")).toBe(true);
  await third.cancel();
  await other.cancel();
  expect([streams.open, streams.isFull(tokenId)]).toEqual([1, false]);
  await here.make(revokeToken, { tokenId, reason: "Left." }, here.system);
  while (!(await one.read()).done);
  expect(streams.open).toBe(0);
});

it("cuts off a client that does not read", async () => {
  const { tokenId } = await issue();
  const parts = { db: here.db, assignments: server.assignments } as never;
  const streams = new FlagStreams(parts, { streamsMax: 3, ofTokenMax: 3, beatMs: 2 });
  streams.stream({ workspaceId: here.workspaceId, tokenId, seen: undefined });
  while (streams.open > 0) await new Promise((done) => setTimeout(done, 5));
  expect(streams.open).toBe(0);
});
