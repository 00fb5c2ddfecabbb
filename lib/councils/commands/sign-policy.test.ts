import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import {
  lower,
  other,
  type PolicyBoard,
  policyBoard,
  signingPolicy,
  signProposal,
  strict,
} from "#lib/testing/worlds/policies.ts";
import { sign, submitted } from "#lib/testing/worlds/releases.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { proposePolicy } from "./propose-policy.ts";
import { signPolicy } from "./sign-policy.ts";

let here: TestWorkspace;
let board: PolicyBoard;
const tail = async (count: number) => (await board.events()).slice(-count);

const passkeyParts = {
  nonce: "bm9uY2U",
  clientDataJSON: "e30",
  authenticatorData: "ZGF0YQ",
  signature: "c2lnbmVk",
};

beforeAll(async () => {
  here = await testWorkspace();
  board = await policyBoard(here);
});
beforeEach(() => board.clear());
afterAll(() => here?.close());

describe("a signature of a policy", () => {
  it("27: is never accepted from its author, admin or not, or from someone without the seat's function", async () => {
    const change = await board.propose(other);
    const signed = async (person: Person, seat: BusinessFunction) =>
      here.attempt(signPolicy, await signingPolicy(here, person, { ...change, seat }), person);
    expect(await signed(board.people.ada, "security")).toMatchObject({ error: { code: "role-missing" } });
    expect(await signed(board.people.mira, "compliance")).toMatchObject({
      error: { code: "not-of-this-function" },
    });
    expect(await signed(board.people.omar, "product")).toMatchObject({ error: { code: "no-such-seat" } });
    expect((await signed(board.people.omar, "security")).ok).toBe(true);
    expect(await signed(board.people.omar, "security")).toMatchObject({ error: { code: "already-signed" } });
    expect(await signed(board.people.omar, "compliance")).toMatchObject({
      error: { code: "one-seat-a-person" },
    });
    expect(await board.inForce()).toBe(change.basedOn);
  });

  it("27: is not accepted from its author once they are a signer and no admin any more", async () => {
    const ada = await here.person("Ada Author", ["admin"]);
    const basedOn = await board.inForce();
    const proposing = { basedOn, policy: other, reason: "I shall sign it myself." };
    const change = { ...(await here.make(proposePolicy, proposing, ada)), basedOn };
    await here.make(assignPerson, { personId: ada.id, roles: ["reviewer"] }, here.system);
    await holdOnly(here, ada, ["security"]);
    const author: Person = { ...ada, roles: ["reviewer"], functions: ["security"] };
    const signing = await signingPolicy(here, author, { ...change, seat: "security" });
    expect(await here.attempt(signPolicy, signing, author)).toMatchObject({
      error: { code: "contributor-cannot-sign" },
    });
  });

  it("17: accepts a proof given for this digest and for signing a policy, once", async () => {
    const change = await board.propose(other);
    const input = await signingPolicy(here, board.people.mira, { ...change, seat: "security" });
    const astray = await signingPolicy(here, board.people.mira, {
      ...change,
      digest: `sha256:${"0".repeat(64)}`,
      seat: "security",
    });
    const swapped = { ...input, stepUpId: astray.stepUpId };
    expect(await here.attempt(signPolicy, swapped, board.people.mira)).toMatchObject({
      error: { code: "sign-in-again" },
    });
    expect(await here.attempt(signPolicy, astray, board.people.mira)).toMatchObject({
      error: { code: "digest-changed" },
    });
    expect((await here.attempt(signPolicy, input, board.people.mira)).ok).toBe(true);
    const again = { ...input, decision: "reject", comment: "No." };
    expect(await here.attempt(signPolicy, again, board.people.mira)).toMatchObject({
      error: { code: "sign-in-again" },
    });
  });

  it("17: names its passkey and keeps what the passkey signed", async () => {
    const change = await board.propose(other);
    const input = await signingPolicy(here, board.people.mira, { ...change, seat: "security" });
    const passkey = { ...passkeyParts, publicKey: Buffer.from("a key").toString("base64url") };
    await here.db.prisma.stepUp.update({
      where: { id: input.stepUpId },
      data: { method: "webauthn", passkey },
    });
    await here.make(signPolicy, input, board.people.mira);
    const [event] = await tail(1);
    const key = digestOfBytes(new TextEncoder().encode("a key"));
    expect(event).toMatchObject({ action: "policy.signed", data: { method: "webauthn", key } });
    const kept = await inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.auditDetail.findMany({ where: { event: { uid: event!.id } } }),
    );
    expect(kept.map(({ body }) => body)).toContainEqual(passkey);
  });

  it("27: that rejects ends the proposal with a reason", async () => {
    const change = await board.propose(other);
    const mute = await signingPolicy(here, board.people.mira, { ...change, seat: "security" });
    expect(await here.attempt(signPolicy, { ...mute, decision: "reject" }, board.people.mira)).toMatchObject({
      error: { code: "reason-missing" },
    });
    const rejected = await signProposal(here, board.people.mira, {
      ...change,
      seat: "security",
      decision: "reject",
    });
    expect(rejected).toMatchObject({ state: "rejected", published: null });
    expect(await tail(2)).toMatchObject([
      { action: "policy.signed", data: { decision: "reject" } },
      { action: "policy.rejected", data: { proposal: change.proposalId } },
    ]);
    const { ended, proposal } = await board.page();
    expect(proposal).toBeNull();
    expect(ended[0]).toMatchObject({
      state: "rejected",
      signatures: [{ signerName: "Mira Okafor", comment: "It asks for too little." }],
    });
    const late = await signingPolicy(here, board.people.lena, { ...change, seat: "compliance" });
    expect(await here.attempt(signPolicy, late, board.people.lena)).toMatchObject({
      error: { code: "proposal-is-rejected" },
    });
    expect(await board.inForce()).toBe(change.basedOn);
  });

  it("26: stops counting once its signer may not sign", async () => {
    const change = await board.propose({ ...other, title: "Counted again" });
    await signProposal(here, board.people.mira, { ...change, seat: "security" });
    const assign = (functions: BusinessFunction[]) => holdOnly(here, board.people.mira, functions);
    await assign(["product"]);
    const { published, seatsMet } = await signProposal(here, board.people.lena, {
      ...change,
      seat: "compliance",
    });
    expect({ published, seatsMet }).toEqual({ published: null, seatsMet: 1 });
    await assign(["security"]);
    expect(await board.inForce()).toBe(change.basedOn);
    // Both count again now, and either signer may repeat the signature.
    expect(await signProposal(here, board.people.mira, { ...change, seat: "security" })).toMatchObject({
      published: change.version,
      seatsMet: 2,
    });
  });

  it("27: of a proposal over a version not in force is refused", async () => {
    const change = await board.propose(other);
    await signProposal(here, board.people.mira, { ...change, seat: "security" });
    // The application cannot do this: a version comes into force in between.
    await withClient(here.database.ownerUrl, (client) =>
      client.query(
        `INSERT INTO policy_version SELECT gen_random_uuid(), workspace_id, version + 1, content, digest, published_by_id,
         published_at FROM policy_version WHERE version = $1`,
        [change.basedOn],
      ),
    );
    const late = await signingPolicy(here, board.people.lena, { ...change, seat: "compliance" });
    expect(await here.attempt(signPolicy, late, board.people.lena)).toMatchObject({
      error: { kind: "stale", code: "policy-changed" },
    });
    await withClient(here.database.ownerUrl, (client) =>
      client.query("DELETE FROM policy_version WHERE version = $1", [change.basedOn + 1]),
    );
  });
});

