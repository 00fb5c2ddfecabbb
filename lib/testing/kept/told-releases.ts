import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { expireRelease } from "#lib/releases/commands/expire-release.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { withdrawRelease } from "#lib/releases/commands/withdraw-release.ts";
import { sign, testCase } from "#lib/testing/worlds/releases.ts";
import { MODEL, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";
import { type Passkey, signByPasskey } from "./passkey-signing.ts";

const HOURS_25 = 90_000_000;

/** Rejected, withdrawn, and expired in review. */
export async function endedReleases(world: World, passkey: Passkey): Promise<void> {
  const { here, people, submit } = world;
  const rejected = await submit(3);
  await signByPasskey(world, passkey, rejected, "reject");
  const withdrawn = await submit(3);
  await sign(here, people.dara, { release: withdrawn, seat: "data-science" });
  await here.make(withdrawRelease, { release: withdrawn, reason: "It can wait." }, people.jonas);
  const expired = await submit(3);
  here.clock.now = new Date(here.clock.now.getTime() + HOURS_25);
  await here.make(expireRelease, { release: expired }, here.system);
}

/** A release by the policy that was signed, in its second stage. */
export async function underWay(world: World, passkey: Passkey) {
  const { here, people, submit, start, observe, judge } = world;
  const release = await submit(3);
  await sign(here, people.dara, { release, seat: "data-science" });
  await signByPasskey(world, passkey, release);
  await sign(here, people.carla, { release, seat: "compliance" });
  const { number: rollout } = await start(release);
  await observe(rollout);
  await judge(rollout);
  return { release, rollout };
}

/** One in review with a signature that an edit has made stale, and one still a draft. */
export async function waitingReleases(world: World, passkey: Passkey) {
  const { here, people, submit } = world;
  const inReview = await submit(3);
  await sign(here, people.dara, { release: inReview, seat: "data-science" });
  await signByPasskey(world, passkey, inReview);
  await sign(here, people.carla, { release: inReview, seat: "compliance", decision: "request-changes" });
  const plan = { ...worldPlan, consecutiveErrorsMax: 7 };
  await here.make(editRelease, { release: inReview, round: 1, plan }, people.jonas);
  const of = { model: MODEL, version: 3, pointer: "production", case: testCase, plan: worldPlan };
  const { number: draft } = await here.make(openRelease, of, people.jonas);
  return { inReview, draft };
}
