import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { resetFactor } from "#lib/access/commands/reset-factor.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { thinned } from "#lib/testing/packets/thinning.ts";
import { TELLING_MS, toldPackets } from "#lib/testing/packets/told-packets.ts";
import { addApp, provenFor } from "#lib/testing/worlds/factors.ts";

let told: Awaited<ReturnType<typeof toldPackets>>;
beforeAll(async () => {
  vi.stubEnv("SECRET", "a secret of the tests, long enough");
  told = await toldPackets();
}, TELLING_MS);
afterAll(() => told?.close());

it("shows whoever reset a signer's factors, although they did nothing else for anybody", async () => {
  const { here, people, approve, submit } = told.world;
  const bea = await here.person("Bea Helper", ["admin"]);
  await addApp(here, people.dara);
  const proof = await provenFor(here, bea, "reset-factor", people.dara.id);
  await here.make(resetFactor, { personId: people.dara.id, reason: "Lost.", ...proof }, bea);
  here.clock.now = daysLater(here.clock.now, 2);
  const release = await approve(await submit(3));
  await told.log.seal();
  const files = await told.packetOf(release);
  expect(told.verified(files)).toMatchObject({ exitCode: 0, said: [] });
  const without = thinned(files, ({ stream }) => stream !== `person/${bea.id}`);
  expect(told.verified(without).exitCode).toBe(3);
});
