import { setTimeout as sleep } from "node:timers/promises";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import { connect, type Database } from "#lib/db/client.ts";
import { judgeRollout } from "#lib/rollouts/commands/judge-rollout.ts";
import { dueWork } from "#lib/rollouts/queries/due-work.ts";
import { Client } from "../../load/client.ts";
import { start } from "../../load/governance.ts";
import { serve } from "../../load/telemetry.ts";
import { quickPlan } from "../../rig/world.ts";
import { bothWon, KnifeEdge, type Racing } from "./racing.ts";
import { tally } from "./signatures.ts";
import { approved, takeBack } from "./steering.ts";

/** As many stages as allowed, each over as soon as its evidence is there. */
const CANARIES = 19;
const [canary] = quickPlan.stages;
const plan = {
  ...quickPlan,
  stages: [
    ...Array.from({ length: CANARIES }, (_, n) => ({
      ...canary!,
      id: `stage-${n}`,
      name: `Stage ${n}`,
      minSeconds: 1,
      trafficPercent: 5 * (n + 1),
    })),
    quickPlan.stages.at(-1)!,
  ],
};
const DUE_SECONDS_MAX = 30;

/**
 * A stage that is due to advance is halted while the reconciler's command advances it: one wins, and after an
 * acknowledged halt nothing advances until somebody resumes.
 */
export async function haltAgainstAdvance(racing: Racing, count: number): Promise<string> {
  const { installation, history, random, faults } = racing;
  const { urls, world, roles } = installation;
  let over = false;
  const client = new Client("serving", urls, { token: world.token }, history);
  const served = serve(client, { model: "alpha", random, stopped: () => over, rowsARound: 100 });
  const db = connect(roles.cs_app, { poolSize: 2 });
  const raced: Raced = { outcomes: [], rollouts: [] };
  try {
    await raceTimes(racing, db, count, raced);
  } finally {
    over = true;
    await served;
    await db.close();
  }
  const { outcomes, rollouts } = raced;
  for (const rollout of rollouts) await neverWidenedWhileHalted(racing, rollout);
  await takeBack(racing, rollouts.at(-1)!);
  if (outcomes.length < count) faults.push(`only ${outcomes.length} of ${count} stages were due to advance`);
  bothWon(racing, "halt against advance", outcomes, ["halt first", "advance first"]);
  return `${outcomes.length} stages that were due: ${tally(outcomes)}`;
}

type Raced = { readonly outcomes: string[]; readonly rollouts: number[] };

/** Runs `count` races; a rollout that has no stage left is followed by the next. */
async function raceTimes(
  racing: Racing,
  db: Database,
  count: number,
  { outcomes, rollouts }: Raced,
): Promise<void> {
  const edge = new KnifeEdge(racing.random);
  let widened = CANARIES;
  while (outcomes.length < count) {
    if (widened === CANARIES) {
      if (rollouts.length > 0) await takeBack(racing, rollouts.at(-1)!);
      rollouts.push((await start(racing.council, await approved(racing, plan)))!);
      widened = 0;
    }
    const first = await raceOnce(racing, db, edge, rollouts.at(-1)!);
    if (first === null) return;
    if (first === "advance first") widened += 1;
    outcomes.push(first);
  }
}

/** The winner; null when the stage never became due. */
async function raceOnce(
  { installation, council, faults }: Racing,
  db: Database,
  edge: KnifeEdge,
  rollout: number,
): Promise<string | null> {
  const { workspaceId } = installation.world;
  const caller = { kind: "system", id: "reconciler", name: "Reconciler", workspaceId } as const;
  const judge = () => run(db, judgeRollout, { rollout, fence: 1, detectedAt: new Date() }, { caller });
  const isDue = async () => {
    const due = await look(db, dueWork, {}, { caller });
    return due.ok && due.value.judge.includes(rollout);
  };
  const steer = (verb: "halt" | "resume") =>
    council.manager.act({
      path: `/api/v1/rollouts/${rollout}/${verb}`,
      body: { reason: "To see who is first." },
      what: `${verb}-rollout`,
      event: verb === "halt" ? "rollout.halted" : "rollout.resumed",
    });
  const deadline = Date.now() + DUE_SECONDS_MAX * 1000;
  while (!(await isDue())) {
    if (Date.now() > deadline) return null;
    await sleep(50);
  }
  const [halted, judged] = await edge.race(() => steer("halt"), judge);
  if (halted.ending !== "ok") faults.push(`rollout ${rollout} could not be halted: ${halted.status}`);
  const widened = judged.ok && judged.value.decision === "advance";
  if (!widened && (judged.ok || judged.error.code !== "nothing-due"))
    faults.push(`rollout ${rollout} was due to advance: ${JSON.stringify(judged)}`);
  edge.won(widened ? "other" : "one");
  // The halt is acknowledged: judging again finds nothing to do.
  const again = await judge();
  if (again.ok) faults.push(`rollout ${rollout}: ${again.value.decision} after an acknowledged halt`);
  await steer("resume");
  return widened ? "advance first" : "halt first";
}

async function neverWidenedWhileHalted({ installation, faults }: Racing, rollout: number): Promise<void> {
  const events = await installation.sql<{ action: string; to: string | null }>(
    `SELECT action, view #>> '{data,to}' AS to FROM audit_event e JOIN rollout r ON e.stream = 'rollout/' || r.id
     WHERE r.number = $1 ORDER BY stream_seq`,
    [rollout],
  );
  let halted = false;
  const reached = new Set<string | null>();
  for (const { action, to } of events) {
    if (action === "rollout.halted" || action === "rollout.resumed") halted = action === "rollout.halted";
    if (action !== "rollout.advanced") continue;
    if (halted) faults.push(`rollout ${rollout} advanced to ${to} while it was halted`);
    if (reached.has(to)) faults.push(`rollout ${rollout} advanced to ${to} twice`);
    reached.add(to);
  }
}
