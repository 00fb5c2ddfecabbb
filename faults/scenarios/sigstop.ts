import { setTimeout as sleep } from "node:timers/promises";
import { run } from "#lib/command/run.ts";
import { connect } from "#lib/db/client.ts";
import { judgeRollout } from "#lib/rollouts/commands/judge-rollout.ts";
import { holdInvariants } from "../check/invariants.ts";
import { rolloutEnds } from "../check/rollout-ends.ts";
import { Client } from "../load/client.ts";
import { approve, type Council, councilOf, openAndSubmit, start } from "../load/governance.ts";
import { History } from "../load/history.ts";
import { serve } from "../load/telemetry.ts";
import { type Installation, startInstallation } from "../rig/installation.ts";
import type { Scenario } from "../scenario.ts";

const TAKEN_OVER_SECONDS_MAX = 25;
const STOPPED_SECONDS_MAX = 20;

/** Stops the leading reconciler before a command for longer than its lease, lets another lead, and resumes it. */
export const sigstop: Scenario = {
  name: "sigstop",
  says: "SIGSTOP of the leader past its lease: the other takes over and rolls the release back; the resumed one is fenced",
  async run({ beginning, random }) {
    const installation = await startInstallation(beginning, "sigstop", { reconcilers: 2 });
    const history = new History();
    const faults: string[] = [];
    try {
      const { crew } = installation;
      const council = councilOf(installation, history);
      const [release, rollout] = await underWay(council, "alpha");
      const [, quiet] = await underWay(council, "gamma");
      const first = await leader(installation);
      // It holds the lease, has seen that harm must be rolled back, and is about to do it: there it stops.
      crew.arm(first.process, ["command-before-begin/judge-rollout=stop"]);
      const client = new Client("serving", installation.urls, { token: installation.world.token }, history);
      let over = false;
      const served = serve(client, { model: "alpha", random, harm: 0.7, stopped: () => over });
      if (!(await crew.says(first.process, ["stopped at command-before-begin"], STOPPED_SECONDS_MAX)))
        faults.push(`${first.process} reached no command to be stopped at`);
      const stoppedAt = Date.now();
      const second = await takenOver(installation, first.fence);
      const takeoverSeconds = (Date.now() - stoppedAt) / 1000;
      if (!second) faults.push(`nobody took over from ${first.process} in ${TAKEN_OVER_SECONDS_MAX} s`);
      // Even for a rollout that nobody has decided on since.
      const fenced = await judgeWith(installation, quiet, first.fence);
      if (fenced !== "fenced") faults.push(`a command under the old token was answered ${fenced}`);
      const ended = await rolloutEnds(installation, rollout, ["rolled-back"]);
      if (ended.fault) faults.push(ended.fault);
      crew.signal(first.process, "SIGCONT");
      const refusal = [`"judge rollout ${rollout}"`, '"refusal":"fenced"'];
      if (!(await crew.says(first.process, refusal, STOPPED_SECONDS_MAX)))
        faults.push(`${first.process} woke up and its command was not refused`);
      const now = await leader(installation);
      if (now.process === first.process) faults.push("the resumed reconciler leads while the other does");
      over = true;
      await served;
      const found = await holdInvariants(installation, history, release);
      const figures = { takeoverSeconds, fences: `${first.fence} then ${second?.fence}`, ...found.figures };
      return { faults: [...faults, ...found.faults], figures };
    } finally {
      await installation.stop();
    }
  },
};

/** The numbers of a release and its rollout. */
async function underWay(council: Council, model: string): Promise<[release: number, rollout: number]> {
  const release = await openAndSubmit(council, { model });
  if (release === null) throw new Error("the release was not opened");
  await approve(council, release);
  const rollout = await start(council, release);
  if (rollout === null) throw new Error("the rollout was not started");
  return [release, rollout];
}

type Leader = { readonly process: string; readonly fence: number };

async function leader({ sql, crew }: Installation): Promise<Leader> {
  const [lease] = await sql<{ holder: string; fence: number }>("SELECT holder, fence FROM worker_lease");
  if (!lease) throw new Error("nobody leads");
  const pid = Number(lease.holder.split("/")[1]);
  const process = ["reconciler-1", "reconciler-2"].find((name) => crew.pid(name) === pid);
  if (!process) throw new Error(`${lease.holder} leads, which is not one of ours`);
  return { process, fence: lease.fence };
}

async function takenOver(installation: Installation, after: number): Promise<Leader | null> {
  const deadline = Date.now() + TAKEN_OVER_SECONDS_MAX * 1000;
  while (Date.now() < deadline) {
    const now = await leader(installation);
    if (now.fence > after) return now;
    await sleep(50);
  }
  return null;
}

/** Does what the resumed one would do, with its old token. */
async function judgeWith({ roles, world }: Installation, rollout: number, fence: number): Promise<string> {
  const db = connect(roles.cs_app, { poolSize: 1 });
  const { workspaceId } = world;
  const caller = { kind: "system", id: "reconciler", name: "Reconciler", workspaceId } as const;
  try {
    const judged = await run(db, judgeRollout, { rollout, fence, detectedAt: new Date() }, { caller });
    return judged.ok ? "carried out" : judged.error.code;
  } finally {
    await db.close();
  }
}
