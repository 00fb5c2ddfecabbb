import { removeFunction } from "#lib/access/commands/remove-function.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { lapseRelease } from "#lib/releases/commands/lapse-release.ts";
import { confirmRollout } from "#lib/rollouts/commands/confirm-rollout.ts";
import { pauseRollout } from "#lib/rollouts/commands/pause-rollout.ts";
import { resumeRollout } from "#lib/rollouts/commands/resume-rollout.ts";
import { holdOnly } from "./grant-functions.ts";
import { sign } from "./releases.ts";
import type { World } from "./world.ts";
import { worldPlan } from "./world-plan.ts";

/**
 * Plays two more releases in a world: one with changes requested, edited, signed again, paused, resumed and
 * completed; one with an approval that lapsed for a while, rolled back in its second stage, with its incident.
 */
export async function tellStory(world: World): Promise<{ completed: number; takenBack: number }> {
  const completed = await completedRelease(world);
  const takenBack = await takenBackRelease(world);
  return { completed, takenBack };
}

async function completedRelease({ here, people, submit, start, observe, judge }: World): Promise<number> {
  const { dara, erik, carla, jonas, rhea } = people;
  const release = await submit(2);
  await sign(here, dara, { release, seat: "data-science" });
  await sign(here, erik, { release, seat: "engineering", decision: "request-changes" });
  const plan = { ...worldPlan, consecutiveErrorsMax: 5 };
  await here.make(editRelease, { release, round: 1, plan }, jonas);
  await sign(here, erik, { release, seat: "engineering" });
  await sign(here, carla, { release, seat: "compliance" });
  const { number: rollout } = await start(release);
  await observe(rollout);
  await judge(rollout);
  await here.make(pauseRollout, { rollout, reason: "Waiting for the morning shift." }, rhea);
  await here.make(resumeRollout, { rollout, reason: "They are here." }, rhea);
  for (const _stage of ["canary", "full"]) {
    await observe(rollout);
    await judge(rollout);
  }
  return release;
}

async function takenBackRelease(world: World): Promise<number> {
  const { here, people, submit, approve, start, observe, judge } = world;
  const release = await approve(await submit(3));
  const compliance = { personId: people.carla.id, function: "compliance", reason: "Moves to another team." };
  await here.make(removeFunction, compliance, people.ada);
  await here.make(lapseRelease, { release }, here.system);
  await holdOnly(here, people.carla, ["compliance"]);
  await sign(here, people.carla, { release, seat: "compliance" });
  const { number: rollout } = await start(release);
  await observe(rollout);
  await judge(rollout);
  await observe(rollout, { candidate: { score: 0.3 } });
  await judge(rollout);
  const row = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.rollout.findFirstOrThrow({ where: { number: rollout } }),
  );
  await here.make(openIncident, { rolloutId: row.id }, here.system);
  await here.make(confirmRollout, { rollout, actuatedAt: here.clock.now }, here.system);
  return release;
}
