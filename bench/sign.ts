import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import { hashPassword } from "#lib/crypto/password-hash.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";
import type { Actor } from "../faults/rig/world.ts";
import { type Bench, type Figure, shareAtLeast, unbounded } from "./figure.ts";
import { type Governance, governance } from "./rig/council.ts";
import { httpOnce, httpQueues, rawRequest } from "./rig/http-load.ts";
import { type Installation, startInstallation, workerJob } from "./rig/installation.ts";
import { inTurn, quantile } from "./rig/sample.ts";
import { type Post, recordRequests, replay } from "./rig/statements.ts";

const CLIENTS = 16;
const ROUNDS = 9;
/** Of each client: one a round, and one for each of the two rounds that warm up. */
const RELEASES = ROUNDS + 2;
const HASHES = 64;

type Release = { readonly number: number; readonly round: number; readonly subjectDigest: string };

/**
 * Verdicts a second over HTTP: session, presence spent, decision under the release's lock, audit event and outbox row,
 * committed to disk. 16 clients, each on releases of its own. Beside it, in turn, the same statements sent bare by as
 * many clients of `pg` to a copy of the database. And the same with the password proven first, beside the hash that
 * this is made of.
 */
export const sign: Bench = async ({ say }) => {
  const models = Array.from({ length: CLIENTS }, (_, at) => `model-${"abcdefghijklmnop"[at]}`);
  const installation = await startInstallation({ models, sequencer: true });
  try {
    const council = governance(installation);
    say(`sign: opening ${CLIENTS * RELEASES} releases`);
    const releases = await Promise.all(models.map((model) => openMany(council, model)));
    const queues = await withClient(installation.ownerUrl, async (owner) => {
      const made: Post[][] = [];
      for (const own of releases) made.push(await queueOf(installation, owner, own));
      return made;
    });
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
  const [recorded, bare] = await installation.copies(2);
  say(`sign: recording what ${verdicts} verdicts ask of the database`);
  const recordings = await recordRequests(recorded!.roles.cs_app, originOf(installation), queues);
  // What a sequencer costs, it costs on both sides.
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
  const { value, reference, ratio, ratios } = await inTurn(ROUNDS, counting(overHttp), counting(overPg));
  await Promise.all(clients.map((client) => client.end()));
  await installation.crew.end("sequence-bare");
  await sameWork(verdicts, [installation.ownerUrl, recorded!.ownerUrl, bare!.ownerUrl]);
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

/** Tells a measurement which time it is, from 0. */
function counting(measure: (round: number) => Promise<number>): () => Promise<number> {
  let round = 0;
  return () => measure(round++);
}

/** Events by kind and releases by state: a way of signing that signed less has measured nothing. */
const WORK_DONE = `
  SELECT action AS what, count(*)::int AS n FROM audit_event GROUP BY 1
  UNION ALL SELECT 'release ' || state, count(*)::int FROM release GROUP BY 1 ORDER BY 1`;

async function sameWork(verdicts: number, databases: readonly string[]): Promise<void> {
  const [first, ...others] = await Promise.all(
    databases.map((url) => withClient(url, async (client) => (await client.query(WORK_DONE)).rows)),
  );
  const cast = (first as { what: string; n: number }[]).find(({ what }) => what === "verdict.cast");
  // Those that approved the first versions are there before.
  if (!cast || cast.n < verdicts) throw new Error(`${cast?.n ?? 0} of ${verdicts} verdicts were recorded`);
  for (const other of others) assert.deepEqual(other, first);
}

async function openMany({ submit, council }: Governance, model: string): Promise<Release[]> {
  const opened: Release[] = [];
  for (let n = 0; n < RELEASES; n++) {
    const number = await submit(model);
    opened.push({ ...(await council.author.see<Release>(`/api/v1/releases/${number}`)), number });
  }
  return opened;
}

/** Every seat of every release, the last of which approves it; with the proofs of presence already given. */
async function queueOf(
  installation: Installation,
  owner: pg.Client,
  releases: readonly Release[],
): Promise<Post[]> {
  const { signers: scientists, engineers } = installation.world;
  const signers = [
    ...scientists.map((actor) => ({ actor, seat: "data-science" })),
    { actor: engineers[0]!, seat: "engineering" },
  ];
  const queue: Post[] = [];
  for (const { number, round, subjectDigest } of releases)
    for (const { actor, seat } of signers) {
      const stepUpId = await proveBeforehand(owner, actor, subjectDigest);
      queue.push({
        path: `/api/v1/releases/${number}/verdicts`,
        headers: asking(actor, installation),
        body: JSON.stringify({ round, subjectDigest, seat, decision: "approve", stepUpId }),
      });
    }
  return queue;
}

const originOf = ({ port }: Installation): string => `http://127.0.0.1:${port}`;

const asking = ({ cookie }: Actor, installation: Installation) => ({
  cookie,
  origin: originOf(installation),
  "idempotency-key": randomUUID(),
});

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

async function proveBeforehand(owner: pg.Client, { person }: Actor, subjectDigest: string): Promise<string> {
  const stepUpId = randomUUID();
  await owner.query(
    `INSERT INTO step_up (id, session_id, person_id, purpose, method, created_at)
     VALUES ($1, $2, $3, $4, 'password', now())`,
    [stepUpId, person.sessionId, person.id, stepUpPurpose("cast-verdict", subjectDigest)],
  );
  return stepUpId;
}

/** Proofs of presence a second, beside the bare password hash with as many at once. */
async function withPresence(installation: Installation, { subjectDigest }: Release): Promise<Figure> {
  const { world, port, ownerUrl } = installation;
  const hash = await hashPassword(PASSWORD);
  // The world's own hashes cost next to nothing.
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
