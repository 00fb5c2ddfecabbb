import { afterEach, expect, it, vi } from "vitest";
import { api } from "./api.ts";
import { onSessionEnded } from "./sign-in-again.ts";

const sent = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
vi.stubGlobal("fetch", sent);
afterEach(() => sent.mockReset());

const answering = (value: unknown, status = 200) =>
  sent.mockResolvedValueOnce(new Response(JSON.stringify(value), { status }));
const ended = { title: "Sign in.", code: "sign-in-needed" };
const submit = () => api("POST /releases/{release}/submit", { release: 2 });
const keys = () => sent.mock.calls.map(([, { headers }]) => new Headers(headers).get("idempotency-key"));

it("repeats what was asked, under the same key, once the reader signed in", async () => {
  const stop = onSessionEnded(async () => true);
  answering(ended, 401);
  answering({ state: "in-review" });
  expect(await submit()).toMatchObject({ ok: true, value: { state: "in-review" } });
  expect(new Set(keys())).toHaveLength(1);
  stop();
});

it("asks once, and leaves the answer where it is refused again or the reader does not sign in", async () => {
  const asks = vi.fn(async () => true);
  const stop = onSessionEnded(asks);
  answering(ended, 401);
  answering(ended, 401);
  expect(await submit()).toMatchObject({ problem: { code: "sign-in-needed" } });
  asks.mockResolvedValueOnce(false);
  answering(ended, 401);
  expect(await submit()).toMatchObject({ problem: { code: "sign-in-needed" } });
  expect([sent.mock.calls.length, asks.mock.calls.length]).toEqual([3, 2]);
  stop();
});

it("asks nobody for a reading, for another refusal, in signing in itself, or where no page asks", async () => {
  const asks = vi.fn(async () => true);
  const stop = onSessionEnded(asks);
  answering(ended, 401);
  await api("GET /releases/{release}", { release: 2 });
  answering({ title: "No.", code: "role-missing" }, 403);
  await submit();
  answering(ended, 401);
  await api("POST /session/second-step", { code: "123456" });
  stop();
  answering(ended, 401);
  await submit();
  expect(asks).not.toHaveBeenCalled();
});
