import { afterAll, beforeAll, expect, it } from "vitest";
import { envelopesById } from "#lib/councils/rows/envelopes.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { claimed, enveloped, envelopeIn, revoking, standardWorld } from "#lib/testing/worlds/envelopes.ts";
import { sign, signing } from "#lib/testing/worlds/releases.ts";
import type { World } from "#lib/testing/worlds/world.ts";

/** Whoever signs, starts or writes rows at the moment in which an envelope ends gains nothing by it. */
let world: World;
beforeAll(async () => {
  world = await standardWorld();
});
afterAll(() => world?.here.close());

const pageOf = (release: number) => world.here.see(releasePage, { release }, world.people.vic);

it("an approval raced by a revocation comes before it or not at all", async () => {
  const { here, people } = world;
  for (const version of [2, 3, 2]) {
    const envelope = await enveloped(world);
    const release = await claimed(world, { version, envelope });
    const input = await signing(here, people.erik, { release, seat: "engineering" });
    const [approved, revoked] = await Promise.all([
      here.attempt(castVerdict, input, people.erik),
      revoking(here, people.rhea, envelope),
    ]);
    expect(revoked).toMatchObject({ ok: true });
    expect((await pageOf(release)).state).toBe(approved.ok ? "approved" : "in-review");
    const started = await here.attempt(startRollout, { release, reason: "Now." }, people.rhea);
    expect(started).toMatchObject({
      error: { code: approved.ok ? "envelope-closed" : "release-is-in-review" },
    });
  }
});

it("the server's own database role neither widens an envelope nor takes one use more", async () => {
  const { here, people } = world;
  const envelope = await enveloped(world, { uses: 1 });
  const release = await claimed(world, { version: 2, envelope });
  await sign(here, people.erik, { release, seat: "engineering" });
  await world.start(release);
  const { id } = await envelopeIn(here, envelope);
  const other = (await pageOf(await claimedAsNormal())).id;
  const inHere = <T>(act: Parameters<typeof inWorkspace<T>>[2]) =>
    inWorkspace(here.db, here.workspaceId, act);
  await expect(
    inHere((tx) => tx.$executeRaw`UPDATE envelope SET terms = '{}' WHERE id = ${id}::uuid`),
  ).rejects.toThrow("permission denied");
  await expect(
    inHere((tx) => tx.$executeRaw`DELETE FROM envelope_use WHERE envelope_id = ${id}::uuid`),
  ).rejects.toThrow("permission denied");
  const use = {
    envelopeId: id,
    use: 2,
    workspaceId: here.workspaceId,
    releaseId: other,
    usedAt: here.clock.now,
  };
  await expect(inHere((tx) => tx.envelopeUse.create({ data: use }))).rejects.toThrow("no use left");
  expect(await inHere((tx) => envelopesById(tx, [id]))).toMatchObject([{ uses: [{ use: 1 }] }]);
  expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
});

const claimedAsNormal = () => world.submit(3);
