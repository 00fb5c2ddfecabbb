import { afterEach, describe, expect, it } from "vitest";
import { type Fake, flights, fakeServer as listen, type Row, weightsOf } from "./fake-server.ts";
import { scorerOf } from "./serve.ts";
import { replayTraffic } from "./traffic.ts";

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
const fakeServer = async (changes: Partial<Fake> = {}) => {
  const server = await listen(changes);
  open.push(server);
  return server;
};

describe("a replay", () => {
  it("evaluates every flight, reports each prediction once and its outcome after the delay", async () => {
    const fake = await fakeServer();
    const summary = await replayTraffic(fake.options);
    expect(summary).toEqual({ next: 60, ended: true, predictions: 60, outcomes: 60, refused: 0 });
    const predictions = rows(fake, "predictions");
    const outcomes = rows(fake, "outcomes");
    expect(new Set(predictions.map((row) => row.predictionId)).size).toBe(60);
    const labelOf = new Map(outcomes.map((row) => [row.predictionId, row]));
    for (const { predictionId, at, score, ...rest } of predictions) {
      expect(rest).toMatchObject({ exposureId: "e1", arm: "baseline", failed: false, receipt: "r1" });
      expect(rest["slices"]).toEqual({ distance: "400–800 mi", partOfDay: "Midday" });
      expect(score).toBeCloseTo(1 / (1 + Math.exp(0.5)), 12);
      const outcome = labelOf.get(predictionId)!;
      expect(outcome["label"]).toBe(Number(predictionId.split("-")[1]) % 3 === 0 ? 1 : 0);
      expect(Date.parse(outcome["at"] as string) - Date.parse(at as string)).toBeGreaterThanOrEqual(190);
    }
    expect(fake.fetched).toEqual(["1"]);
    expect(fake.lines.at(-1)).toBe("The month is over after 60 flights.");
  });

  it("scores each flight with the version it was given, and that version's own serving code", async () => {
    const fake = await fakeServer({
      flag: (key) =>
        Number(key.split("-")[1]) % 2 === 0
          ? { value: "1", metadata: { exposureId: "e1", arm: "baseline" } }
          : { value: "2", metadata: { exposureId: "e1", arm: "candidate" } },
    });
    await replayTraffic(fake.options);
    const expected = {
      baseline: scorerOf(weightsOf("serving-1")),
      candidate: scorerOf(weightsOf("serving-2")),
    };
    expect(expected.baseline(flights[0]!)).not.toBe(expected.candidate(flights[0]!));
    for (const { arm, score } of rows(fake, "predictions")) {
      expect(score).toBeCloseTo(expected[arm as "baseline" | "candidate"](flights[0]!), 12);
    }
    expect(fake.fetched.sort()).toEqual(["1", "2"]);
  });

  it("answers with both versions under one id in a shadow stage", async () => {
    const fake = await fakeServer({
      flag: () => ({ value: "1", metadata: { exposureId: "e1", arm: "baseline", shadowVersion: "2" } }),
    });
    const summary = await replayTraffic(fake.options);
    expect(summary).toMatchObject({ predictions: 120, outcomes: 60 });
    const arms = new Map<string, (string | undefined)[]>();
    for (const { predictionId, arm } of rows(fake, "predictions")) {
      arms.set(predictionId, [...(arms.get(predictionId) ?? []), arm]);
    }
    expect([...arms.values()]).toEqual(new Array(60).fill(["baseline", "candidate"]));
  });

  it("continues where an earlier run stopped", async () => {
    const fake = await fakeServer();
    const summary = await replayTraffic({ ...fake.options, from: 55 });
    expect(summary).toMatchObject({ next: 60, predictions: 5 });
    expect(rows(fake, "predictions")[0]!.predictionId).toMatch(/-55$/);
  });

  it("gives its predictions new ids on each run, so that a second run counts", async () => {
    const fake = await fakeServer();
    await replayTraffic({ ...fake.options, from: 59 });
    await replayTraffic({ ...fake.options, from: 59 });
    expect(new Set(rows(fake, "predictions").map((row) => row.predictionId)).size).toBe(2);
  });
});

