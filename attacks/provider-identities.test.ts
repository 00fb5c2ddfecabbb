import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bindIdentity } from "#lib/access/commands/bind-identity.ts";
import { identityList } from "#lib/access/queries/identity-list.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { callbackAddress } from "#lib/protocols/openid-connect/begin-visit.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { type Forgery, forgingProvider } from "#lib/testing/servers/forging-provider.ts";
import { testProvider } from "#lib/testing/servers/provider.ts";
import { proven } from "#lib/testing/worlds/factors.ts";
import { providerWorld, said, use } from "#lib/testing/worlds/provider-world.ts";

let world: Awaited<ReturnType<typeof providerWorld>>;
let forging: Awaited<ReturnType<typeof forgingProvider>>;
beforeAll(async () => {
  world = await providerWorld();
  forging = await forgingProvider();
  await world.bind(world.mira, "mira");
});
afterEach(() => use(world.provider));
afterAll(async () => {
  await forging?.close();
  await world?.close();
});

const UNKNOWN = "/sign-in?refused=identity-unknown";
const act = "cast-verdict";
const subjectDigest = digestOfJson({ release: 12 });

describe("an identity is an issuer and a subject", () => {
  it("the same subject at another issuer is nobody", async () => {
    const accounts = { mira: { email: "mira.okafor@example.com", email_verified: true } };
    const other = await testProvider(accounts, callbackAddress());
    use(other);
    expect(said(await (await world.browserOf()).go({ login: "mira" }))).toBe(UNKNOWN);
    await other.close();
  });

  it("the same verified e-mail address under another subject is nobody", async () => {
    expect(said(await (await world.browserOf()).go({ login: "mira-again" }))).toBe(UNKNOWN);
  });

  it("a stolen session binds no account of the thief's: neither without a proof nor with their address", async () => {
    const { lena, browserOf, workspace } = world;
    const thief = await browserOf(lena);
    const bind = async (stepUpId: string) =>
      said(await thief.go({ login: "thief" }, "/binding", { stepUpId }));
    expect(await bind(randomUUID())).toBe("/account?refused=sign-in-again");
    expect(await bind(await proven(workspace, lena))).toBe("/account?refused=provider-email-differs");
    expect((await workspace.see(identityList, {}, lena)).identities).toEqual([]);
  });

  it("of two people who bind one account at once, one does", async () => {
    const { workspace } = world;
    const people = [
      await workspace.person("Ann One", ["viewer"]),
      await workspace.person("Ann Two", ["viewer"]),
    ];
    const binding = people.map(async (person) => ({
      stepUpId: await proven(workspace, person),
      issuer: "https://login.example",
      subject: "shared",
      email: `${person.name.toLowerCase().replace(" ", ".")}@example.com`,
      emailVerified: true,
    }));
    const inputs = await Promise.all(binding);
    const answers = await Promise.all(
      inputs.map((input, index) => workspace.attempt(bindIdentity, input, people[index]!)),
    );
    expect(answers.map((answer) => (answer.ok ? "bound" : answer.error.code)).sort()).toEqual([
      "bound",
      "identity-taken",
    ]);
  });

  it("the server's own database role binds it to nobody else, reopens nothing and deletes nothing", async () => {
    const { workspaceId } = world.workspace;
    const refusedSql = (sql: string) =>
      withClient(world.api.database.appUrl, async (client) => {
        await client.query("SELECT set_config('app.workspace', $1, false)", [workspaceId]);
        return client.query(sql).then(
          ({ rowCount }) => `${rowCount} rows`,
          (error: Error) => error.message,
        );
      });
    const copy = `INSERT INTO provider_identity (id, workspace_id, person_id, issuer, subject, bound_at)
      SELECT gen_random_uuid(), workspace_id, '${world.lena.id}', issuer, subject, now() FROM provider_identity`;
    expect(await refusedSql(copy)).toContain("provider_identity_subject");
    expect(await refusedSql(`UPDATE provider_identity SET person_id = '${world.lena.id}'`)).toContain(
      "permission denied",
    );
    expect(await refusedSql("DELETE FROM provider_identity")).toContain("permission denied");
    await refusedSql("UPDATE provider_identity SET unbound_at = now() WHERE subject = 'shared'");
    const reopen = "UPDATE provider_identity SET unbound_at = NULL WHERE subject = 'shared'";
    expect(await refusedSql(reopen)).toContain("What was unbound stays unbound");
  });
});

