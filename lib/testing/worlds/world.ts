import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import type { PolicyContent, SeatRule } from "#lib/policy/policy.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { settled } from "./discussion.ts";
import { foundByFormer } from "./grant-functions.ts";
import { oneCouncil, sign, submitted } from "./releases.ts";
import { rollingOut } from "./rolling-out.ts";
import { keptWorkspace, type TestWorkspace } from "./workspace.ts";
import { worldPlan } from "./world-plan.ts";

export const MODEL = "flight-delay";

export const SEATS: readonly SeatRule[] = [
  { function: "data-science", min: 1 },
  { function: "engineering", min: 1 },
  { function: "compliance", min: 1 },
];

export type World = Awaited<ReturnType<typeof testWorld>>;

/**
 * Jonas registers and opens, Priya evaluates, Dara, Erik and Carla sign, Rhea starts, Vic audits, Ada administers. A
 * workspace in which version 1 of a model is live and versions 2 and 3 wait for a release, created by the real
 * commands under the workspace's clock.
 */
export async function testWorld(policy = oneCouncil(...SEATS)) {
  const name = `world under ${canonicalJson(policy)}`;
  const { here, facts } = await keptWorkspace(name, (fresh) => found(fresh, policy));
  return { here, ...facts, ...actsOf(here, facts.people) };
}

async function found(here: TestWorkspace, policy: PolicyContent) {
  await foundByFormer(here);
  const people = await peopleOf(here);
  await here.make(publishPolicy, policy, people.ada);
  // They sign once they have waited.
  here.clock.now = new Date(here.clock.now.getTime() + peopleRules(policy).factorWaitHours * HOUR_MS);
  const { modelId, pointerId } = await addModel(here, people.jonas, MODEL);
  const versions: Awaited<ReturnType<typeof addVersion>>[] = [];
  for (const [parent, bits] of ["one", "two", "three"].entries()) {
    const of = { model: MODEL, bits, ...(parent > 0 ? { parent } : {}) };
    const added = await addVersion(here, people.jonas, of);
    const { number: version, digest } = added;
    await addReport(here, people.priya, { model: MODEL, version, digest, logLoss: 0.5 });
    versions.push(added);
  }
  const { approve, submit, start } = actsOf(here, people);
  const opened = await submit(1);
  if (policy.challenges?.from)
    await settled(here, { challenger: people.carla, author: people.jonas }, opened);
  const first = await approve(opened);
  await start(first);
  return { people, versions, modelId, pointerId, first };
}

const actsOf = (here: TestWorkspace, people: People) => ({
  ...releasing(here, people),
  ...rollingOut(here, people),
});

type People = Awaited<ReturnType<typeof peopleOf>>;

function releasing(here: TestWorkspace, { jonas, dara, erik, carla, rhea }: People) {
  /** Opens and submits a release of a version. */
  const submit = (version: number, plan: Plan = worldPlan) =>
    submitted(here, jonas, { model: MODEL, version, plan });
  /** All three seats sign. */
  const approve = async (release: number) => {
    await sign(here, dara, { release, seat: "data-science" });
    await sign(here, erik, { release, seat: "engineering" });
    await sign(here, carla, { release, seat: "compliance" });
    return release;
  };
  const start = (release: number) => here.make(startRollout, { release, reason: "Agreed." }, rhea);
  /** A live rollout of a version. */
  const underWay = async (version = 2) => {
    const release = await approve(await submit(version));
    const { number: rollout } = await start(release);
    return { release, rollout };
  };
  return { submit, approve, start, underWay };
}

async function peopleOf(here: TestWorkspace) {
  return {
    ada: await here.person("Ada Berg", ["admin"]),
    jonas: await here.person("Jonas Lindqvist", ["data-scientist", "reviewer"], ["data-science"]),
    priya: await here.person("Priya Nair", ["data-scientist", "reviewer"], ["engineering"]),
    rhea: await here.person("Rhea Cole", ["release-manager"]),
    dara: await here.person("Dara Quinn", ["reviewer"], ["data-science"]),
    erik: await here.person("Erik Holm", ["reviewer"], ["engineering", "compliance"]),
    carla: await here.person("Carla Diaz", ["reviewer"], ["compliance"]),
    vic: await here.person("Vic Adeyemi", ["auditor"]),
  };
}
