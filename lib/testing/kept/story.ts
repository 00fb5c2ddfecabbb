import { addApp, addPasskey } from "#lib/testing/worlds/factors.ts";
import type { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { tellStory } from "#lib/testing/worlds/story.ts";
import type { World } from "#lib/testing/worlds/world.ts";
import { changePolicies } from "./changed-policies.ts";
import { furniture } from "./rest-of-registry.ts";
import { endedReleases, underWay, waitingReleases } from "./told-releases.ts";

type Log = Awaited<ReturnType<typeof sealedLog>>;

/**
 * Everything an installation may have in its tables when it is upgraded: releases in every state, two with a finished
 * rollout and one with a live one, policies signed, rejected, withdrawn and waiting, second factors, several
 * checkpoints, events that wait for the sequencer and evidence that waits for the judge.
 */
export async function liveThrough(world: World, log: Log) {
  const { here, people } = world;
  const mira = await here.person("Mira Okafor", ["reviewer"], ["security"]);
  const told = await tellStory(world);
  await log.seal();
  const passkeys = { mira: await addPasskey(here, mira), erik: await addPasskey(here, people.erik) };
  const tove = await here.person("Tove Lund", ["auditor"]);
  const app = { person: "tove", secret: (await addApp(here, tove)).secret.base32 };
  await changePolicies(world, mira, passkeys.mira);
  await log.seal();
  await endedReleases(world, passkeys.erik);
  const token = await furniture(world);
  await log.seal();
  const underPolicyTwo = await underWay(world, passkeys.erik);
  const waiting = await waitingReleases(world, passkeys.erik);
  await log.seal();
  await here.person("Nils Late", ["viewer"]);
  await world.observe(underPolicyTwo.rollout);
  const releases = { ...told, underPolicyTwo: underPolicyTwo.release };
  return { more: { mira, tove }, app, token, waiting, releases, underWay: underPolicyTwo.rollout };
}
