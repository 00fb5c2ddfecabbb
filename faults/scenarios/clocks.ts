import { setTimeout as sleep } from "node:timers/promises";
import { holdInvariants } from "../check/invariants.ts";
import { rolloutEnds } from "../check/rollout-ends.ts";
import { Client } from "../load/client.ts";
import { approve, type Council, councilOf, openAndSubmit, signSeat, start } from "../load/governance.ts";
import { History } from "../load/history.ts";
import { serve } from "../load/telemetry.ts";
import { watchCheckpoints } from "../load/witness.ts";
import { type Installation, startInstallation } from "../rig/installation.ts";
import { quickPlan } from "../rig/world.ts";
import { beside, type Scenario, type Trouble } from "../scenario.ts";

const MIN_SECONDS = 8;
const plan = {
  ...quickPlan,
  stages: quickPlan.stages.map((stage) =>
    stage.id === "full" ? stage : { ...stage, minSeconds: MIN_SECONDS },
  ),
};
const ADVANCED_SECONDS_MAX = 40;
/** The one server is behind and the worker ahead, and then the reverse. */
const WRONG: Readonly<Record<string, number>> = {
  "server-1": -1,
  "reconciler-1": 1,
  sequencer: -1,
  signer: 1,
};

/** Sets the processes' clocks an hour off, against the database's and each other's, during sign-offs and rollouts. */
export const clocks: Scenario = {
  name: "clocks",
  says: "clocks an hour off and jumping: no stage advances before its time, harm rolls back, the log keeps its order",
  async run(trouble) {
    const installation = await startInstallation(trouble.beginning, "clocks", {
      servers: 2,
      ownClocks: true,
    });
    const history = new History();
    const faults: string[] = [];
    try {
      const council = councilOf(installation, history);
      const [well, harmful] = [await approved(council, "gamma"), await approved(council, "beta")];
      const stopped = { load: false };
      const load = beside(
        faults,
        signing(council, trouble, () => stopped.load),
        watchCheckpoints(council.author, history, () => stopped.load),
      );
      putWrong(installation, 1);
      const widened = await widensInTime(installation, history, trouble, well, faults);
      putWrong(installation, -1);
      const back = await takesBack(installation, history, trouble, harmful, faults);
      stopped.load = true;
      await load;
      const found = await holdInvariants(installation, history, harmful);
      faults.push(...history.unhelpful, ...found.faults);
      return { faults, figures: { ...widened, ...back, ...found.figures } };
    } finally {
      await installation.stop();
    }
  },
};

function putWrong({ crew }: Installation, sense: 1 | -1): void {
  for (const [process, hours] of Object.entries(WRONG)) crew.shiftClock(process, sense * hours);
}

async function approved(council: Council, model: string): Promise<number> {
  const release = await openAndSubmit(council, { model, plan });
  if (release === null) throw new Error("the release was not opened");
  await approve(council, release);
  return release;
}

/**
 * A proof of presence dated by one clock may be too old or too young for another: then nobody signs, which is safe.
 */
async function signing(council: Council, { say }: Trouble, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const release = await openAndSubmit(council, { model: "alpha" });
    for (const signer of council.signers.slice(0, 3))
      if (release !== null)
        await signSeat(signer, release, "data-science").catch((error) => say(String(error)));
    await sleep(300);
  }
}

/** Started by the server whose clock is behind, judged by the worker whose clock is ahead: the minimum time holds. */
async function widensInTime(
  installation: Installation,
  history: History,
  { random }: Trouble,
  release: number,
  faults: string[],
) {
  const { sql, world } = installation;
  const [url, right] = installation.urls;
  const { person, cookie } = world.manager;
  const council = councilOf(installation, history);
  const manager = new Client(person.name, [url!], { cookie }, history);
  const began = Date.now();
  const rollout = await start({ ...council, manager }, release);
  let over = false;
  // The other server takes rows of this hour for rows of the future, and refuses them.
  const client = new Client("serving gamma", [right!], { token: world.token }, history);
  const served = serve(client, { model: "gamma", random, rowsARound: 60, stopped: () => over });
  const stage = async () =>
    (await sql<{ at: number }>("SELECT stage_index AS at FROM rollout WHERE number = $1", [rollout]))[0]!.at;
  while ((await stage()) === 0 && Date.now() - began < ADVANCED_SECONDS_MAX * 1000) await sleep(50);
  const seconds = (Date.now() - began) / 1000;
  if ((await stage()) === 0)
    faults.push(`the rollout did not advance in ${seconds} s, although every guardrail could pass`);
  if (seconds < MIN_SECONDS) faults.push(`a stage of ${MIN_SECONDS} s advanced after ${seconds} s`);
  over = true;
  await served;
  return { "a stage of 8 s advances after, in seconds": seconds };
}

/**
 * The serving server is ahead now and the worker behind: harm rolls back, confirmed only once both servers have
 * loaded it.
 */
async function takesBack(
  installation: Installation,
  history: History,
  { random }: Trouble,
  release: number,
  faults: string[],
) {
  const { sql, world, urls } = installation;
  const rollout = await start(councilOf(installation, history), release);
  let over = false;
  const client = new Client("serving beta", urls, { token: world.token }, history);
  const served = serve(client, { model: "beta", random, harm: 0.7, stopped: () => over });
  const ended = await rolloutEnds(installation, rollout!, ["rolled-back"]);
  if (ended.fault) faults.push(ended.fault);
  const [heard] = await sql<{ servers: number }>(
    "SELECT count(*)::int AS servers FROM exposure_ack a JOIN rollout r ON r.exposure_id = a.exposure_id WHERE r.number = $1",
    [rollout],
  );
  if (heard?.servers !== urls.length)
    faults.push(`confirmed although only ${heard?.servers} of ${urls.length} servers had loaded it`);
  over = true;
  await served;
  return { "rolled back after, in seconds": ended.seconds };
}
