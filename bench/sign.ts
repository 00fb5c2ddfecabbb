import assert from "node:assert/strict";
import pg from "pg";
import { hashPassword } from "#lib/crypto/password-hash.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";
import { type Bench, type Figure, shareAtLeast, unbounded } from "./figure.ts";
import { warningGates } from "./rig/gates.ts";
import { httpOnce, httpQueues, rawRequest } from "./rig/http-load.ts";
import { type Installation, startInstallation, workerJob } from "./rig/installation.ts";
import { inTurn, quantile } from "./rig/sample.ts";
import { type Post, recordRequests, replay } from "./rig/statements.ts";
import { asking, openReleases, originOf, type Release } from "./rig/verdict-requests.ts";

const CLIENTS = 16;
const ROUNDS = 9;
/** For each client: one release a round, and one for each of the two warm-up rounds. */
const RELEASES = ROUNDS + 2;
const HASHES = 64;

/**
 * Verdicts a second over HTTP: session, presence spent, decision under the release's lock, audit event and outbox
 * row, committed to disk, under a policy of 30 gates that every approval asks. 16 clients, each on its own releases. Compared, in turn, with the same statements sent bare
 * by as many clients of `pg` to a copy of the database. And proofs of presence by password, compared with the bare
 * hash.
 */
export const sign: Bench = async ({ say }) => {
  const models = Array.from({ length: CLIENTS }, (_, at) => `model-${"abcdefghijklmnop"[at]}`);
  const installation = await startInstallation({ models, sequencer: true, gates: warningGates });
  try {
    say(`sign: opening ${CLIENTS * RELEASES} releases`);
    const { releases, queues } = await openReleases(installation, models, RELEASES);
    const besideBare = await verdictsBesideBare(installation, queues, say);
    return [...besideBare, await withPresence(installation, releases[0]![0]!)];
  } finally {
    await installation.stop();
  }
};

async function verdictsBesideBare(
  installation: Installation,
  queues: readonly (readonly Post[])[],
  say: (line: string) => void,
): Promise<Figure[]> {
  const verdicts = queues.flat().length;
  const before = await workDone(installation.ownerUrl);
  const [recorded, bare] = await installation.copies(2);
  say(`sign: recording the statements of ${verdicts} verdicts`);
  const recordings = await recordRequests(recorded!.roles.cs_app, originOf(installation), queues);
  // Both sides pay the cost of a sequencer.
  await installation.crew.start("sequence-bare", workerJob("sequence", bare!.roles.cs_sequencer));
  const clients = await Promise.all(queues.map(() => connected(bare!.roles.cs_app)));
  const requests = queues.map((queue) =>
    queue.map(({ path, headers, body }) => rawRequest(path, headers, body)),
  );
  const perRound = verdicts / CLIENTS / RELEASES;
  const tookMs: number[] = [];
  const overHttp = async (round: number) => {
    const answered = await httpQueues(installation.port, roundOf(requests, round, perRound));
    tookMs.push(...answered.tookMs);
    return answered.perSecond;
  };
  const overPg = async (round: number) => {
    const began = performance.now();
    await replay(clients, roundOf(recordings, round, perRound));
    return (perRound * CLIENTS * 1000) / (performance.now() - began);
  };
  const measuring = inTurn(ROUNDS, counting(overHttp), counting(overPg));
  const { value, reference, ratio, ratios } = await measuring.finally(() =>
    Promise.all(clients.map((client) => client.end())),
  );
  await installation.crew.end("sequence-bare");
  const after = await workDone(installation.ownerUrl);
  assert(after.events >= before.events + verdicts, "verdicts were answered that left no event");
  for (const copy of [recorded!, bare!]) assert.deepEqual(await workDone(copy.ownerUrl), after);
  const statements = recordings.flat(2).length / verdicts;
  say(
    `sign: ${statements.toFixed(1)} statements a verdict; ratios ${ratios.map((each) => each.toFixed(2)).join(" ")}`,
  );
  const measured = tookMs.slice(2 * perRound * CLIENTS);
  const named = {
    bench: "sign",
    figure: `verdicts, ${CLIENTS} clients, against bare pg`,
    unit: "1/s",
    value,
  };
  const ms = { bench: "sign", unit: "ms" };
  return [
    shareAtLeast(named, { reference, ratio }, 0.5),
    unbounded({ ...ms, figure: `median of ${measured.length} verdicts`, value: quantile(measured, 0.5) }),
    unbounded({ ...ms, figure: `p99 of ${measured.length} verdicts`, value: quantile(measured, 0.99) }),
  ];
}

const roundOf = <T>(queues: readonly (readonly T[])[], round: number, perRound: number): T[][] =>
  queues.map((queue) => queue.slice(round * perRound, (round + 1) * perRound));

/** Passes the number of each run to a measurement, from 0. */
function counting(measure: (round: number) => Promise<number>): () => Promise<number> {
  let round = 0;
  return () => measure(round++);
}

type WorkDone = { readonly events: number; readonly kinds: readonly unknown[] };

/** Events by kind and releases by state: a run that signed less has measured nothing. */
const workDone = (ownerUrl: string): Promise<WorkDone> =>
  withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ what: string; n: number }>(`
      SELECT action AS what, count(*)::int AS n FROM audit_event GROUP BY 1
      UNION ALL SELECT 'release ' || state, count(*)::int FROM release GROUP BY 1 ORDER BY 1`);
    const events = rows.filter(({ what }) => !what.startsWith("release "));
    return { kinds: rows, events: events.reduce((sum, { n }) => sum + n, 0) };
  });

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

/** Proofs of presence a second, compared with the bare password hash at the same concurrency. */
async function withPresence(installation: Installation, { subjectDigest }: Release): Promise<Figure> {
  const { world, port, ownerUrl } = installation;
  const hash = await hashPassword(PASSWORD);
  // The world's own hashes are deliberately cheap.
  await withClient(ownerUrl, (owner) => owner.query("UPDATE person SET password_hash = $1", [hash]));
  const body = JSON.stringify({ password: PASSWORD, act: "cast-verdict", subjectDigest });
  const requests = Array.from({ length: HASHES }, (_, at) => {
    const actor = world.signers[at % world.signers.length]!;
    return rawRequest("/api/v1/session/step-up", asking(actor, installation), body);
  });
  const connections = world.signers.length;
  const { perSecond: value } = await httpOnce({ port, requests, connections });
  const reference = await hashesPerSecond(connections);
  const named = { bench: "sign", figure: "proofs of presence against bare argon2id", unit: "1/s" };
  return shareAtLeast({ ...named, value }, { reference, ratio: value / reference }, 0.5);
}

async function hashesPerSecond(atOnce: number): Promise<number> {
  let left = HASHES;
  const began = performance.now();
  const hashing = async () => {
    while (left-- > 0) await hashPassword(PASSWORD);
  };
  await Promise.all(Array.from({ length: atOnce }, hashing));
  return (HASHES * 1000) / (performance.now() - began);
}
