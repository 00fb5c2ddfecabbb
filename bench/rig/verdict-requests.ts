import { randomUUID } from "node:crypto";
import type pg from "pg";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import type { Actor } from "../../faults/rig/world.ts";
import { type Governance, governance } from "./council.ts";
import type { Installation } from "./installation.ts";
import type { Post } from "./statements.ts";

export type Release = { readonly number: number; readonly round: number; readonly subjectDigest: string };

/** This many submitted releases of each model, and the requests that sign every seat of them. */
export async function openReleases(installation: Installation, models: readonly string[], perModel: number) {
  const council = governance(installation);
  const releases = await Promise.all(models.map((model) => openMany(council, model, perModel)));
  const queues = await withClient(installation.ownerUrl, async (owner) => {
    const made: Post[][] = [];
    for (const own of releases) made.push(await queueOf(installation, owner, own));
    return made;
  });
  return { releases, queues };
}

async function openMany({ submit, council }: Governance, model: string, count: number): Promise<Release[]> {
  const opened: Release[] = [];
  for (let n = 0; n < count; n++) {
    const number = await submit(model);
    opened.push({ ...(await council.author.see<Release>(`/api/v1/releases/${number}`)), number });
  }
  return opened;
}

/** Every seat of every release, the last of which approves it; proofs of presence are given beforehand. */
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
        body: JSON.stringify({ round, subjectDigest, seat, decision: "approve", comment: "Read.", stepUpId }),
      });
    }
  return queue;
}

export const originOf = ({ port }: Installation): string => `http://127.0.0.1:${port}`;

/** The headers of every request of a person. */
export const asking = ({ cookie }: Actor, installation: Installation) => ({
  cookie,
  origin: originOf(installation),
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