describe("the way back from the provider", () => {
  it("is closed to a browser that did not go there, so nobody is signed in as somebody else", async () => {
    const thief = await world.browserOf();
    const back = await thief.visit((await thief.begin("")).address, { login: "mira" });
    const victim = await world.browserOf();
    expect(said(await victim.comeBack(back))).toBe("/sign-in?refused=visit-missing");
    await victim.begin("");
    expect(said(await victim.comeBack(back)), "their own visit has another state").toBe(
      "/sign-in?refused=provider-answer-refused",
    );
    expect((await victim.ours("GET", "/api/v1/account")).status).toBe(401);
  });

  it("signs nobody in under a name that a foreign page bound to this address", async () => {
    const { browserOf, api } = world;
    const browser = await browserOf();
    const back = await browser.visit((await browser.begin("")).address, { login: "mira" });
    const { pathname, search } = new URL(back);
    const rebound = new Request(`https://evil.example${pathname}${search}`, {
      headers: { cookie: browser.cookies() },
    });
    const answer = await api.api.fetch(rebound);
    expect(answer.headers.get("location")).toBe("/sign-in?refused=visit-missing");
    expect(answer.headers.get("set-cookie")).not.toContain("session");
    expect(said(await browser.comeBack(back)), "under our own name it still counts").toBe("/");
  });

  it("answers once: not again with the same code, state and cookie", async () => {
    const browser = await world.browserOf();
    const back = await browser.visit((await browser.begin("")).address, { login: "mira" });
    const visit = browser.cookie("__Host-provider-visit");
    expect(said(await browser.comeBack(back))).toBe("/");
    const replaying = await world.browserOf();
    replaying.setCookie(`__Host-provider-visit=${visit}`);
    expect(said(await replaying.comeBack(back))).toBe("/sign-in?refused=visit-over");
    expect((await replaying.ours("GET", "/api/v1/account")).status).toBe(401);
  });

  it("takes no answer of one provider for a visit to another", async () => {
    const browser = await world.browserOf();
    const back = await browser.visit((await browser.begin("")).address, { login: "mira" });
    use(forging);
    expect(said(await browser.comeBack(back))).toBe("/sign-in?refused=provider-answer-refused");
  });

  it.each([
    "//evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
  ])("leads to no other site: %j", async (next) => {
    const back = await (await world.browserOf()).go({ login: "mira" }, "", { next });
    expect(back.href).toBe("https://countersign.example/");
  });

  it("proves presence in the session that asked, and in no other", async () => {
    const { mira, lena, browserOf } = world;
    const browser = await browserOf(mira);
    const back = await browser.visit((await browser.begin("/step-up", { act, subjectDigest })).address, {
      login: "mira",
    });
    browser.setCookie((await browserOf(lena)).cookies());
    expect(said(await browser.comeBack(back))).toContain("refused=visit-of-another-session");
  });
});

const HOUR_AGO = Math.floor(Date.now() / 1000) - 3600;
const NOBODYS: [string, Forgery][] = [
  ["without a signature", { unsigned: true }],
  ["signed with another key", { otherKey: true }],
  ["for another client", { claims: { aud: "another" } }],
  ["of another issuer", { claims: { iss: "https://login.example" } }],
  ["with another nonce", { claims: { nonce: "replayed" } }],
  ["without a nonce", { claims: { nonce: null } }],
  ["that expired", { claims: { exp: HOUR_AGO, iat: HOUR_AGO } }],
  ["in an answer that names another issuer", { answerIssuer: "https://login.example" }],
];

describe("an id_token", () => {
  it.each(NOBODYS)("%s is not believed", async (_, forgery) => {
    use(forging);
    forging.forge(forgery);
    expect(said(await (await world.browserOf()).go({ login: "mira" }))).toBe(
      "/sign-in?refused=provider-answer-refused",
    );
  });

  it.each([
    ["an hour old", HOUR_AGO, "provider-auth-time-old"],
    ["an hour ahead", HOUR_AGO + 7200, "provider-auth-time-old"],
    ["missing", null, "provider-auth-time-missing"],
    ["no number", "now", "provider-answer-refused"],
  ])("whose auth_time is %s proves no presence", async (_, authTime, code) => {
    use(forging);
    const { mira, bind, browserOf } = world;
    forging.forge({});
    await bind(mira, "mira");
    forging.forge({ claims: { auth_time: authTime } });
    const back = await (await browserOf(mira)).go({ login: "mira" }, "/step-up", { act, subjectDigest });
    expect(back.searchParams.get("refused")).toBe(code);
    expect(back.searchParams.has("proof")).toBe(false);
  });

  it("that is good is believed, so that the tests above refuse what they mean", async () => {
    use(forging);
    forging.forge({});
    const { mira, browserOf } = world;
    const back = await (await browserOf(mira)).go({ login: "mira" }, "/step-up", { act, subjectDigest });
    expect(back.searchParams.has("proof")).toBe(true);
  });
});
