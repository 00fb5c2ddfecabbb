import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { unbindIdentity } from "#lib/access/commands/unbind-identity.ts";
import { identityList } from "#lib/access/queries/identity-list.ts";
import { ownSessions } from "#lib/access/queries/own-sessions.ts";
import { knownIdentity } from "#lib/access/rows/known-identity.ts";
import { callerOfCookies } from "#lib/api/guard/authenticate.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { addApp, provenFor } from "#lib/testing/worlds/factors.ts";
import { secretOf } from "#lib/testing/worlds/joining.ts";
import { providerWorld, said } from "#lib/testing/worlds/provider-world.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { providerStanding } from "./provider.ts";

let world: Awaited<ReturnType<typeof providerWorld>>;
beforeAll(async () => {
  world = await providerWorld();
});
afterAll(() => world?.close());

const eventsOf = async (personId: string) =>
  (await world.workspace.eventsOf(`person/${personId}`)).filter(({ action }) =>
    action.startsWith("identity."),
  );
const identityOf = async (person: typeof world.mira) =>
  (await world.workspace.see(identityList, {}, person)).identities[0]!;

type Browser = Awaited<ReturnType<typeof world.browserOf>>;
const callerIn = async (browser: Browser): Promise<Person> => {
  const cookies = new Request("https://countersign.example", { headers: { cookie: browser.cookies() } });
  return (await callerOfCookies(cookies, world.api.parts, new Date()))!;
};
/** A proof by the provider alone, to change how somebody signs in. */
const proofOf = async (browser: Browser): Promise<string> =>
  (await browser.go({ login: "nia" }, "/step-up", { act: "change-factors" })).searchParams.get("proof")!;

