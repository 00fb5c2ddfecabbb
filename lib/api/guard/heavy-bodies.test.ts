import { expect, it } from "vitest";
import type { Answered } from "#lib/api/contract/endpoint.ts";
import { LARGE_BODY_BYTES_MAX } from "./body-guard.ts";
import { heavyBodies } from "./heavy-bodies.ts";

const done = new Response("done");
const HEAVY = LARGE_BODY_BYTES_MAX + 1;

/** Work that ends when told to. */
function working() {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  return { work: () => promise, end: () => resolve(done), break: () => reject(new Error("broken")) };
}

it("two heavy bodies at once are worked on, and the third is told when to come again", async () => {
  const heavy = heavyBodies();
  const [one, two] = [working(), working()];
  const first = heavy(HEAVY, one.work);
  const second = heavy(HEAVY, two.work).catch(() => "failed");
  const third = async () => heavy(HEAVY, async () => done);
  expect(await third()).toMatchObject({
    ok: false,
    error: { kind: "unavailable", code: "too-many-bodies", retryAfterSeconds: 5 },
  });
  // Small bodies and requests without one pass meanwhile.
  for (const bytes of [0, Number.NaN, LARGE_BODY_BYTES_MAX])
    expect(await heavy(bytes, async () => done)).toBe(done);
  one.end();
  expect(await first).toBe(done);
  expect(await third()).toBe(done);
  two.break();
  expect(await second).toBe("failed");
  expect(await third()).toBe(done);
});
