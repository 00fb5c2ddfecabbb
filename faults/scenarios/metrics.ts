import { setTimeout as sleep } from "node:timers/promises";
import { type Findings, holdInvariants } from "../check/invariants.ts";
import { Client } from "../load/client.ts";
import { approve, councilOf, openAndSubmit, start } from "../load/governance.ts";
import { History } from "../load/history.ts";
import { type Outcome, type Prediction, type Spoiling, serve } from "../load/telemetry.ts";
import { type Installation, startInstallation } from "../rig/installation.ts";
import { quickPlan } from "../rig/world.ts";
import type { Scenario } from "../scenario.ts";

const HOUR_MS = 3_600_000;
const moved =
  (ms: number) =>
  <T extends { at: string }>(rows: readonly T[]): T[] =>
    rows.map((row) => ({ ...row, at: new Date(Date.parse(row.at) + ms).toISOString() }));
const held = <T>(rows: readonly T[]) => rows.slice(0, 8);

/** What happens to a guardrail's metric on its way, each on its own model; the last one is unchanged. */
const SPOILED: Readonly<Record<string, Spoiling>> = {
  "stops before there is enough": { outcomes: (rows, second) => (second < 0.6 ? held(rows) : []) },
  "stops once there is enough": { predictions: (rows, second) => (second < 2 ? rows : []) },
  repeats: repeating(),
  "comes late": delayed(8),
  "is not a number": { predictions: (rows) => rows.map((row) => ({ ...row, score: "NaN" })) },
  "is an hour ahead": { predictions: moved(HOUR_MS), outcomes: moved(HOUR_MS) },
  "is an hour behind": { predictions: moved(-HOUR_MS), outcomes: moved(-HOUR_MS) },
};
const WELL = "is healthy";
/** A candidate that gives nothing but broken values is taken back; everything else holds or halts. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  "is not a number": ["running", "halted", "rolling-back", "rolled-back"],
};
const HOLDS = ["running", "halted"];
/** Few and large batches: there are as many loads at once as there are cases. */
const ROUNDS = { rowsARound: 120, roundMs: 500 };

/** The first few rows repeatedly: again in their batch, and in new batches. */
function repeating(): Spoiling {
  let first: readonly Prediction[] = [];
  return {
    predictions: (rows) => {
      if (first.length === 0) first = held(rows);
      return first;
    },
  };
}

/** Outcomes so much later than the plan says. Stamps in the past would not do: evidence is as old as its receipt. */
function delayed(seconds: number): Spoiling {
  const waiting: { readonly from: number; readonly rows: readonly Outcome[] }[] = [];
  return {
    outcomes: (rows, second) => {
      waiting.push({ from: second + seconds, rows });
      const due = waiting.filter(({ from }) => from <= second).length;
      return waiting.splice(0, due).flatMap((late) => late.rows);
    },
  };
}

/** A minimum time long enough for evidence to go stale, and no more stages than one advance needs. */
const plan = {
  ...quickPlan,
  stages: quickPlan.stages.map((stage) => ({ ...stage, minSeconds: stage.id === "full" ? 600 : 9 })),
};

const MODEL_OF = (n: number) => `metric-${n}`;
export const METRIC_MODELS = Array.from({ length: Object.keys(SPOILED).length + 1 }, (_, n) => MODEL_OF(n));

/** Rollouts whose guardrail gets nothing, or nonsense. */
export const metrics: Scenario = {
  name: "metrics",
  says: "a guardrail metric that stops, repeats, comes late, is not a number, or is an hour off: the rollout never advances",
  async run({ beginning, random }) {
    const installation = await startInstallation(beginning, "metrics");
    const history = new History();
    try {
      const council = councilOf(installation, history);
      const cases = [...Object.entries(SPOILED), [WELL, {}] as const].map(([name, spoil], n) => ({
        name,
        spoil,
        model: MODEL_OF(n),
      }));
      const rollouts = new Map<string, number>();
      const releases: number[] = [];
      for (const { model } of cases) {
        const release = await openAndSubmit(council, { model, plan });
        await approve(council, release!);
        releases.push(release!);
      }
      const started = await Promise.all(releases.map((release) => start(council, release)));
      for (const [n, { name }] of cases.entries()) rollouts.set(name, started[n]!);
      let over = false;
      const serving = cases.map(({ name, model, spoil }) => {
        const client = new Client(name, installation.urls, { token: installation.world.token }, history);
        return serve(client, { model, random, spoil, stopped: () => over, ...ROUNDS });
      });
      const found = await widened(installation, rollouts);
      over = true;
      await Promise.all(serving);
      const checked = await holdInvariants(installation, history);
      return {
        faults: [...found.faults, ...checked.faults],
        figures: { ...found.figures, ...checked.figures },
      };
    } finally {
      await installation.stop();
    }
  },
};

const WELL_SECONDS_MAX = 60;
const WATCHED_SECONDS = 6;

/** Waits until the healthy rollout has advanced, and a while longer: none of the others may have. */
async function widened({ sql }: Installation, rollouts: ReadonlyMap<string, number>): Promise<Findings> {
  const faults: string[] = [];
  const look = async (name: string) => {
    const [row] = await sql<{ stage: number; state: string }>(
      "SELECT stage_index AS stage, state FROM rollout WHERE number = $1",
      [rollouts.get(name)],
    );
    return row!;
  };
  const began = Date.now();
  while ((await look(WELL)).stage === 0 && Date.now() - began < WELL_SECONDS_MAX * 1000) await sleep(200);
  const seconds = (Date.now() - began) / 1000;
  const well = await look(WELL);
  // Unless one rollout does advance, it proves nothing that none did.
  if (well.stage === 0)
    faults.push(`the rollout whose metric is healthy is still ${well.state} in its first stage`);
  await sleep(WATCHED_SECONDS * 1000);
  const states: Record<string, string> = {};
  for (const name of rollouts.keys()) {
    const { stage, state } = await look(name);
    states[name] = `${state} in stage ${stage + 1}`;
    if (name !== WELL && stage > 0)
      faults.push(`the rollout whose metric ${name} advanced to stage ${stage + 1}`);
    if (name !== WELL && !(ENDS[name] ?? HOLDS).includes(state))
      faults.push(`the rollout whose metric ${name} is ${state}`);
  }
  return { faults, figures: { "the healthy one advances after": `${seconds} s`, ...states } };
}