describe("signing in through a provider", () => {
  it("opens a session for whoever the account is bound to, and leads to the page they wanted", async () => {
    const { mira, browserOf, bind, provider, workspace } = world;
    const browser = await browserOf();
    expect(said(await browser.go({ login: "mira" }))).toBe("/sign-in?refused=identity-unknown");
    expect(await bind(mira, "mira")).toBe("/account?bound=1");
    const [bound] = await eventsOf(mira.id);
    expect(bound).toMatchObject({
      actor: { type: "user", id: mira.id },
      targets: [{ type: "person", id: mira.id }],
      data: { issuer: provider.issuer, via: "account" },
      details: { identity: expect.stringMatching(/^[\w-]{43}$/) },
    });
    expect(JSON.stringify(bound), "the leaf commits to the subject").not.toContain("mira");
    expect(said(await browser.go({ login: "mira" }, "", { next: "/releases/12?tab=plan" }))).toBe(
      "/releases/12?tab=plan",
    );
    expect(await (await browser.ours("GET", "/api/v1/account")).json()).toMatchObject({ id: mira.id });
    const { items } = await workspace.see(ownSessions, { limit: 5 }, mira);
    expect(items[0]).toMatchObject({ method: "provider", lacks: null });
    const session = await workspace.eventsOf(`session/${items[0]!.id}`);
    expect(session).toMatchObject([
      { action: "session.opened", data: { identity: (await identityOf(mira)).id } },
    ]);
  });

  it("does not count as the second factor", async () => {
    const { lena, bind, browserOf, workspace } = world;
    await bind(lena, "lena");
    await addApp(workspace, lena);
    const browser = await browserOf();
    expect(said(await browser.go({ login: "lena" }))).toBe("/");
    const answer = await browser.ours("GET", "/api/v1/account");
    expect(await answer.json()).toMatchObject({ code: "second-factor-needed" });
  });

  it("says what went wrong: left there, other address, unverified address, held or taken account", async () => {
    const { workspace, lena, bind, browserOf } = world;
    const tom = await workspace.person("Tom Reed", ["viewer"]);
    expect(said(await (await browserOf()).go({ leaves: true }))).toBe("/sign-in?refused=provider-left");
    expect(await bind(tom, "thief")).toBe("/account?refused=provider-email-differs");
    expect(await bind(world.mira, "mira-unverified")).toBe("/account?refused=provider-email-unverified");
    expect(await bind(world.mira, "mira-again")).toBe("/account?refused=identity-held");
    expect(await eventsOf(tom.id)).toEqual([]);
    expect(lena.id).not.toBe(tom.id);
  });

  it("ends with the binding, whose sessions end too, and with the person's access", async () => {
    const { mira, browserOf, workspace, bind } = world;
    const browser = await browserOf();
    await browser.go({ login: "mira" });
    const { id: identityId } = await identityOf(mira);
    const ada = await workspace.person("Ada Berg", ["admin"]);
    const proof = () => provenFor(workspace, ada, "unbind-identity", identityId);
    const without = await workspace.attempt(unbindIdentity, { identityId, ...(await proof()) }, ada);
    expect(without).toMatchObject({ ok: false, error: { code: "reason-missing" } });
    const given = { identityId, ...(await proof()), reason: "They left that company." };
    const { sessionsEnded } = await workspace.make(unbindIdentity, given, ada);
    expect(sessionsEnded).toBe(2);
    expect((await browser.ours("GET", "/api/v1/account")).status).toBe(401);
    expect(said(await browser.go({ login: "mira" }))).toBe("/sign-in?refused=identity-unknown");
    expect((await eventsOf(mira.id)).at(-1)).toMatchObject({
      action: "identity.unbound",
      actor: { id: ada.id },
      data: { identity: identityId, sessionsEnded: 2 },
      details: { reason: expect.any(String) },
    });
    expect(await bind(mira, "mira")).toBe("/account?bound=1");
    await workspace.make(disablePerson, { personId: mira.id, reason: "On leave." }, ada);
    expect(said(await browser.go({ login: "mira" }))).toBe("/sign-in?refused=person-disabled");
  });

  it("stands for the password of an invited person, whose link proves that the invitation is theirs", async () => {
    const { workspace, browserOf } = world;
    const ada = await workspace.person("Ada Link", ["admin"]);
    const invite = async (email: string) => {
      const proof = await provenFor(workspace, ada, "invite-person", email);
      const invited = { email, name: "Nia Obi", roles: ["viewer"], ...proof };
      return workspace.make(invitePerson, invited, ada);
    };
    const invited = await invite("nia.obi@example.com");
    const { personId, linkId } = invited;
    const secret = await secretOf(workspace, invited);
    const browser = await browserOf();
    const wrong = await (await browserOf()).go({ login: "thief" }, "/link", { secret });
    expect(said(wrong)).toBe("/sign-in?refused=provider-email-differs");
    expect(said(await browser.go({ login: "nia" }, "/link", { secret }))).toBe("/");
    expect(await (await browser.ours("GET", "/api/v1/account")).json()).toMatchObject({ id: personId });
    expect((await eventsOf(personId))[0]).toMatchObject({
      action: "identity.bound",
      actor: { type: "system", id: "sign-in" },
      data: { via: "link", link: linkId, sessionsEnded: 0 },
    });
    const caller = await callerIn(browser);
    expect(await workspace.see(identityList, {}, caller)).toMatchObject({ hasPassword: false });
    const known = await inWorkspace(workspace.db, workspace.workspaceId, (tx) => knownIdentity(tx, personId));
    expect(known).toMatchObject({ byLink: "provider", accounts: [expect.any(String)] });
    await expect(browser.begin("/link", { secret: "x".repeat(43) })).rejects.toThrow("link-over");
    expect(said(await browser.go({ login: "nia" }, "/link", { secret })), "a link works once").toBe(
      "/sign-in?refused=link-over",
    );
    const { id: identityId } = await identityOf(caller);
    const alone = { identityId, stepUpId: await proofOf(browser) };
    expect(await workspace.attempt(unbindIdentity, alone, caller)).toMatchObject({
      ok: false,
      error: { code: "only-way-in" },
    });
  });

  it("is the same in the log and in the tables", async () => {
    const { differences } = await world.workspace.see(replay, {}, world.workspace.system);
    expect(differences.filter((said) => /^(?:account|identity) /.test(said))).toEqual([]);
  });

  it("is unavailable while the provider cannot be reached, and says so before anybody goes there", async () => {
    expect(await providerStanding()).toEqual({ name: "Skyline ID", reachable: true });
    vi.stubEnv("OIDC_ISSUER", "http://127.0.0.1:9");
    expect(await providerStanding()).toEqual({ name: "Skyline ID", reachable: false });
    const answer = await world.api.call("POST", "/api/v1/session/provider", { as: null, json: {} });
    expect([answer.status, answer.problem.code]).toEqual([503, "provider-down"]);
    vi.stubEnv("OIDC_ISSUER", `${world.provider.issuer}/`);
    expect(await providerStanding(), "the issuer is compared exactly").toMatchObject({ reachable: false });
    vi.stubEnv("OIDC_ISSUER", world.provider.issuer);
  });
});
