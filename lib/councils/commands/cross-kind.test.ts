import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { type PolicyBoard, policyBoard, signingPolicy, strict } from "#lib/testing/worlds/policies.ts";
import { sign, signing, submitted } from "#lib/testing/worlds/releases.ts";
import { PASSWORD, type TestWorkspace, testWorkspace, workspaceIn } from "#lib/testing/worlds/workspace.ts";
import { signPolicy } from "./sign-policy.ts";

let here: TestWorkspace;
let board: PolicyBoard;
let release: number;

beforeAll(async () => {
  here = await testWorkspace();
  board = await policyBoard(here);
  const { name: model } = await addModel(here, board.people.jonas);
  const { digest } = await addVersion(here, board.people.jonas, { model, bits: "one" });
  await addReport(here, board.people.jonas, { model, version: 1, digest, logLoss: 0.5 });
  release = await submitted(here, board.people.jonas, { model, version: 1 });
});
beforeEach(() => board.clear());
afterAll(() => here?.close());

const another = () => board.propose({ ...strict, title: randomUUID() });
const AGAIN = { error: { code: "sign-in-again" } };

describe("a proof of presence", () => {
  it("for a release signs no policy, and one for a policy signs no release, whatever the digest", async () => {
    const { mira } = board.people;
    const change = await another();
    const ofPolicy = await signingPolicy(here, mira, { ...change, seat: "security" });
    const ofRelease = await signing(here, mira, { release, seat: "security" });
    const given = async (act: string, subjectDigest: string) => {
      const proof = { password: PASSWORD, act, subjectDigest, address: "192.0.2.7" };
      const proved = await provePresence(here.db, mira, proof, here.clock.now);
      if (!proved.ok) throw new Error(proved.error.code);
      return proved.value;
    };
    const wrong = [
      here.attempt(signPolicy, { ...ofPolicy, stepUpId: ofRelease.stepUpId }, mira),
      here.attempt(signPolicy, { ...ofPolicy, ...(await given("cast-verdict", change.digest)) }, mira),
      here.attempt(castVerdict, { ...ofRelease, stepUpId: ofPolicy.stepUpId }, mira),
      here.attempt(
        castVerdict,
        { ...ofRelease, ...(await given("sign-policy", ofRelease.subjectDigest)) },
        mira,
      ),
    ];
    for (const answer of await Promise.all(wrong)) expect(answer).toMatchObject(AGAIN);
  });

  it("signs once, however many requests are concurrent", async () => {
    const { mira } = board.people;
    const input = await signing(here, mira, { release, seat: "security" });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => here.attempt(castVerdict, input, mira)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers.filter(({ ok }) => !ok)) expect(answer).toMatchObject(AGAIN);
  });
});

it("one person who signs two seats of a policy concurrently fills one", async () => {
  const { omar } = board.people;
  const change = await another();
  const both: BusinessFunction[] = ["security", "compliance"];
  const inputs = await Promise.all(both.map((seat) => signingPolicy(here, omar, { ...change, seat })));
  const answers = await Promise.all(inputs.map((input) => here.attempt(signPolicy, input, omar)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: "one-seat-a-person" } });
  expect(await board.inForce()).toBe(change.basedOn);
});

describe("the table of signatures", () => {
  const asApp = (workspaceId: string, statement: string, values: unknown[]) =>
    withClient(here.database.appUrl, async (client) => {
      await client.query("SELECT set_config('app.workspace', $1, false)", [workspaceId]);
      return client.query(statement, values);
    });
  const COPY = `INSERT INTO signature SELECT ((jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()) || $1)).*)
    FROM signature s WHERE subject_kind = 'release' LIMIT 1`;
  beforeAll(async () => {
    await sign(here, board.people.lena, { release, seat: "compliance" });
  });

  it("accepts none for another workspace, and none for a subject outside it", async () => {
    const elsewhere = await workspaceIn(here.database, "Elsewhere");
    const proposal = await another();
    const copied = (changes: object) => asApp(here.workspaceId, COPY, [JSON.stringify(changes)]);
    await expect(copied({ workspace_id: elsewhere.workspaceId })).rejects.toThrow(
      /row-level security|to sign/,
    );
    await expect(copied({ subject_id: randomUUID() })).rejects.toMatchObject({ code: "23503" });
    // A release's signature is not a proposal's, by kind or by id.
    await expect(copied({ subject_kind: "policy-proposal" })).rejects.toMatchObject({ code: "23503" });
    await expect(copied({ subject_id: proposal.proposalId })).rejects.toMatchObject({ code: "23503" });
    await expect(copied({ subject_kind: "no-such-thing" })).rejects.toMatchObject({ code: "42P01" });
    // The unchanged copy is accepted, so it was the change that was refused.
    expect((await copied({})).rowCount).toBe(1);
    const seen = await asApp(elsewhere.workspaceId, "SELECT FROM signature", []);
    expect(seen.rowCount).toBe(0);
    await elsewhere.db.close();
  });

  it("keeps every signature permanently", async () => {
    for (const statement of [
      "UPDATE signature SET decision = 'reject'",
      "UPDATE signature SET subject_id = gen_random_uuid()",
      "DELETE FROM signature",
      "TRUNCATE signature",
    ])
      await expect(asApp(here.workspaceId, statement, []), statement).rejects.toMatchObject({
        code: "42501",
      });
    const kept = await inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.signature.groupBy({ by: ["subjectKind"], _count: true }),
    );
    expect(kept.map(({ subjectKind }) => subjectKind).sort()).toEqual(["policy-proposal", "release"]);
  });
});
