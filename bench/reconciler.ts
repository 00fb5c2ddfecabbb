import pg from "pg";
import { look } from "#lib/command/query.ts";
import { connect, type Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { IN_HISTOGRAMS } from "#lib/metrics/catalogue.ts";
import { joinNow } from "#lib/monitoring/ingest/once.ts";
import { storeObservations } from "#lib/monitoring/ingest/store-rollups.ts";
import type { Observation } from "#lib/monitoring/observation.ts";
import { dueWork } from "#lib/rollouts/queries/due-work.ts";
import { holdLease } from "#lib/workers/lease.ts";
import { type Random, randomFrom } from "../simulate/random.ts";
import { atMost, type Bench, unbounded } from "./figure.ts";
import { governance } from "./rig/council.ts";
import { type Installation, startInstallation } from "./rig/installation.ts";
import { planOfMany, SPLIT } from "./rig/many-metrics.ts";
import { heavyTailed } from "./rig/metric-law.ts";
import { median } from "./rig/sample.ts";
import { type SummedMetric, summedMetrics, watchForHours } from "./rig/watched-stages.ts";

const ROLLOUTS = 50;
const METRICS = 30;
const HOURS = 3;
/** Rows that each rollout receives between two looks. */
const ROWS = 100;
/** A reconciler has looked many times; only its first look is that of a new process. */
const WARM_UP = 8;

/** One look at all live rollouts, as the reconciler takes it: what is read, judged and found due. */
export const reconciler: Bench = async ({ seconds, say }) => {
  const models = Array.from({ length: ROLLOUTS }, (_, at) => `model-${at}`);
  const installation = await startInstallation({ models });
  const owner = new pg.Client({ connectionString: installation.ownerUrl });
  await owner.connect();
  const db = connect(installation.roles.cs_app);
  try {
    const plan = planOfMany(METRICS, [SPLIT]);
    const { rollOut } = governance(installation);
    for (const model of models) await rollOut(model, plan);
    await watchForHours(owner, plan, HOURS);
    const arriving = await traffic(db, installation, owner, summedMetrics(plan));
    const first = await took(db, installation);
    say(`reconciler: first look ${Math.round(first)} ms`);
    const changed: number[] = [];
    const quiet: number[] = [];
    for (let round = 0; round < WARM_UP + Math.max(5, 2 * seconds); round++) {
      await arriving();
      changed.push(await took(db, installation));
      quiet.push(await took(db, installation));
    }
    say(`reconciler: ${changed.map(Math.round).join(" ")} ms`);
    const named = { bench: "reconciler", unit: "ms" };
    const of = `${ROLLOUTS} live rollouts of ${METRICS} metrics`;
    const counted = (all: readonly number[]) => median(all.slice(WARM_UP));
    return [
      atMost(
        {
          ...named,
          figure: `look at ${of}, all with new rows, median of ${changed.length - WARM_UP}`,
          value: counted(changed),
        },
        50,
      ),
      unbounded({ ...named, figure: "the same, nothing new", value: counted(quiet) }),
      unbounded({ ...named, figure: `the first look of a process, stages of ${HOURS} hours`, value: first }),
    ];
  } finally {
    await db.close();
    await owner.end();
    await installation.stop();
  }
};

async function took(db: Database, { world: { workspaceId } }: Installation): Promise<number> {
  const caller: Caller = { kind: "system", id: "reconciler", name: "Reconciler", workspaceId };
  const began = performance.now();
  const due = await look(db, dueWork, {}, { caller });
  const ms = performance.now() - began;
  if (!due.ok || due.value.judge.length > 0) throw new Error(`the look found ${JSON.stringify(due)}`);
  return ms;
}

/** Stores a batch of every rollout, as ingest does once it has taken the rows. */
async function traffic(
  db: Database,
  { world: { workspaceId } }: Installation,
  owner: pg.Client,
  metrics: readonly SummedMetric[],
) {
  const random = randomFrom(7);
  const { rows } = await owner.query<{ id: string }>(
    "SELECT exposure_id AS id FROM rollout WHERE state = 'running'",
  );
  if (rows.length !== ROLLOUTS) throw new Error(`${rows.length} rollouts are live`);
  return async () => {
    // What is added is told only to a reconciler that leads.
    await holdLease(db, "reconciler", "bench");
    for (const { id } of rows) {
      const now = new Date();
      const observations = Array.from({ length: ROWS }, () => observed(random, id, metrics, now)).flat();
      await joinNow(db, workspaceId, [id], async (tx) => {
        await storeObservations(tx, workspaceId, observations, now);
        return [];
      });
    }
  };
}

function observed(
  random: Random,
  exposureId: string,
  metrics: readonly SummedMetric[],
  now: Date,
): Observation[] {
  const answer = {
    exposureId,
    cohortSeconds: 60,
    arm: random.uniform() < 0.1 ? ("candidate" as const) : ("baseline" as const),
    at: now,
    receivedAt: now,
    group: Math.floor(64 * random.uniform()),
    first: random.uniform() < 0.3,
    slices: {},
  };
  return metrics.map(({ id, share, level, spread }) => ({
    ...answer,
    metric: id,
    value: IN_HISTOGRAMS.has(id)
      ? heavyTailed(random)
      : share
        ? Number(random.uniform() < level)
        : level + spread * Math.tanh(random.normal()),
  }));
}
