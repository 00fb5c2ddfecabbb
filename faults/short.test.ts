import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "#examples/flight-delay/random.ts";
import type { Findings } from "./check/invariants.ts";
import { type Beginning, makeBeginning } from "./rig/installation.ts";
import { MODELS, SCENARIOS } from "./scenarios/all.ts";

/** The long form does more of everything: `npm run faults`. */
const SEED = 20_261_123;
/** Each scenario mostly waits for the clock, so some run at once. */
const LANES = 3;
const LONG = new Set(["races", "metrics", "kill9", "clocks"]);

const runs = SCENARIOS.filter(({ longOnly }) => !longOnly).map((scenario) => ({
  scenario,
  findings: Promise.withResolvers<Findings>(),
}));
// Each is awaited when its turn comes, which may be after it failed.
for (const { findings } of runs) findings.promise.catch(() => {});
let beginning: Beginning;
let lanes: Promise<void>[] = [];

beforeAll(async () => {
  beginning = await makeBeginning(MODELS);
  // The longest start first, so that the lanes end together.
  const left = [...runs].sort(
    (a, b) => Number(LONG.has(b.scenario.name)) - Number(LONG.has(a.scenario.name)),
  );
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { scenario, findings } = next;
      const random = seededRandom(SEED);
      const trouble = { beginning, random, short: true, seconds: 0, say: () => {} };
      await scenario.run(trouble).then(findings.resolve, findings.reject);
    }
  };
  lanes = Array.from({ length: LANES }, lane);
}, 120_000);

afterAll(async () => {
  await Promise.all(lanes);
  await rm(beginning.base, { recursive: true, force: true });
}, 300_000);

describe("what must hold under faults", () => {
  for (const { scenario, findings } of runs)
    it(`${scenario.name}: ${scenario.says}`, { timeout: 300_000 }, async ({ skip }) => {
      const { faults, figures } = await findings.promise;
      skip("skipped" in figures, String(figures["skipped"]));
      expect(faults).toEqual([]);
    });
});