it("27: two people at the last seat publish it once", async () => {
  const change = await board.propose(other);
  await signProposal(here, board.people.lena, { ...change, seat: "compliance" });
  const inputs = await Promise.all(
    [board.people.mira, board.people.omar].map(async (person) => ({
      person,
      input: await signingPolicy(here, person, { ...change, seat: "security" }),
    })),
  );
  const answers = await Promise.all(
    inputs.map(({ person, input }) => here.attempt(signPolicy, input, person)),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: "proposal-is-published" } });
  expect(await board.inForce()).toBe(change.basedOn + 1);
  const published = (await board.events()).filter(({ data }) => data?.["proposal"] === change.proposalId);
  expect(published.map(({ action }) => action)).toEqual([
    "policy.proposed",
    "policy.signed",
    "policy.signed",
    "policy.published",
  ]);
});

it("27: is required of the seats that the policy in force names, not of those in the proposal", async () => {
  const { mira, lena, omar } = board.people;
  const two = { ...lower, changes: { seats: [{ function: "security" as const, min: 2 }] } };
  const change = await board.propose(two);
  await signProposal(here, mira, { ...change, seat: "security" });
  expect(await signProposal(here, lena, { ...change, seat: "compliance" })).toMatchObject({
    published: change.version,
  });
  const next = await board.propose(strict);
  const first = await signProposal(here, mira, { ...next, seat: "security" });
  expect(first).toMatchObject({ published: null, seatsMet: 0, seatsAll: 1 });
  expect(await signProposal(here, omar, { ...next, seat: "security" })).toMatchObject({
    published: next.version,
  });
});

it("27: a lower quorum leaves an open release under the policy it was opened with", async () => {
  const before = await board.propose({ ...strict, title: "Strict" });
  await signProposal(here, board.people.mira, { ...before, seat: "security" });
  await signProposal(here, board.people.lena, { ...before, seat: "compliance" });
  const { name: model } = await addModel(here, board.people.jonas);
  const { digest } = await addVersion(here, board.people.jonas, { model, bits: "one" });
  await addReport(here, board.people.jonas, { model, version: 1, digest, logLoss: 0.5 });
  const release = await submitted(here, board.people.jonas, { model, version: 1 });
  const change = await board.propose(lower);
  await signProposal(here, board.people.mira, { ...change, seat: "security" });
  await signProposal(here, board.people.lena, { ...change, seat: "compliance" });
  const file = () => inWorkspace(here.db, here.workspaceId, (tx) => readRelease(tx, release, here.clock.now));
  await sign(here, board.people.mira, { release, seat: "security" });
  expect(await file()).toMatchObject({
    value: { release: { state: "in-review" }, sections: { policy: { version: before.version } } },
  });
  await sign(here, board.people.lena, { release, seat: "compliance" });
  expect(await file()).toMatchObject({ value: { release: { state: "approved" } } });
});
