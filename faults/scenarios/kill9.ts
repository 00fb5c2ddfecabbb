import { setTimeout as sleep } from "node:timers/promises";
import type { Faultpoint } from "#lib/db/faultpoint.ts";
import { holdInvariants } from "../check/invariants.ts";
import { rolloutEnds } from "../check/rollout-ends.ts";
import { Client } from "../load/client.ts";
import { approve, type Council, councilOf, openAndSubmit, signSeat, start } from "../load/governance.ts";
import { History } from "../load/history.ts";
import { serve } from "../load/telemetry.ts";
import { watchCheckpoints } from "../load/witness.ts";
import { type Installation, startInstallation } from "../rig/installation.ts";
import { pick, type Scenario, shuffled, type Trouble } from "../scenario.ts";

/** Kills every process, and PostgreSQL, at random and at named points while people sign and traffic comes in. */
export const kill9: Scenario = {
  name: "kill9",
  says: "kill -9 of any process at any point: what was acknowledged is there once, the rollback comes to its end",
  async run(trouble) {
    const installation = await startInstallation(trouble.beginning, "kill9", { servers: 2 });
    const history = new History();
    try {
      const council = councilOf(installation, history);
      const rollout = await underWay(council, "beta");
      const stopped = { load: false, serving: false };
      const load = [
        signing(council, trouble, () => stopped.load),
        serving(installation, history, trouble, "beta", 0.7, () => stopped.serving),
        serving(installation, history, trouble, "gamma", 0, () => stopped.load),
        watchCheckpoints(council.author, history, () => stopped.load),
      ];
      const reached = await killing(installation, trouble);
      stopped.load = true;
      await installation.healthy();
      const ended = await rolloutEnds(installation, rollout.number, ["rolled-back"]);
      stopped.serving = true;
      await Promise.all(load);
      const found = await holdInvariants(installation, history, rollout.release);
      if (ended.fault) found.faults.push(ended.fault);
      const kills = installation.crew.deaths.length;
      return {
        ...found,
        figures: { kills, points: reached, rollbackSeconds: ended.seconds, ...found.figures },
      };
    } finally {
      await installation.stop();
    }
  },
};

/** A rollout of version 2, started before anything goes wrong. */
async function underWay(council: Council, model: string): Promise<{ number: number; release: number }> {
  const release = await openAndSubmit(council, { model });
  if (release === null) throw new Error("the release was not opened");
  await approve(council, release);
  const number = await start(council, release);
  if (number === null) throw new Error("the rollout was not started");
  return { number, release };
}

/** Between one release and the next; without it the machine would be busy with nothing else. */
const THINKING_MS = 100;

/** Releases opened and signed to the end, one after the other, the seats of each at once. */
async function signing(council: Council, { say }: Trouble, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    await sleep(THINKING_MS);
    const release = await openAndSubmit(council, { model: "alpha" });
    if (release === null) continue;
    const seats = [
      ...council.signers.slice(0, 3).map((signer) => signSeat(signer, release, "data-science")),
      signSeat(council.engineers[0]!, release, "engineering"),
    ];
    for (const result of await Promise.allSettled(seats))
      if (result.status === "rejected") say(`a signature was given up: ${result.reason}`);
  }
}

function serving(
  { urls, world }: Installation,
  history: History,
  { random }: Trouble,
  model: string,
  harm: number,
  stopped: () => boolean,
): Promise<void> {
  const client = new Client(`serving ${model}`, urls, { token: world.token }, history);
  return serve(client, { model, random, harm, stopped });
}

const POINTS: readonly [process: string, point: Faultpoint][] = [
  ["server-1", "command-after-insert"],
  ["server-1", "command-before-commit"],
  ["server-1", "command-after-commit"],
  ["server-2", "ingest-before-commit"],
  ["server-2", "ingest-after-commit"],
  ["reconciler-1", "command-before-commit"],
  ["reconciler-1", "command-after-commit"],
  ["sequencer", "sequencer-after-insert"],
  ["sequencer", "sequencer-before-commit"],
  ["sequencer", "sequencer-after-commit"],
  ["signer", "signer-before-remember"],
  ["signer", "signer-before-publish"],
  ["signer", "signer-after-publish"],
];
const PROCESSES = ["server-1", "server-2", "reconciler-1", "sequencer", "signer", "postgres"] as const;
const REACHED_MS_MAX = 3000;

/** Every named point once, in a random order, with random kills between; then random kills until the time is over. */
async function killing(installation: Installation, trouble: Trouble): Promise<string> {
  const { random, short, seconds } = trouble;
  const ends = Date.now() + (short ? 5 : seconds) * 1000;
  const points = shuffled(POINTS, random).slice(0, short ? 6 : POINTS.length);
  let reached = 0;
  for (let turn = 0; Date.now() < ends || turn < points.length; turn++) {
    const point = points[turn];
    if (point && (await killedAt(installation, point, random))) reached += 1;
    if (!short || turn % 4 === 0)
      await killOne(installation, turn === 0 ? "postgres" : pick(PROCESSES, random));
    await sleep(random() * 300);
  }
  return `${reached} of ${points.length}`;
}

async function killedAt(
  { crew }: Installation,
  [process, point]: (typeof POINTS)[number],
  random: () => number,
): Promise<boolean> {
  const before = crew.deaths.length;
  const deadline = Date.now() + REACHED_MS_MAX;
  const at = `${point}:${1 + Math.floor(random() * 2)}`;
  crew.arm(process, at);
  while (!crew.deaths.slice(before).some((death) => death.includes(at))) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

async function killOne({ crew, postgres }: Installation, victim: (typeof PROCESSES)[number]): Promise<void> {
  if (victim !== "postgres") crew.signal(victim, "SIGKILL");
  else {
    await postgres.stop("SIGKILL");
    await sleep(200);
    await postgres.start();
  }
}
