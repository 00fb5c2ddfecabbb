import { setTimeout as sleep } from "node:timers/promises";
import { holdInvariants } from "../check/invariants.ts";
import { rolloutEnds } from "../check/rollout-ends.ts";
import { Client } from "../load/client.ts";
import { approve, type Council, councilOf, openAndSubmit, signSeat, start } from "../load/governance.ts";
import { History } from "../load/history.ts";
import { serve } from "../load/telemetry.ts";
import { watchCheckpoints } from "../load/witness.ts";
import { type Installation, startInstallation } from "../rig/installation.ts";
import { beside, pick, type Scenario, shuffled, type Trouble } from "../scenario.ts";
import { NAMED_POINTS, type NamedPoint, namedPoints } from "./named-points.ts";

/** Kills every process, and PostgreSQL, at random and at named points while people sign and traffic arrives. */
export const kill9: Scenario = {
  name: "kill9",
  says: "kill -9 of any process at any point: acknowledged work is there once, the rollback completes",
  async run(trouble) {
    const installation = await startInstallation(trouble.beginning, "kill9", { servers: 2 });
    const history = new History();
    try {
      const council = councilOf(installation, history);
      const rollout = await underWay(council, "beta");
      const stopped = { load: false, serving: false };
      const points = chosen(trouble);
      const ofRollout = points.filter(({ during }) => during === "a rollout");
      installation.crew.arm(
        "reconciler-1",
        ofRollout.map(({ at }) => at),
      );
      const faults: string[] = [];
      const load = beside(
        faults,
        signing(council, trouble, () => stopped.load),
        serving(installation, history, trouble, "beta", 0.7, () => stopped.serving),
        serving(installation, history, trouble, "gamma", 0, () => stopped.load),
        watchCheckpoints(council.author, history, () => stopped.load),
      );
      await killing(installation, trouble, points);
      const times = await reached(installation, points, faults);
      stopped.load = true;
      await installation.healthy();
      const ended = await rolloutEnds(installation, rollout.number, ["rolled-back"]);
      stopped.serving = true;
      await load;
      const found = await holdInvariants(installation, history, rollout.release);
      if (ended.fault) faults.push(ended.fault);
      const kills = installation.crew.deaths.length;
      return {
        faults: [...faults, ...found.faults],
        figures: { kills, ...times, rollbackSeconds: ended.seconds, ...found.figures },
      };
    } finally {
      await installation.stop();
    }
  },
};

/** A rollout of version 2, started before the faults. */
async function underWay(council: Council, model: string): Promise<{ number: number; release: number }> {
  const release = await openAndSubmit(council, { model });
  if (release === null) throw new Error("the release was not opened");
  await approve(council, release);
  const number = await start(council, release);
  if (number === null) throw new Error("the rollout was not started");
  return { number, release };
}

/** A pause between releases; without it the machine would do nothing else. */
const THINKING_MS = 100;

/** Releases opened and fully signed, one after the other, the seats of each at once. */
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

const PROCESSES = ["server-1", "server-2", "reconciler-1", "sequencer", "signer", "postgres"] as const;
const REACHED_MS_MAX = 45_000;

/** All of them, or in the short form one of each row. */
const chosen = ({ short, random }: Trouble): NamedPoint[] =>
  short
    ? Object.keys(NAMED_POINTS).map((during) =>
        pick(
          namedPoints().filter((point) => point.during === during),
          random,
        ),
      )
    : namedPoints();

/** Named points in a random order, repeatedly, with random kills between, until the time is over. */
async function killing(installation: Installation, trouble: Trouble, all: readonly NamedPoint[]) {
  const { random, short, seconds } = trouble;
  const ends = Date.now() + (short ? 5 : seconds) * 1000;
  // A rollout passes its points only once, so they are armed beforehand.
  const points = shuffled(
    all.filter(({ during }) => during !== "a rollout"),
    random,
  );
  for (let turn = 0; Date.now() < ends || turn < points.length; turn++) {
    await killedAt(installation, points[turn % points.length]!, random);
    if (!short || turn % 4 === 0)
      await killOne(installation, turn === 0 ? "postgres" : pick(PROCESSES, random));
    await sleep(random() * 300);
  }
}

async function killedAt({ crew }: Installation, { process, at }: NamedPoint, random: () => number) {
  const before = crew.ended(process, at);
  const deadline = Date.now() + REACHED_MS_MAX;
  crew.arm(process, [`${at}:${1 + Math.floor(random() * 2)}`]);
  while (crew.ended(process, at) === before && Date.now() < deadline) await sleep(20);
  crew.arm(process, []);
}

/** How often a process died at each point; a point without a death is a fault. */
async function reached({ crew }: Installation, points: readonly NamedPoint[], faults: string[]) {
  const missing = () => points.filter(({ process, at }) => crew.ended(process, at) === 0);
  const deadline = Date.now() + REACHED_MS_MAX;
  while (missing().length > 0 && Date.now() < deadline) await sleep(100);
  for (const { name } of missing()) faults.push(`no process was ever ended during ${name}`);
  return Object.fromEntries(points.map(({ name, process, at }) => [name, crew.ended(process, at)]));
}

async function killOne({ crew, postgres }: Installation, victim: (typeof PROCESSES)[number]): Promise<void> {
  if (victim !== "postgres") crew.signal(victim, "SIGKILL");
  else {
    await postgres.stop("SIGKILL");
    await sleep(200);
    await postgres.start();
  }
}
