import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { mailLink } from "#lib/access/commands/mail-link.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { proposeFunction } from "#lib/access/commands/propose-function.ts";
import { functionList } from "#lib/access/queries/function-list.ts";
import type { BusinessFunction, Role } from "#lib/kernel/caller.ts";
import { confirmFunction } from "#lib/policy/commands/confirm-function.ts";
import { proven, provenFor } from "#lib/testing/worlds/factors.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { TEST_MAIL } from "#lib/testing/worlds/test-mail.ts";
import { PASSWORD, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

/** Whoever makes the first two accounts holds every function of a workspace, if they confirm each other. */
let here: TestWorkspace;
let ada: Person;
beforeAll(async () => {
  here = await testWorkspace("Fresh");
  ada = await here.person("Ada Berg", ["admin"]);
});
afterEach(() => handing(false));
afterAll(() => here?.close());

/** Without mail, links go through the hands of whoever issues them. */
const handing = (on: boolean) => vi.stubEnv("MAIL_DOMAINS", on ? "" : TEST_MAIL.MAIL_DOMAINS);

async function signedIn(id: string, name: string, roles: readonly Role[]): Promise<Person> {
  const opening = { personId: id, address: "192.0.2.66", userAgent: "puppet" };
  const { sessionId } = await here.make(openSession, opening, here.system);
  return { kind: "person", id, name, workspaceId: here.workspaceId, roles, functions: [], sessionId };
}

async function invited(by: Person, name: string, roles: Role[] = ["reviewer"]): Promise<Person> {
  const email = `${name.toLowerCase()}@example.com`;
  const proof = await provenFor(here, by, "invite-person", email);
  const issued = await here.make(invitePerson, { name, email, roles, ...proof }, by);
  await redeem(here, issued, PASSWORD);
  return signedIn(issued.personId, name, roles);
}

async function assigned({ id: personId, name }: Person, roles: Role[]): Promise<Person> {
  const proof = await provenFor(here, ada, "assign-person", personId);
  await here.make(assignPerson, { personId, roles, ...proof }, ada);
  return signedIn(personId, name, roles);
}

const propose = async ({ id: personId }: Person, name: BusinessFunction, by = ada) =>
  here.make(
    proposeFunction,
    {
      personId,
      function: name,
      reason: "First.",
      ...(await provenFor(here, by, "propose-function", personId)),
    },
    by,
  );
const confirm = async (by: Person, { id: personId }: Person, name: BusinessFunction) => {
  const proof = await provenFor(here, by, "confirm-function", `${personId}/${name}`);
  return here.attempt(confirmFunction, { personId, function: name, ...proof }, by);
};
const notTwo = (because: string) => ({
  ok: false,
  error: { code: "founders-not-two", message: expect.stringContaining(because) },
});

describe("a founding", () => {
  it("is refused to two whose links one hand passed on, and the page says so before they try", async () => {
    handing(true);
    const [one, two] = [await invited(ada, "Una"), await invited(ada, "Duo")];
    await propose(one, "security");
    await propose(two, "compliance");
    const shared = notTwo("Ada Berg handed over what they sign in with");
    expect(await confirm(one, two, "compliance")).toMatchObject(shared);
    expect(await confirm(two, one, "security")).toMatchObject(shared);
    const { grants } = await here.see(functionList, {}, one);
    expect(JSON.stringify(grants)).toContain("cannot found the workspace together");
    handing(false);
    // Each sets a password by a link to their own mailbox: then nobody else holds what they sign in with.
    for (const person of [one, two]) {
      const own = await here.make(mailLink, { stepUpId: await proven(here, person) }, person);
      await redeem(here, own, PASSWORD);
    }
    const [una, duo] = [
      await signedIn(one.id, "Una", ["reviewer"]),
      await signedIn(two.id, "Duo", ["reviewer"]),
    ];
    expect(await confirm(una, duo, "compliance")).toMatchObject({ ok: true });
    // The other half is judged anew: a link that went through the admin's hands since ties them again.
    handing(true);
    for (const { id: personId } of [una, duo]) {
      const asked = { personId, reason: "Lost.", ...(await provenFor(here, ada, "issue-link", personId)) };
      await redeem(here, await here.make(issueLink, asked, ada), PASSWORD);
    }
    const again = await signedIn(duo.id, "Duo", ["reviewer"]);
    expect(await confirm(again, una, "security")).toMatchObject(shared);
  });

  it("is refused beside whoever invited or proposed the other, whatever role they have now", async () => {
    const boss = await invited(ada, "Boss", ["admin"]);
    const mate = await invited(boss, "Mate");
    const other = await invited(ada, "Other");
    await propose(other, "product", boss);
    await propose(mate, "business");
    const former = await assigned(boss, ["reviewer"]);
    await propose(former, "engineering");
    expect(await confirm(former, mate, "business")).toMatchObject(notTwo("Boss invited Mate"));
    expect(await confirm(mate, former, "engineering")).toMatchObject(notTwo("Boss invited Mate"));
    expect(await confirm(other, former, "engineering")).toMatchObject(
      notTwo("Boss proposed a function of Other"),
    );
  });

  it("is refused to an account of an admin's beside somebody whom that admin invited", async () => {
    handing(true);
    const own = await invited(ada, "Pia");
    handing(false);
    const guest = await invited(ada, "Gus");
    await propose(own, "security");
    await propose(guest, "compliance");
    const made = notTwo("Ada Berg proposed a function of Gus");
    expect(await confirm(own, guest, "compliance")).toMatchObject(made);
    expect(await confirm(guest, own, "security")).toMatchObject(made);
  });
});
