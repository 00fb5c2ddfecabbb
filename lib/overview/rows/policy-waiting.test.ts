import { afterAll, beforeAll, expect, it } from "vitest";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { shellSummary } from "#lib/overview/queries/shell-summary.ts";
import { lower, type PolicyBoard, policyBoard, signProposal } from "#lib/testing/worlds/policies.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

let here: TestWorkspace;
let board: PolicyBoard;
beforeAll(async () => {
  here = await testWorkspace();
  board = await policyBoard(here);
});
afterAll(() => here?.close());

const home = (person: Person) => here.see(homePage, {}, person);
const waiting = async (person: Person) => (await home(person)).waiting.map(({ kind }) => kind);

it("a proposed policy waits only for those who may fill one of its open seats, until it is filled", async () => {
  const { ada, jonas, mira, lena, omar } = board.people;
  const change = await board.propose(lower);
  expect((await home(mira)).waiting).toMatchObject([
    { kind: "sign-policy", version: 2, seat: "security", author: "Ada Berg" },
  ]);
  expect(await here.see(shellSummary, {}, mira)).toMatchObject({ waiting: [{ kind: "sign-policy" }] });
  for (const person of [ada, jonas]) expect(await waiting(person)).toEqual([]);
  await signProposal(here, mira, { ...change, seat: "security" });
  expect(await waiting(mira)).toEqual([]);
  expect((await home(omar)).waiting).toMatchObject([{ kind: "sign-policy", seat: "compliance" }]);
  await signProposal(here, lena, { ...change, seat: "compliance", decision: "reject" });
  for (const person of [lena, omar]) expect(await waiting(person)).toEqual([]);
  expect((await home(ada)).decisions[0]).toMatchObject({ action: "policy.rejected", policyVersion: 2 });
});
