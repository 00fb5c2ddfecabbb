import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { BODY_BYTES_MAX, bodyGuard, HEAVY_BODY_BYTES_MAX, LARGE_BODY_BYTES_MAX } from "./body-guard.ts";

const KIB = 1024;

/** A server that holds its requests until told to answer them. */
function holding(heldBytesMax: number) {
  const guard = bodyGuard(() => ({ bytes: BODY_BYTES_MAX }), heldBytesMax);
  const waiting: (() => void)[] = [];
  const app = new Hono();
  app.all("*", async (context) => {
    const body = await guard(context);
    if (!body.ok) return context.text(body.error.code, 503);
    await new Promise<void>((done) => waiting.push(done));
    const { length } = await context.req.text();
    body.value();
    return context.text(String(length));
  });
  const answerAll = () => {
    for (const answer of waiting.splice(0)) answer();
  };
  app.onError((_error, context) => context.text("broken", 500));
  return { app, waiting, answerAll };
}

const chunked = (bytes: number, { breaks = false } = {}): RequestInit =>
  ({
    method: "POST",
    duplex: "half",
    body: new ReadableStream({
      start(controller) {
        for (let left = bytes; left > 0; left -= 16 * KIB)
          controller.enqueue(new Uint8Array(Math.min(left, 16 * KIB)).fill(0x20));
        if (breaks) controller.error(new Error("the line broke"));
        else controller.close();
      },
    }),
  }) as RequestInit;
const settled = () => new Promise((done) => setTimeout(done, 20));

describe("30: bodies of unknown length", () => {
  it("share one budget, and are accepted again once others are answered", async () => {
    const { app, waiting, answerAll } = holding(300 * KIB);
    const first = [app.request("/a", chunked(100 * KIB)), app.request("/a", chunked(200 * KIB))];
    await settled();
    expect(waiting).toHaveLength(2);
    expect(await (await app.request("/a", chunked(1))).text()).toBe("too-many-bodies");
    // A body with a declared length takes nothing from that budget.
    const told = app.request("/a", { method: "POST", body: "ab", headers: { "content-length": "2" } });
    await settled();
    answerAll();
    expect(await Promise.all(first.map(async (answer) => (await answer).text()))).toEqual([
      "102400",
      "204800",
    ]);
    expect(await (await told).text()).toBe("2");
    const again = app.request("/a", chunked(250 * KIB));
    await settled();
    answerAll();
    expect(await (await again).text()).toBe("256000");
  });

  it("release their bytes when they are refused or break off", async () => {
    const { app, waiting, answerAll } = holding(300 * KIB);
    for (let n = 0; n < 20; n++) {
      expect(await (await app.request("/a", chunked(280 * KIB))).text()).toBe("body-too-large");
      expect((await app.request("/a", chunked(200 * KIB, { breaks: true }))).status).toBe(500);
    }
    const whole = app.request("/a", chunked(250 * KIB));
    await settled();
    expect(waiting).toHaveLength(1);
    answerAll();
    expect((await whole).status).toBe(200);
  });
});

it("a heavy body must declare its length, so that a few cannot fill the budget", async () => {
  const guard = bodyGuard(() => ({ bytes: HEAVY_BODY_BYTES_MAX, instead: "Pack it." }));
  const app = new Hono();
  app.all("*", async (context) => {
    const body = await guard(context);
    return body.ok ? context.text("taken") : context.json(body.error, 413);
  });
  const todo = async (request: RequestInit) => {
    const answer = await app.request("/a", request);
    return answer.status === 413 ? ((await answer.json()) as { todo: string }).todo : answer.text();
  };
  const declared = (length: number) => ({
    method: "POST",
    body: "ab",
    headers: { "content-length": String(length) },
  });
  expect(await todo(chunked(LARGE_BODY_BYTES_MAX))).toBe("taken");
  expect(await todo(chunked(LARGE_BODY_BYTES_MAX + 1))).toBe("Send it with a Content-Length.");
  expect(await todo(declared(HEAVY_BODY_BYTES_MAX))).toBe("taken");
  expect(await todo(declared(HEAVY_BODY_BYTES_MAX + 1))).toBe("Pack it.");
});
