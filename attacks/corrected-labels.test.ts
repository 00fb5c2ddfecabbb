import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { shownIn, thinned } from "#lib/testing/packets/thinning.ts";
import { TELLING_MS, toldPackets } from "#lib/testing/packets/told-packets.ts";
import { rolloutFacts } from "#lib/testing/worlds/rollout-facts.ts";
import { outcome, sender } from "#lib/testing/worlds/telemetry.ts";

/**
 * Somebody with nothing but a token for telemetry wants a bad candidate to pass: they send outcomes that make its answers
 * right after all. The labels count, as corrections do; that they were changed, by whom and when, is in the log for good.
 */
let told: Awaited<ReturnType<typeof toldPackets>>;
let facts: ReturnType<typeof rolloutFacts>;
let release: number;
let rollout: number;
beforeAll(async () => {
  told = await toldPackets();
  facts = rolloutFacts(told.world);
}, TELLING_MS);
beforeEach(async () => {
  ({ release, rollout } = await told.world.underWay(3));
  await told.world.observe(rollout, { candidate: { score: 0.3 } });
});
afterAll(() => told?.close());

/** The candidate's answers, each said to have been right. */
async function flipped(): Promise<string[]> {
  const { here } = told.world;
  const { exposureId } = await facts.rollout(rollout);
  const rows = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.prediction.findMany({ where: { exposureId: exposureId!, arm: "candidate" } }),
  );
  const ids = rows.map(({ predictionId }) => predictionId).sort();
  const at = secondsLater(here.clock.now, 52);
  const sent = await sender(here).outcomes(
    { batchId: `flip-${rollout}`, rows: ids.map((id) => outcome(id, 0, at)) },
    at,
  );
  expect(sent).toMatchObject({ value: { accepted: ids.length, corrected: ids.length } });
  return ids;
}

it("whoever flips labels is in the pointer's story, with the batch, how many and which", async () => {
  const ids = await flipped();
  const { exposureId } = await facts.rollout(rollout);
  expect((await facts.pointerEvents()).at(-1)).toMatchObject({
    action: "outcome.corrected",
    actor: { type: "service" },
    data: {
      batch: `flip-${rollout}`,
      pointer: "production",
      corrected: ids.length,
      toOne: 0,
      exposures: [{ exposure: exposureId, answers: expect.any(Number) }],
      ids: digestOfJson(ids),
    },
  });
  await told.world.takeBack(rollout);
});

it("a packet of the release has it, and one without it is not complete", async () => {
  await flipped();
  expect(await told.world.judge(rollout)).toMatchObject({ value: { decision: "advance" } });
  await told.world.takeBack(rollout);
  await told.log.seal();
  const files = await told.packetOf(release);
  expect(told.verified(files)).toMatchObject({ exitCode: 0, said: [] });
  const { stream, stream_seq: place } = shownIn(files).findLast(
    ({ action }) => action === "outcome.corrected",
  )!;
  const without = thinned(files, (entry) => entry.stream !== stream || entry.stream_seq < place);
  const { exitCode, said } = told.verified(without);
  expect(exitCode).not.toBe(0);
  expect(said).toContainEqual(expect.stringMatching(/^entries.ndjson: lacks events \d+ to \d+ of pointer\//));
});
