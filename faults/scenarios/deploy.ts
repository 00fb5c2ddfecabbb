import { setTimeout as sleep } from "node:timers/promises";
import { prepareDatabase } from "#lib/db/prepare.ts";
import { TEST_PASSWORDS } from "#lib/testing/databases/cluster.ts";
import { holdInvariants } from "../check/invariants.ts";
import { Client } from "../load/client.ts";
import { type Council, councilOf, openAndSubmit, signSeat } from "../load/governance.ts";
import { History } from "../load/history.ts";
import { serve } from "../load/telemetry.ts";
import { watchCheckpoints } from "../load/witness.ts";
import { type Installation, startInstallation } from "../rig/installation.ts";
import { beside, type Scenario } from "../scenario.ts";

const TRIES_MAX = 10;
const ENDED_SECONDS_MAX = 20;
/** One after the other, so that a server is always up. */
const PROCESSES = ["server-1", "server-2", "reconciler-1", "sequencer", "signer"];
/** What a software release does to tables in use: expands them first, and contracts them at the end. */
const EXPAND = ["release", "signature", "prediction", "outcome"];

/** Deploys a new release of the software while people and machines work. */
export const deploy: Scenario = {
  name: "deploy",
  says: "the processes restarted one after the other and the schema migrated under load: every request is answered, at the latest when retried",
  longOnly: true,
  async run({ beginning, random, short, seconds }) {
    const installation = await startInstallation(beginning, "deploy", { servers: 2 });
    const history = new History();
    const faults: string[] = [];
    try {
      const council = councilOf(installation, history);
      let over = false;
      const client = new Client("serving", installation.urls, { token: installation.world.token }, history);
      const load = beside(
        faults,
        signing(council, () => over),
        serve(client, { model: "gamma", random, stopped: () => over }),
        watchCheckpoints(council.author, history, () => over),
      );
      await sleep(500);
      let deploys = 0;
      for (
        const ends = Date.now() + (short ? 0 : seconds) * 1000;
        deploys === 0 || Date.now() < ends;
        deploys++
      )
        await deployOnce(installation);
      over = true;
      const [releases] = (await load) as [number];
      const found = await holdInvariants(installation, history);
      faults.push(...found.faults, ...history.unhelpful);
      for (const death of installation.crew.deaths.filter((how) => !how.endsWith(" 0")))
        faults.push(`a process did not end well: ${death}`);
      for (const { what, ending, tries, status } of history.operations)
        if (ending !== "ok" || tries > TRIES_MAX)
          faults.push(`${what} was ${ending} (${status}) after ${tries} tries`);
      return { faults, figures: { deploys, releases, ...found.figures } };
    } finally {
      await installation.stop();
    }
  },
};

async function deployOnce(installation: Installation): Promise<void> {
  const { postgres, sql } = installation;
  for (const table of EXPAND) await sql(`ALTER TABLE ${table} ADD COLUMN of_the_next_release text`);
  await prepareDatabase(postgres.ownerUrl, TEST_PASSWORDS);
  for (const process of PROCESSES) await restart(installation, process);
  for (const table of EXPAND) await sql(`ALTER TABLE ${table} DROP COLUMN of_the_next_release`);
}

/** Asks a process to end, and waits until its successor is up. */
async function restart({ crew, healthy }: Installation, process: string): Promise<void> {
  const before = crew.pid(process);
  crew.signal(process, "SIGTERM");
  const deadline = Date.now() + ENDED_SECONDS_MAX * 1000;
  while (crew.pid(process) === before && Date.now() < deadline) await sleep(20);
  await healthy();
}

/** Returns how many releases were fully signed. */
async function signing(council: Council, stopped: () => boolean): Promise<number> {
  let releases = 0;
  while (!stopped()) {
    const release = await openAndSubmit(council, { model: "alpha" });
    if (release === null) continue;
    const seats = council.signers.slice(0, 3).map((signer) => signSeat(signer, release, "data-science"));
    await Promise.all([...seats, signSeat(council.engineers[0]!, release, "engineering")]);
    releases += 1;
    await sleep(100);
  }
  return releases;
}
