import { afterAll, beforeAll, expect, it } from "vitest";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { lastOfAccounts } from "#lib/councils/rows/waiting-signers.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import { type FourPeople, fourPeople } from "#lib/testing/worlds/four-people.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { oneCouncil } from "#lib/testing/worlds/releases.ts";
import { PASSWORD, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { waitingSigners } from "./waiting-signers.ts";

let here: TestWorkspace;
let people: FourPeople;
beforeAll(async () => {
  here = await testWorkspace();
  people = await fourPeople(here);
  const council = oneCouncil({ function: "security", min: 1 });
  await here.make(publishPolicy, { ...council, people: { factorWaitHours: 24 } }, people.ada);
});
afterAll(() => here?.close());

const seenBy = (reader: Person) => here.see(waitingSigners, {}, reader);
const homeOf = async (reader: Person) => (await here.see(homePage, {}, reader)).waiting;

it("lists those who hold a function and have just joined, whom nobody else who waits can help", async () => {
  const { signers, hours, whyYouWait } = await seenBy(people.mira);
  expect(hours).toBe(24);
  expect(signers.map(({ name, renewal, consenters }) => [name, renewal, consenters])).toEqual([
    ["Mira Okafor", "credential", []],
    ["Dana Weiss", "credential", []],
  ]);
  expect(whyYouWait).toContain("You cannot sign before");
  expect((await seenBy(people.lena)).whyYouWait).toBeNull();
});

it("names who can consent, on the page of functions and on the home page of those who can", async () => {
  here.clock.now = new Date(here.clock.now.getTime() + 25 * HOUR_MS);
  expect((await seenBy(people.dana)).signers).toEqual([]);
  const asked = { personId: people.mira.id, reason: "Forgot it." };
  await redeem(here, await here.make(issueLink, asked, here.system), PASSWORD);
  const { signers } = await seenBy(people.dana);
  expect(signers).toMatchObject([
    {
      name: "Mira Okafor",
      functions: ["security"],
      renewal: "reset",
      by: null,
      consenters: ["Dana Weiss"],
      whyNotConsent: null,
    },
  ]);
  const whyNot = async (reader: Person) => (await seenBy(reader)).signers[0]?.whyNotConsent;
  expect(await whyNot(people.mira)).toBe("You cannot consent for yourself.");
  expect(await whyNot(people.lena)).toContain("You hold no function");
  const item = { kind: "consent-signing", person: "Mira Okafor" };
  expect(await homeOf(people.dana)).toContainEqual(item);
  for (const reader of [people.mira, people.lena, people.ada])
    expect(await homeOf(reader)).not.toContainEqual(item);
});

it("asks for the last event of an account through the index of those alone", async () => {
  const plan = await inWorkspace(here.db, here.workspaceId, async (tx) => {
    // The few rows of a test are read faster without any index.
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    return tx.$queryRaw<{ "QUERY PLAN": string }[]>`EXPLAIN ${lastOfAccounts(here.workspaceId)}`;
  });
  expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("audit_event_accounts");
});
