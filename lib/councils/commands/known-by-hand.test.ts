import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { mailLink } from "#lib/access/commands/mail-link.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { proven } from "#lib/testing/worlds/factors.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { other, type PolicyBoard, policyBoard, signProposal } from "#lib/testing/worlds/policies.ts";
import { TEST_MAIL } from "#lib/testing/worlds/test-mail.ts";
import { PASSWORD, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { proposePolicy } from "./propose-policy.ts";

/** An installation that sends no mail and has no provider: everybody's way in was handed over. */
let here: TestWorkspace;
let board: PolicyBoard;
beforeAll(async () => {
  here = await testWorkspace();
  vi.stubEnv("MAIL_DOMAINS", "");
  board = await policyBoard(here);
});
afterAll(() => here?.close());

/** Has a link mailed to them, sets a password by it, and signs in again. */
async function knownByMail(person: Person): Promise<Person> {
  const link = await here.make(mailLink, { stepUpId: await proven(here, person) }, person);
  await redeem(here, link, PASSWORD);
  const from = { personId: person.id, address: "192.0.2.7", userAgent: "test" };
  return { ...person, sessionId: (await here.make(openSession, from, here.system)).sessionId };
}

it("changes its policy once its operator sets up mail, without a signature to allow it", async () => {
  const { mira, lena } = board.people;
  expect((await board.page()).unknownSigners.sort()).toEqual(["compliance", "security"]);
  const proposal = { basedOn: 1, policy: other, reason: "Fewer." };
  const propose = () => here.attempt(proposePolicy, proposal, board.people.ada);
  expect(await propose()).toMatchObject({
    error: {
      code: "seat-unfillable",
      todo: expect.stringContaining("whoever runs this installation sets up mail or a provider"),
    },
  });
  const byHand = await proven(here, mira);
  expect(await here.attempt(mailLink, { stepUpId: byHand }, mira)).toMatchObject({
    error: { code: "address-not-mailed" },
  });

  vi.stubEnv("MAIL_DOMAINS", TEST_MAIL.MAIL_DOMAINS);
  const known = await knownByMail(mira);
  expect((await board.page()).unknownSigners).toEqual(["compliance"]);
  const others = await knownByMail(lena);
  expect((await board.page()).unknownSigners).toEqual([]);
  const change = await board.propose(other);
  await signProposal(here, known, { ...change, seat: "security" });
  const last = await signProposal(here, others, { ...change, seat: "compliance" });
  expect(last).toMatchObject({ state: "published" });
  expect((await here.eventsOf(`person/${lena.id}`)).slice(-2)).toMatchObject([
    { action: "link.issued", data: { via: "mailed" } },
    { action: "link.redeemed", data: { via: "mailed" } },
  ]);
});
