import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "#lib/command/run.ts";
import { connect } from "#lib/db/client.ts";
import { judgeRollout } from "#lib/rollouts/commands/judge-rollout.ts";
import { testCase } from "#lib/testing/releases.ts";
import { Client } from "../../load/client.ts";
import { start } from "../../load/governance.ts";
import { serve } from "../../load/telemetry.ts";
import { quickPlan } from "../../rig/world.ts";
import type { Racing } from "./racing.ts";
import { openReleases, signAs, signersOf, tally } from "./signatures.ts";

/** An approved release is started and withdrawn at the same moment: one of the two happens. */
export async function startAgainstWithdrawal(racing: Racing, count: number): Promise<string> {
  const { installation, council, faults } = racing;
  const outcomes: string[] = [];
  for (let n = 0; n < count; n++) {
    const release = await approved(racing);
    const reason = "It was not meant to go out.";
    const path = `/api/v1/releases/${release}`;
    const [started, withdrawn] = await Promise.all([
      council.manager.act<{ number: number }>({
        path: `${path}/rollout`,
        body: {},
        what: "start-rollout",
        event: "rollout.started",
      }),
      council.author.act({
        path: `${path}/withdraw`,
        body: { reason },
        what: "withdraw-release",
        event: "release.withdrawn",
      }),
    ]);
    const won = [started, withdrawn].filter(({ ending }) => ending === "ok").length;
    const [row] = await installation.sql<{ state: string; rollouts: number }>(
      `SELECT state, (SELECT count(*)::int FROM rollout WHERE release_id = release.id) AS rollouts
       FROM release WHERE number = $1`,
      [release],
    );
    const expected = started.ending === "ok" ? "releasing with 1" : "withdrawn with 0";
    if (won !== 1 || `${row?.state} with ${row?.rollouts}` !== expected)
      faults.push(
        `release ${release}: ${won} of two won; it is ${row?.state} with ${row?.rollouts} rollouts`,
      );
    outcomes.push(started.ending === "ok" ? "started" : "withdrawn");
    if (started.ending === "ok") await takeBack(racing, started.body.number);
  }
  return `${count} releases: ${tally(outcomes)}`;
}

/** A stage that may advance is halted at the same moment: after a halt nothing advances until somebody resumes. */
export async function haltAgainstAdvance(racing: Racing, count: number): Promise<string> {
  const { installation, council, history, random, faults } = racing;
  const rollout = await start(council, await approved(racing));
  const { urls, world, roles } = installation;
  let over = false;
  const client = new Client("serving", urls, { token: world.token }, history);
  const served = serve(client, { model: "alpha", random, stopped: () => over });
  const outcomes: string[] = [];
  const db = connect(roles.cs_app, { poolSize: 2 });
  const caller = {
    kind: "system",
    id: "reconciler",
    name: "Reconciler",
    workspaceId: world.workspaceId,
  } as const;
  const judge = () => run(db, judgeRollout, { rollout, fence: 1, detectedAt: new Date() }, { caller });
  const steer = (verb: "halt" | "resume") =>
    council.manager.act({
      path: `/api/v1/rollouts/${rollout}/${verb}`,
      body: { reason: "To see who is first." },
      what: `${verb}-rollout`,
      event: verb === "halt" ? "rollout.halted" : "rollout.resumed",
    });
  for (let n = 0; n < count; n++) {
    // Long enough for the stage to be able to pass; who is asked first is left to chance.
    await sleep(n < 2 ? 4500 : 300);
    const moment = sleep(random() * 15);
    const [halted, advanced] = await Promise.all([steer("halt"), moment.then(judge)]);
    outcomes.push(`halt ${halted.ending}, ${advanced.ok ? advanced.value.decision : advanced.error.code}`);
    if (halted.ending === "ok") await steer("resume");
  }
  over = true;
  await served;
  await db.close();
  const events = await installation.sql<{ action: string }>(
    `SELECT action FROM audit_event e JOIN rollout r ON e.stream = 'rollout/' || r.id
     WHERE r.number = $1 ORDER BY stream_seq`,
    [rollout],
  );
  events.forEach(({ action }, at) => {
    if (action === "rollout.advanced" && events[at - 1]?.action === "rollout.halted")
      faults.push(`rollout ${rollout} advanced while it was halted`);
  });
  await takeBack(racing, rollout!);
  return tally(outcomes);
}

/** The same request many times at once, to every server: one effect, one answer. */
export async function identicalRequests(
  { council, installation, faults }: Racing,
  count: number,
): Promise<string> {
  const key = randomUUID();
  const body = { model: "alpha", version: 2, pointer: "production", case: testCase, plan: quickPlan };
  const asking = { path: "/api/v1/releases", body, key, what: "open-release", event: "release.opened" };
  const answers = await Promise.all(Array.from({ length: count }, () => council.author.act(asking)));
  const different = new Set(answers.map(({ status, body: answer }) => `${status} ${JSON.stringify(answer)}`));
  if (different.size !== 1) faults.push(`${count} identical requests got ${[...different].join(" and ")}`);
  const other = await council.author.act({
    ...asking,
    body: { ...body, version: 1 },
    event: null,
    what: "reuse",
  });
  if (other.status !== 409) faults.push(`another request under the same key was answered ${other.status}`);
  const [row] = await installation.sql<{ n: number }>(
    "SELECT count(*)::int AS n FROM idempotent_answer WHERE key = $1",
    [key],
  );
  if (row?.n !== 1) faults.push(`${row?.n} answers are kept under one key`);
  return `${count} requests, ${different.size} answer`;
}

async function approved(racing: Racing): Promise<number> {
  const [release] = await openReleases(racing.council, 1);
  const signers = signersOf(racing);
  for (const signer of [...signers.slice(0, 3), signers[5]!]) await signAs(racing, signer, release!);
  return release!.number;
}

async function takeBack({ council }: Racing, rollout: number): Promise<void> {
  const back = await council.manager.act({
    path: `/api/v1/rollouts/${rollout}/roll-back`,
    body: { reason: "For the next race." },
    what: "roll-back-rollout",
    event: "rollout.rolling-back",
  });
  if (back.ending !== "ok") throw new Error(`rollout ${rollout} could not be taken back: ${back.status}`);
}
