import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkCredentials } from "#lib/access/admission/check-credentials.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { redeem, secretOf } from "#lib/testing/worlds/joining.ts";
import { PASSWORD, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { assignPerson } from "./assign-person.ts";
import { disablePerson } from "./disable-person.ts";
import { invitePerson } from "./invite-person.ts";
import { issueLink } from "./issue-link.ts";
import { openSession } from "./open-session.ts";
import { revokeLink } from "./revoke-link.ts";

let here: TestWorkspace;
let admin: Person;

beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Ada Berg", ["admin"]);
});
afterAll(() => here?.close());

const invitation = (name: string, more: object = {}) => ({
  name,
  email: `${name.toLowerCase().replaceAll(" ", ".")}@example.com`,
  roles: ["viewer"],
  ...more,
});

/** The same invitation with a proof of presence for it. */
const proved = async <I extends { email: string }>(invited: I) => ({
  ...invited,
  ...(await provenFor(here, admin, "invite-person", invited.email.toLowerCase())),
});

const invite = async (invited: { email: string }) => here.make(invitePerson, await proved(invited), admin);

describe("an invitation", () => {
  it("admits nobody until they set their password by its link, and records neither name, address nor password", async () => {
    const issued = await invite(invitation("Mira Okafor", { roles: ["reviewer"] }));
    const { personId, linkId, expiresAt } = issued;
    const credentials = { email: "mira.okafor@example.com", password: PASSWORD, address: "192.0.2.1" };
    const signIn = () => checkCredentials(here.db, credentials, here.clock.now);
    expect(await signIn()).toMatchObject({ error: { code: "wrong-credentials" } });
    await redeem(here, issued, PASSWORD);
    expect(await signIn()).toEqual({ ok: true, value: { personId } });
    const events = await here.eventsOf(`person/${personId}`);
    const ofMira = { targets: [{ type: "person", id: personId }], outcome: "success" };
    const byAda = { type: "user", id: admin.id, auth: { method: "password" } };
    expect(events).toMatchObject([
      { ...ofMira, action: "person.invited", actor: byAda, data: { roles: ["reviewer"] } },
      {
        ...ofMira,
        action: "link.issued",
        actor: byAda,
        data: { link: linkId, purpose: "join", via: "mailed", expiresAt },
      },
      {
        ...ofMira,
        action: "link.redeemed",
        data: { link: linkId, purpose: "join", via: "mailed", issuer: admin.id, sessionsEnded: 0 },
      },
    ]);
    for (const personal of ["Mira", "mira.okafor", PASSWORD, admin.sessionId])
      expect(JSON.stringify(events)).not.toContain(personal);
  });

  it("waits three days, can be revoked, and is sent again in place of the one before", async () => {
    const first = await invite(invitation("Gil Roth"));
    expect(Date.parse(first.expiresAt) - here.clock.now.getTime()).toBe(72 * 3_600_000);
    const { personId } = first;
    const proof = await provenFor(here, admin, "issue-link", personId);
    const again = await here.make(issueLink, { personId, ...proof }, admin);
    await expect(redeem(here, { ...first, secret: null }, PASSWORD)).rejects.toThrow("no mail waits");
    const secret = await secretOf(here, again);
    const revoked = { personId, reason: "Wrong person." };
    expect(await here.make(revokeLink, revoked, admin)).toEqual({ linkId: again.linkId });
    await expect(redeem(here, { ...again, secret }, PASSWORD)).rejects.toThrow("link-over");
    expect(await here.attempt(revokeLink, revoked, admin)).toMatchObject({ error: { code: "no-open-link" } });
    expect((await here.eventsOf(`person/${personId}`)).at(-1)).toMatchObject({
      action: "link.revoked",
      data: { link: again.linkId },
      details: { reason: expect.any(String) },
    });
  });

  it("is handed over where no mail goes to that address, and grants nothing before it is redeemed", async () => {
    const issued = await invite(invitation("Out Side", { email: "out@elsewhere.test" }));
    expect(issued).toMatchObject({ via: "handed-over", secret: expect.stringMatching(/^[\w-]{43}$/) });
    const { personId } = issued;
    const opening = { personId, address: "192.0.2.7", userAgent: "test" };
    expect(await here.attempt(openSession, opening, here.system)).toMatchObject({
      error: { code: "not-a-member" },
    });
  });

  it("of an older client that sends a password is refused with what to do instead", async () => {
    const asked = invitation("Old Client", { password: PASSWORD });
    const message = expect.stringContaining("nobody sets another's password");
    expect(await here.attempt(invitePerson, asked, admin)).toMatchObject({
      error: { kind: "invalid", code: "invalid-input", field: "password", message },
    });
  });

  it("of one address by two admins at the same moment is sent once", async () => {
    const admins = [admin, await here.person("Bo Lund", ["admin"])];
    const inputs = await Promise.all(
      admins.map(async (by) => {
        const asked = invitation("Twice Asked");
        return { by, asked: { ...asked, ...(await provenFor(here, by, "invite-person", asked.email)) } };
      }),
    );
    const both = await Promise.all(inputs.map(({ by, asked }) => here.attempt(invitePerson, asked, by)));
    expect(both.map((answer) => (answer.ok ? "invited" : answer.error.code)).sort()).toEqual([
      "email-taken",
      "invited",
    ]);
  });

  it("needs a fresh proof of presence", async () => {
    expect(await here.attempt(invitePerson, invitation("No Proof"), admin)).toMatchObject({
      error: { code: "sign-in-again" },
    });
  });

  it.each([
    ["an address that looks like another", { email: "mirа.okafor@example.com" }, "invalid-input"],
    ["no role", { roles: [] }, "invalid-input"],
    ["a role there is not", { roles: ["owner"] }, "invalid-input"],
    ["a field of the server's", { id: "0198c0de-0000-7000-8000-000000000000" }, "invalid-input"],
    ["an address already here, in other letters", { email: "ADA.berg@Example.com" }, "email-taken"],
    ["a function, which one admin alone cannot give", { functions: ["security"] }, "functions-by-two"],
    ["both the roles admin and reviewer", { roles: ["admin", "reviewer"] }, "admin-apart"],
  ])("is refused with %s", async (_, more, code) => {
    const asked = await proved(invitation("Someone Else", more));
    expect(await here.attempt(invitePerson, asked, admin)).toMatchObject({
      ok: false,
      error: { code },
    });
    expect(
      await here.db.prisma.person.findUnique({ where: { email: "someone.else@example.com" } }),
    ).toBeNull();
  });

  it("can be sent only by an admin", async () => {
    const viewer = await here.person("Vera Lind", [
      "viewer",
      "reviewer",
      "auditor",
      "data-scientist",
      "release-manager",
    ]);
    for (const [command, input] of [
      [invitePerson, invitation("Someone Else")],
      [assignPerson, { personId: viewer.id, roles: ["admin"], functions: [] }],
      [disablePerson, { personId: admin.id, reason: "because" }],
    ] as const)
      expect(await here.attempt(command, input, viewer)).toMatchObject({ error: { code: "role-missing" } });
  });
});
