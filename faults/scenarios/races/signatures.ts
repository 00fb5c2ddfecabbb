import { randomUUID } from "node:crypto";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { testCase } from "#lib/testing/worlds/releases.ts";
import type { Client } from "../../load/client.ts";
import { type Council, openAndSubmit } from "../../load/governance.ts";
import type { Actor } from "../../rig/world.ts";
import { bothWon, KnifeEdge, type Racing } from "./racing.ts";

type Release = { readonly number: number; readonly round: number; readonly subjectDigest: string };
type Signer = {
  readonly client: Client;
  readonly actor: Actor;
  readonly seat: "data-science" | "engineering";
};

/** Opens releases, some at a time, and returns them as their signers see them. */
export async function openReleases(council: Council, count: number, plan?: Plan): Promise<Release[]> {
  const releases: Release[] = [];
  const work = async () => {
    while (releases.length < count) {
      const number = await openAndSubmit(council, { model: "alpha", ...(plan && { plan }) });
      if (number === null) throw new Error("a release could not be opened");
      releases.push(await council.author.see<Release>(`/api/v1/releases/${number}`));
    }
  };
  await Promise.all([work(), work(), work()]);
  return releases.slice(0, count);
}

/** Everybody who may sign, for both kinds of seat. */
export function signersOf({ installation: { world }, council }: Racing): Signer[] {
  const at = (clients: readonly Client[], actors: readonly Actor[], seat: Signer["seat"]) =>
    actors.map((actor, n) => ({ client: clients[n]!, actor, seat }));
  return [
    ...at(council.signers, world.signers, "data-science"),
    ...at(council.engineers, world.engineers, "engineering"),
  ];
}

/** Signs once, with a proof of presence inserted beforehand: the password is not part of these races. */
export async function signAs(
  { installation: { sql } }: Racing,
  { client, actor: { person }, seat }: Signer,
  { number, round, subjectDigest }: Release,
) {
  const stepUpId = randomUUID();
  await sql(
    `INSERT INTO step_up (id, session_id, person_id, purpose, method, created_at)
     VALUES ($1, $2, $3, $4, 'password', now())`,
    [stepUpId, person.sessionId, person.id, stepUpPurpose("cast-verdict", subjectDigest)],
  );
  return client.act<{ state: string; code?: string }>({
    path: `/api/v1/releases/${number}/verdicts`,
    body: { round, subjectDigest, seat, decision: "approve", comment: "Read.", stepUpId },
    what: "cast-verdict",
    event: "verdict.cast",
  });
}

/**
 * Five people with a quorum of three, and two for the one engineering seat, each going through all releases at once:
 * every release is approved exactly once, and not before its quorum.
 */
export async function quorum(racing: Racing, count: number): Promise<string> {
  const { installation, council, faults } = racing;
  const releases = await openReleases(council, count);
  const began = performance.now();
  let signed = 0;
  const walk = async (signer: Signer) => {
    for (const release of releases) if ((await signAs(racing, signer, release)).ending === "ok") signed += 1;
  };
  await Promise.all(signersOf(racing).map(walk));
  const perSecond = Math.round(signed / ((performance.now() - began) / 1000));
  const rows = await installation.sql<{ number: number; state: string; approvals: number; early: boolean }>(
    `SELECT r.number, r.state, count(a.id)::int AS approvals, bool_or(before.science < 3 OR before.engineering < 1) AS early
     FROM release r
     LEFT JOIN audit_event a ON a.stream = 'release/' || r.id AND a.action = 'release.approved'
     LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE v.view #>> '{data,seat}' = 'data-science') AS science,
              count(*) FILTER (WHERE v.view #>> '{data,seat}' = 'engineering') AS engineering
       FROM audit_event v WHERE v.stream = a.stream AND v.action = 'verdict.cast' AND v.stream_seq < a.stream_seq
     ) before ON true
     WHERE r.number = ANY($1) GROUP BY r.id`,
    [releases.map(({ number }) => number)],
  );
  for (const { number, state, approvals, early } of rows) {
    if (state !== "approved") faults.push(`release ${number} is ${state} although everybody signed`);
    if (approvals !== 1) faults.push(`release ${number} was approved ${approvals} times`);
    if (early) faults.push(`release ${number} was approved before its quorum`);
  }
  return `${count} releases, ${signed} signatures, ${perSecond}/s`;
}

/** Both engineers at the one open seat, at the same moment. */
export async function lastSeat(racing: Racing, count: number): Promise<string> {
  const signers = signersOf(racing);
  const outcomes: string[] = [];
  for (const release of await openReleases(racing.council, count)) {
    for (const signer of signers.slice(0, 3)) await signAs(racing, signer, release);
    const both = await Promise.all(signers.slice(5).map((signer) => signAs(racing, signer, release)));
    const approving = both.filter(({ ending, body }) => ending === "ok" && body.state === "approved").length;
    const [row] = await racing.installation.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_event e JOIN release r ON e.stream = 'release/' || r.id
       WHERE r.number = $1 AND e.action = 'release.approved'`,
      [release.number],
    );
    if (row?.n !== 1 || approving < 1)
      racing.faults.push(
        `release ${release.number}: approved ${row?.n} times, answered as approving ${approving} times`,
      );
    outcomes.push(both.map(({ ending }) => ending).join("+"));
  }
  return `${count} releases: ${tally(outcomes)}`;
}

/** The author edits while the last seat is signed: the signature counts for what was signed, or not at all. */
export async function editAgainstSignature(racing: Racing, count: number): Promise<string> {
  const signers = signersOf(racing);
  const outcomes: string[] = [];
  const edge = new KnifeEdge(racing.random);
  for (const release of await openReleases(racing.council, count)) {
    for (const signer of signers.slice(0, 3)) await signAs(racing, signer, release);
    const body = {
      round: release.round,
      case: { ...testCase, why: `Because, says edit ${release.number}.` },
    };
    const editing = {
      method: "PUT" as const,
      path: `/api/v1/releases/${release.number}`,
      body,
      what: "edit-release",
      event: "release.edited",
    };
    const [signed, edited] = await edge.race(
      () => signAs(racing, signers[5]!, release),
      () => racing.council.author.act(editing),
    );
    const [row] = await racing.installation.sql<{ state: string; round: number }>(
      "SELECT state, round FROM release WHERE number = $1",
      [release.number],
    );
    const expected = edited.ending === "ok" ? "in-review of round 2" : "approved of round 1";
    const found = `${row?.state} of round ${row?.round}`;
    if (found !== expected)
      racing.faults.push(`release ${release.number}: ${found} after edit ${edited.ending}, ${signed.ending}`);
    const first = signed.ending === "ok" ? "signature" : "edit";
    edge.won(first === "signature" ? "one" : "other");
    outcomes.push(`${first} first`);
  }
  bothWon(racing, "edit against signature", outcomes, ["edit first", "signature first"]);
  return `${count} releases: ${tally(outcomes)}`;
}

/** "3× this, 2× that" */
export function tally(outcomes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, n]) => `${n}× ${outcome}`).join(", ");
}
