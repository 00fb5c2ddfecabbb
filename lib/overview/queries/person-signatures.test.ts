import { afterAll, beforeAll, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { liftObjection } from "#lib/releases/commands/lift-objection.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { other, type PolicyBoard, policyBoard, signProposal } from "#lib/testing/worlds/policies.ts";
import { lifting, sign, submitted } from "#lib/testing/worlds/releases.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { personSignatures } from "./person-signatures.ts";

let here: TestWorkspace;
let board: PolicyBoard;
beforeAll(async () => {
  here = await testWorkspace();
  board = await policyBoard(here);
  const { ada, jonas, mira, omar } = board.people;
  await addModel(here, jonas, "flight-delay");
  const { digest } = await addVersion(here, jonas, { model: "flight-delay", bits: "one" });
  await addReport(here, jonas, { model: "flight-delay", version: 1, digest, logLoss: 0.5 });
  const release = await submitted(here, jonas, { model: "flight-delay", version: 1 });
  await signProposal(here, omar, { ...(await board.propose(other)), seat: "security" });
  await sign(here, omar, { release, seat: "security", decision: "request-changes" });
  const [objection] = (await signaturesOf(omar)).items;
  await here.make(disablePerson, { personId: omar.id, reason: "Left." }, ada);
  const { subjectDigest } = await here.see(releasePage, { release }, mira);
  const lift = await lifting(here, mira, { release, objection: objection!.id, subjectDigest });
  await here.make(liftObjection, lift, mira);
});
afterAll(() => here?.close());

const signaturesOf = (person: Person, more: object = {}) =>
  here.see(personSignatures, { personId: person.id, ...more }, board.people.ada);

it("lists what a person signed, newest first, each once", async () => {
  const { mira, omar, lena } = board.people;
  const { items, nextCursor } = await signaturesOf(omar);
  expect(nextCursor).toBeNull();
  expect(items).toMatchObject([
    {
      subject: { kind: "release", number: 1, model: "flight-delay", version: 1 },
      round: 1,
      seat: "security",
      decision: "request-changes",
      method: "password",
      liftedBy: "Mira Okafor",
    },
    { subject: { kind: "policy-proposal", version: 2 }, decision: "approve", liftedBy: null },
  ]);
  const first = await signaturesOf(omar, { limit: 1 });
  expect(first.items).toEqual(items.slice(0, 1));
  const second = await signaturesOf(omar, { limit: 1, cursor: first.nextCursor });
  expect(second).toEqual({ items: items.slice(1), nextCursor: null });
  expect((await signaturesOf(lena)).items).toEqual([]);
  expect(await here.ask(personSignatures, { personId: omar.id }, mira)).toMatchObject({
    error: { code: "role-missing" },
  });
});