describe("when the server cannot", () => {
  it("sends a batch again under the same id, after the requested wait", async () => {
    const arrivals: number[] = [];
    const fake = await fakeServer({
      refuse: (path, nth) => {
        if (path !== "/api/v1/predictions") return null;
        arrivals.push(performance.now());
        return nth === 1 ? { status: 503, headers: { "retry-after": "1" } } : null;
      },
    });
    const summary = await replayTraffic({ ...fake.options, from: 40 });
    expect(summary).toMatchObject({ predictions: 20, refused: 0 });
    expect(arrivals[1]! - arrivals[0]!).toBeGreaterThanOrEqual(990);
    expect(fake.batches.filter((batch) => batch.predictions).length).toBe(arrivals.length - 1);
    expect(fake.lines).toContain("Waiting: /api/v1/predictions answered 503.");
  });

  it("retries a flight when told to slow down, and loses none", async () => {
    const fake = await fakeServer({
      refuse: (path, nth) =>
        path.startsWith("/ofrep/") && nth <= 3 ? { status: 429, headers: { "retry-after": "0" } } : null,
    });
    expect(await replayTraffic(fake.options)).toMatchObject({ predictions: 60, outcomes: 60 });
  });

  it("reports what was refused for good, and continues", async () => {
    const fake = await fakeServer({
      refuse: (path, nth) => (path === "/api/v1/outcomes" && nth === 1 ? { status: 422 } : null),
    });
    const summary = await replayTraffic(fake.options);
    expect(summary.refused).toBeGreaterThan(0);
    expect(summary.outcomes + summary.refused).toBe(60);
    expect(fake.lines.some((line) => line.startsWith("Refused: /api/v1/outcomes answered 422"))).toBe(true);
  });

  it("stops with the answer when the flag itself is refused", async () => {
    const fake = await fakeServer({
      refuse: (path) => (path.startsWith("/ofrep/") ? { status: 404 } : null),
    });
    await expect(replayTraffic(fake.options)).rejects.toThrow("answered 404");
  });

  it("serves no weights that are not the ones promised", async () => {
    const fake = await fakeServer({ digest: () => Buffer.alloc(32).toString("base64") });
    await expect(replayTraffic(fake.options)).rejects.toThrow("as promised");
    expect(rows(fake, "predictions")).toEqual([]);
  });
});

it("stops when asked, having reported what it answered", async () => {
  const fake = await fakeServer();
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 300);
  const started = performance.now();
  const summary = await replayTraffic({
    ...fake.options,
    ratePerSecond: 50,
    labelDelaySeconds: 60,
    signal: stop.signal,
  });
  expect(performance.now() - started).toBeLessThan(2500);
  expect(summary.ended).toBe(false);
  expect(summary.predictions).toBeGreaterThan(5);
  expect(summary.predictions).toBeLessThan(40);
  expect(summary.outcomes).toBe(summary.predictions);
  expect(rows(fake, "predictions").length).toBe(summary.predictions);
});

it("keeps the rate it was given and reports once a second", async () => {
  const fake = await fakeServer();
  const started = performance.now();
  await replayTraffic({ ...fake.options, ratePerSecond: 40, labelDelaySeconds: 0 });
  const seconds = (performance.now() - started) / 1000;
  expect(seconds).toBeGreaterThan(1.4);
  expect(seconds).toBeLessThan(2.5);
  expect(fake.lines[0]).toMatch(
    /^2001-03-01 17:34 {2}\d+\/s {2}v1 100 % {2}predictions \d+ {2}outcomes \d+ {2}waiting \d+$/,
  );
});

function rows(fake: Fake, field: "predictions" | "outcomes"): Row[] {
  return fake.batches.flatMap((batch) => batch[field] ?? []);
}
