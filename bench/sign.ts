import { randomUUID } from "node:crypto";
import pg from "pg";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import { hashPassword } from "#lib/crypto/password-hash.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";
import type { Actor } from "../faults/rig/world.ts";
import { atLeast, atMost, type Bench, type Figure, shareAtLeast } from "./figure.ts";
import { type Governance, governance } from "./rig/council.ts";
import { httpOnce, httpQueues, rawRequest } from "./rig/http-load.ts";
import { type Installation, startInstallation } from "./rig/installation.ts";
import { quantile } from "./rig/sample.ts";

const CLIENTS = 16;
/** For each client: one release to warm up, the others measured. */
const RELEASES = 7;
const HASHES = 64;

type Release = { readonly number: number; readonly round: number; readonly subjectDigest: string };

/**
 * Verdicts a second over HTTP: session, presence spent, decision under the release's lock, audit event and outbox
 * row, committed to disk. 16 clients, each on its own releases. And proofs of presence by password, compared with the
 * bare hash.
 */
export const sign: Bench = async ({ say }) => {
  const models = Array.from({ length: CLIENTS }, (_, at) => `model-${"abcdefghijklmnop"[at]}`);
  const installation = await startInstallation({ models, sequencer: true });
  const owner = new pg.Client({ connectionString: installation.ownerUrl });
  await owner.connect();
  try {
    const council = governance(installation);
    say(`sign: opening ${CLIENTS * RELEASES} releases`);
    const releases = await Promise.all(models.map((model) => openMany(council, model)));
    const queues = [];
    for (const own of releases) queues.push(await queueOf(installation, owner, own));
    const perRelease = queues[0]!.length / RELEASES;
    await httpQueues(
      installation.port,
      queues.map((queue) => queue.slice(0, perRelease)),
    );
    const { answers, perSecond, tookMs } = await httpQueues(
      installation.port,
      queues.map((queue) => queue.slice(perRelease)),
    );
    say(`sign: ${answers} verdicts, median ${quantile(tookMs, 0.5).toFixed(0)} ms`);
    const named = {
      bench: "sign",
      figure: `verdicts, ${CLIENTS} clients on different releases`,
      unit: "1/s",
    };
    const p99 = { bench: "sign", figure: `p99 of ${answers} verdicts`, unit: "ms" };
    return [
      atLeast({ ...named, value: perSecond }, 150),
      atMost({ ...p99, value: quantile(tookMs, 0.99) }, 250),
      await withPresence(installation, owner, releases[0]![0]!),
    ];
  } finally {
    await owner.end();
    await installation.stop();
  }
};

async function openMany({ submit, council }: Governance, model: string): Promise<Release[]> {
  const opened: Release[] = [];
  for (let n = 0; n < RELEASES; n++) {
    const number = await submit(model);
    opened.push({ ...(await council.author.see<Release>(`/api/v1/releases/${number}`)), number });
  }
  return opened;
}

/** Every seat of every release, the last of which approves it; proofs of presence are given beforehand. */
async function queueOf(
  { world, port }: Installation,
  owner: pg.Client,
  releases: readonly Release[],
): Promise<Buffer[]> {
  const signers = [
    ...world.signers.map((actor) => ({ actor, seat: "data-science" })),
    { actor: world.engineers[0]!, seat: "engineering" },
  ];
  const queue: Buffer[] = [];
  for (const { number, round, subjectDigest } of releases)
    for (const { actor, seat } of signers) {
      const stepUpId = await proveBeforehand(owner, actor, subjectDigest);
      const body = JSON.stringify({ round, subjectDigest, seat, decision: "approve", stepUpId });
      queue.push(rawRequest(`/api/v1/releases/${number}/verdicts`, asking(actor, port), body));
    }
  return queue;
}

const asking = ({ cookie }: Actor, port: number) => ({
  cookie,
  origin: `http://127.0.0.1:${port}`,
  "idempotency-key": randomUUID(),
});

async function proveBeforehand(owner: pg.Client, { person }: Actor, subjectDigest: string): Promise<string> {
  const stepUpId = randomUUID();
  await owner.query(
    `INSERT INTO step_up (id, session_id, person_id, purpose, method, created_at)
     VALUES ($1, $2, $3, $4, 'password', now())`,
    [stepUpId, person.sessionId, person.id, stepUpPurpose("cast-verdict", subjectDigest)],
  );
  return stepUpId;
}

/** Proofs of presence a second, compared with the bare password hash at the same concurrency. */
async function withPresence(
  { world, port }: Installation,
  owner: pg.Client,
  { subjectDigest }: Release,
): Promise<Figure> {
  // The world's own hashes are deliberately cheap.
  await owner.query("UPDATE person SET password_hash = $1", [await hashPassword(PASSWORD)]);
  const body = JSON.stringify({ password: PASSWORD, act: "cast-verdict", subjectDigest });
  const requests = Array.from({ length: HASHES }, (_, at) => {
    const actor = world.signers[at % world.signers.length]!;
    return rawRequest("/api/v1/session/step-up", asking(actor, port), body);
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
