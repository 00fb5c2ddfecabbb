import { randomUUID } from "node:crypto";
import type { Plan } from "#lib/releases/plan.ts";
import { testCase } from "#lib/testing/worlds/releases.ts";
import { quickPlan } from "../../rig/world.ts";
import { bothWon, KnifeEdge, type Racing } from "./racing.ts";
import { openReleases, signAs, signersOf, tally } from "./signatures.ts";

/** An approved release is started and withdrawn at the same moment: exactly one of the two happens. */
export async function startAgainstWithdrawal(racing: Racing, count: number): Promise<string> {
  const { installation, council, faults } = racing;
  const outcomes: string[] = [];
  const edge = new KnifeEdge(racing.random);
  for (let n = 0; n < count; n++) {
    const release = await approved(racing);
    const reason = "It was not meant to go out.";
    const path = `/api/v1/releases/${release}`;
    const starting = {
      path: `${path}/rollout`,
      body: { reason },
      what: "start-rollout",
      event: "rollout.started",
    };
    const withdrawing = {
      path: `${path}/withdraw`,
      body: { reason },
      what: "withdraw-release",
      event: "release.withdrawn",
    };
    const [started, withdrawn] = await edge.race(
      () => council.manager.act<{ number: number }>(starting),
      () => council.author.act(withdrawing),
    );
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
    edge.won(started.ending === "ok" ? "one" : "other");
    outcomes.push(started.ending === "ok" ? "started" : "withdrawn");
    if (started.ending === "ok") await takeBack(racing, started.body.number);
  }
  bothWon(racing, "start against withdrawal", outcomes, ["started", "withdrawn"]);
  return `${count} releases: ${tally(outcomes)}`;
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

/** A fully signed release. */
export async function approved(racing: Racing, plan?: Plan): Promise<number> {
  const [release] = await openReleases(racing.council, 1, plan);
  const signers = signersOf(racing);
  for (const signer of [...signers.slice(0, 3), signers[5]!]) await signAs(racing, signer, release!);
  return release!.number;
}

export async function takeBack({ council }: Racing, rollout: number): Promise<void> {
  const back = await council.manager.act({
    path: `/api/v1/rollouts/${rollout}/roll-back`,
    body: { reason: "For the next race." },
    what: "roll-back-rollout",
    event: "rollout.rolling-back",
  });
  if (back.ending !== "ok") throw new Error(`rollout ${rollout} could not be rolled back: ${back.status}`);
}
