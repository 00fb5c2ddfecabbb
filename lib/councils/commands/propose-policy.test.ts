import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { look } from "#lib/command/query.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import { lower, other, type PolicyBoard, policyBoard, signProposal } from "#lib/testing/worlds/policies.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { proposePolicy } from "./propose-policy.ts";
import { withdrawPolicy } from "./withdraw-policy.ts";

let here: TestWorkspace;
let board: PolicyBoard;
const reason = "The council asked for it.";
const tail = async (count: number) => (await board.events()).slice(-count);

beforeAll(async () => {
  here = await testWorkspace();
  board = await policyBoard(here);
});
beforeEach(() => board.clear());
afterAll(() => here?.close());

describe("a change of the policy", () => {
  it("27: is published by the last seat that the policy in force requires, in its transaction", async () => {
    const { basedOn, ...change } = await board.propose(lower);
    expect(await tail(1)).toMatchObject([
      {
        action: "policy.proposed",
        actor: { id: board.people.ada.id },
        data: { version: basedOn + 1, base: { version: basedOn }, digest: change.digest, content: lower },
      },
    ]);
    const half = await signProposal(here, board.people.mira, { ...change, seat: "security" });
    expect(half).toMatchObject({ state: "open", seatsMet: 1, seatsAll: 2, published: null });
    expect(await board.inForce()).toBe(basedOn);
    const whole = await signProposal(here, board.people.lena, { ...change, seat: "compliance" });
    expect(whole).toMatchObject({ state: "published", seatsMet: 2, published: basedOn + 1 });
    expect(await board.inForce()).toBe(basedOn + 1);
    expect(await tail(3)).toMatchObject([
      {
        action: "policy.signed",
        actor: { id: board.people.mira.id },
        data: { seat: "security", decision: "approve" },
      },
      { action: "policy.signed", actor: { id: board.people.lena.id }, data: { method: "password" } },
      {
        action: "policy.published",
        data: { version: basedOn + 1, digest: change.digest, proposal: change.proposalId, content: lower },
      },
    ]);
  });

  it("27: is refused over a version not in force, beside another, or without a difference", async () => {
    const change = await board.propose(other);
    const again = await here.attempt(
      proposePolicy,
      { basedOn: change.basedOn, policy: lower, reason },
      board.people.ada,
    );
    expect(again).toMatchObject({ error: { kind: "conflict", code: "proposal-open" } });
    const late = await here.attempt(
      proposePolicy,
      { basedOn: change.basedOn + 1, policy: lower, reason },
      board.people.ada,
    );
    expect(late).toMatchObject({ error: { kind: "stale", code: "policy-changed" } });
    await here.make(withdrawPolicy, { proposalId: change.proposalId, reason }, board.people.ada);
    const { content } = (await board.page(board.people.ada)).current!;
    const same = await here.attempt(
      proposePolicy,
      { basedOn: change.basedOn, policy: content, reason },
      board.people.ada,
    );
    expect(same).toMatchObject({ error: { code: "nothing-changed" } });
    const reviewer = await here.attempt(
      proposePolicy,
      { basedOn: change.basedOn, policy: lower, reason },
      board.people.mira,
    );
    expect(reviewer).toMatchObject({ error: { code: "role-missing" } });
  });

  it("27: can be withdrawn only by its author or an admin", async () => {
    const { proposalId } = await board.propose(other);
    expect(await here.attempt(withdrawPolicy, { proposalId, reason }, board.people.mira)).toMatchObject({
      error: { code: "not-yours" },
    });
    const vic = await here.person("Vic Stone", ["admin"]);
    expect(await here.make(withdrawPolicy, { proposalId, reason }, vic)).toMatchObject({
      state: "withdrawn",
    });
    expect(await tail(1)).toMatchObject([
      { action: "policy.proposal-withdrawn", actor: { id: vic.id }, data: { proposal: proposalId } },
    ]);
    expect(await here.attempt(withdrawPolicy, { proposalId, reason }, vic)).toMatchObject({
      error: { code: "proposal-is-withdrawn" },
    });
  });

  it("27: needs someone other than its author for every seat, and names the function that lacks people", async () => {
    const basedOn = await board.inForce();
    const without = (person: Person) => holdOnly(here, person, ["product"]);
    const restore = (person: Person) => holdOnly(here, person, person.functions);
    await without(board.people.mira);
    await without(board.people.lena);
    // Omar has both functions and fills one seat; the author fills none.
    const refused = await here.attempt(proposePolicy, { basedOn, policy: other, reason }, board.people.ada);
    expect(refused).toMatchObject({ error: { kind: "illegal", code: "seat-unfillable" } });
    expect(refused.ok ? "" : refused.error.message).toContain("security lacks 1");
    await restore(board.people.mira);
    await restore(board.people.lena);
  });
});

it("leaves tables that match a replay of the log, which detects a tampered policy", async () => {
  await board.propose(other);
  const replayed = () => look(here.db, replay, {}, { caller: here.system });
  expect(await replayed()).toMatchObject({ value: { differing: 0 } });
  await withClient(here.database.ownerUrl, async (client) => {
    await client.query(
      `UPDATE policy_version SET content = jsonb_set(content, '{title}', '"Other"') WHERE version = 1`,
    );
    await client.query(
      "UPDATE signature SET decision = 'reject' WHERE subject_kind = 'policy-proposal' AND seat = 'compliance'",
    );
  });
  const { differences } = await here.see(replay, {}, here.system);
  expect(differences.join()).toMatch(
    /policy 1: content .*policy signature .*decision|policy signature .*policy 1/s,
  );
});

it("signatures are only inserted, and a proposal ends once", async () => {
  const asApp = (statement: string) =>
    withClient(here.database.appUrl, async (client) => {
      await client.query("SELECT set_config('app.workspace', $1, false)", [here.workspaceId]);
      return client.query(statement);
    });
  for (const statement of [
    "UPDATE signature SET decision = 'approve'",
    "DELETE FROM signature",
    "DELETE FROM policy_proposal",
    "UPDATE policy_proposal SET content = '{}'",
    "UPDATE policy_version SET content = '{}'",
    "UPDATE policy_proposal SET state = 'open', ended_at = NULL WHERE state = 'published'",
  ])
    await expect(asApp(statement), statement).rejects.toMatchObject({ code: "42501" });
});
