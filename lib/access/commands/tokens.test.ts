import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callerOfToken } from "#lib/access/admission/caller-of-token.ts";
import { tokenTerms } from "#lib/access/token-terms.ts";
import { run } from "#lib/command/run.ts";
import { everythingStored } from "#lib/testing/databases/everything-stored.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { exposedModel } from "#lib/testing/worlds/telemetry.ts";
import { PASSWORD, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { changePassword } from "./change-password.ts";
import { disablePerson } from "./disable-person.ts";
import { handOverToken } from "./hand-over-token.ts";
import { issueToken } from "./issue-token.ts";
import { revokeToken } from "./revoke-token.ts";

let here: TestWorkspace;
let admin: Person;

beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Ada Berg", ["admin"]);
});
afterAll(() => here?.close());

const wanted = { name: "serving", scopes: ["registry:read"], expiresInDays: 1 };

/** A token as it is asked for, with a proof over exactly that. */
const proved = async <T extends object>(more?: T) => {
  const asked = { ...wanted, ...more };
  return { ...asked, ...(await provenFor(here, admin, "issue-token", tokenTerms(asked))) };
};

describe("a token", () => {
  it("is issued only over a fresh proof of presence for it", async () => {
    const other = await provenFor(here, admin, "issue-token", wanted.name);
    for (const proof of [{}, other])
      expect(await here.attempt(issueToken, { ...wanted, ...proof }, admin)).toMatchObject({
        error: {
          code: "sign-in-again",
          todo: expect.stringContaining(`issue-token on the subject ${tokenTerms(wanted)}`),
        },
      });
  });

  it.each([
    ["a wider scope", () => ({ scopes: ["registry:read", "deployment:allow"] })],
    ["a later expiry", () => ({ expiresInDays: 366 })],
    ["another name", () => ({ name: "nightly" })],
    [
      "somebody else to answer for it",
      async () => ({ responsibleId: (await here.person("Per Lund", ["viewer"])).id }),
    ],
  ])("is not issued over a proof for the same token without %s", async (_, more) => {
    const asked = { ...(await proved()), ...(await more()) };
    expect(await here.attempt(issueToken, asked, admin)).toMatchObject({ error: { code: "sign-in-again" } });
  });

  it("is not issued as a source of evidence, or for every pointer, over a proof without that", async () => {
    await exposedModel(here, "another-model");
    const asked = { scopes: ["telemetry:ingest"] };
    const source = { name: "edge", pointer: "another-model.production" };
    for (const [proven, spent] of [
      [asked, { source }],
      [{ ...asked, source }, { source: { name: "edge" } }],
    ] as const)
      expect(await here.attempt(issueToken, { ...(await proved(proven)), ...spent }, admin)).toMatchObject({
        error: { code: "sign-in-again" },
      });
  });

  it("is valid for its scopes from its issue until its revocation", async () => {
    const { tokenId, secret } = await here.make(issueToken, await proved(), admin);
    expect(await callerOfToken(here.db, secret, here.clock.now)).toEqual({
      kind: "token",
      id: tokenId,
      name: "serving",
      workspaceId: here.workspaceId,
      scopes: ["registry:read"],
    });
    await here.make(revokeToken, { tokenId }, admin);
    expect(await callerOfToken(here.db, secret, here.clock.now)).toBeNull();
    expect(await here.eventsOf(`token/${tokenId}`)).toMatchObject([
      {
        action: "token.issued",
        actor: { type: "user", id: admin.id },
        data: { name: "serving", scopes: ["registry:read"] },
      },
      { action: "token.revoked", actor: { type: "user", id: admin.id } },
    ]);
  });

  it("may name the source it sends evidence as, and the pointer that it does so for", async () => {
    const { pointerId } = await exposedModel(here);
    const source = { name: "edge", pointer: "flight-delay.production" };
    const { tokenId, secret } = await here.make(
      issueToken,
      await proved({ scopes: ["telemetry:ingest"], source }),
      admin,
    );
    expect(await callerOfToken(here.db, secret, here.clock.now)).toMatchObject({
      source: { name: "edge", pointerId },
    });
    const [event] = await here.eventsOf(`token/${tokenId}`);
    expect(event).toMatchObject({
      data: {
        source: { name: "edge", pointer: { id: pointerId, model: "flight-delay", name: "production" } },
      },
    });
    const everywhere = await proved({ scopes: ["telemetry:ingest"], source: { name: "edge" } });
    const { secret: wide } = await here.make(issueToken, everywhere, admin);
    expect(await callerOfToken(here.db, wide, here.clock.now)).toMatchObject({
      source: { name: "edge", pointerId: null },
    });
  });

  it.each([
    ["without telemetry", { source: { name: "edge" } }, "source-sends-nothing"],
    [
      "a pointer there is not",
      { scopes: ["telemetry:ingest"], source: { name: "edge", pointer: "no.where" } },
      "pointer-not-found",
    ],
    ["a name with spaces", { scopes: ["telemetry:ingest"], source: { name: "the edge" } }, "invalid-input"],
  ])("has no source with %s", async (_, more, code) => {
    expect(await here.attempt(issueToken, { ...(await proved()), ...more }, admin)).toMatchObject({
      error: { code },
    });
  });

  it("expires on time", async () => {
    const { secret, expiresAt } = await here.make(issueToken, await proved(), admin);
    const end = new Date(expiresAt);
    expect(await callerOfToken(here.db, secret, new Date(end.getTime() - 1))).not.toBeNull();
    expect(await callerOfToken(here.db, secret, end)).toBeNull();
  });

  it.each([
    ["a person's act as a scope", { scopes: ["verdict:cast"] }],
    ["a scope there is not", { scopes: ["everything"] }],
    ["no scope", { scopes: [] }],
    ["no end", { expiresInDays: 0 }],
    ["more than a year", { expiresInDays: 367 }],
    ["a secret of one's own", { secret: `cst_${"A".repeat(43)}` }],
  ])("is refused with %s", async (_, more) => {
    expect(await here.attempt(issueToken, { ...wanted, ...more }, admin)).toMatchObject({
      error: { kind: "invalid", code: "invalid-input" },
    });
  });

  it("is revoked once, and only if it exists", async () => {
    const { tokenId } = await here.make(issueToken, await proved(), admin);
    await here.make(revokeToken, { tokenId }, admin);
    expect(await here.attempt(revokeToken, { tokenId }, admin)).toMatchObject({ error: { kind: "gone" } });
    expect(await here.attempt(revokeToken, { tokenId: admin.id }, admin)).toMatchObject({
      error: { kind: "not-found" },
    });
  });
});

describe("the person responsible", () => {
  /** With a fresh proof for this token and this person. */
  const handing = async (tokenId: string, responsibleId: string) => ({
    tokenId,
    responsibleId,
    ...(await provenFor(here, admin, "hand-over-token", `${tokenId}/${responsibleId}`)),
  });

  it("is the issuer unless another is named, and can change", async () => {
    const { tokenId } = await here.make(issueToken, await proved(), admin);
    const bo = await here.person("Bo Lund", ["viewer"]);
    const toBo = { tokenId, responsibleId: bo.id };
    expect(await here.attempt(handOverToken, toBo, admin)).toMatchObject({
      error: { code: "sign-in-again", todo: expect.stringContaining("hand-over-token") },
    });
    const elsewhere = await handing(tokenId, admin.id);
    expect(await here.attempt(handOverToken, { ...elsewhere, ...toBo }, admin)).toMatchObject({
      error: { code: "sign-in-again" },
    });
    await here.make(handOverToken, await handing(tokenId, bo.id), admin);
    expect(await here.attempt(handOverToken, await handing(tokenId, bo.id), admin)).toMatchObject({
      error: { code: "already-responsible" },
    });
    expect(await here.eventsOf(`token/${tokenId}`)).toMatchObject([
      { action: "token.issued", data: { responsible: admin.id } },
      { action: "token.handed-over", data: { responsible: bo.id, before: admin.id } },
    ]);
    await here.make(revokeToken, { tokenId }, admin);
    expect(await here.attempt(handOverToken, await handing(tokenId, admin.id), admin)).toMatchObject({
      error: { kind: "gone" },
    });
  });

  it("is an active person of this workspace", async () => {
    const cy = await here.person("Cy Roth", ["viewer"]);
    await here.make(disablePerson, { personId: cy.id, reason: "Left." }, admin);
    const { tokenId } = await here.make(issueToken, await proved(), admin);
    const refused = { error: { code: "person-not-active", field: "responsibleId" } };
    for (const responsibleId of [cy.id, here.workspaceId]) {
      expect(await here.attempt(issueToken, { ...(await proved()), responsibleId }, admin)).toMatchObject(
        refused,
      );
      expect(await here.attempt(handOverToken, { tokenId, responsibleId }, admin)).toMatchObject(refused);
    }
  });

  it("is named where the installation itself issues it", async () => {
    expect(await here.attempt(issueToken, wanted, here.system)).toMatchObject({
      error: { code: "responsible-missing" },
    });
  });
});

describe("a secret", () => {
  it("is in one answer and nowhere in the database, whatever came with the request", async () => {
    const asking = { caller: admin, idempotencyKey: "issue-1", requestId: "r" };
    const issued = await run(here.db, issueToken, await proved(), { ...asking, now: here.clock.now });
    if (!issued.ok) throw new Error(issued.error.code);
    const { secret } = issued.value;
    const password = "a canary among the passwords";
    const nadia = await here.person("Nadia Roy", ["viewer"]);
    const changed = { currentPassword: PASSWORD, newPassword: password };
    const change = { caller: nadia, now: here.clock.now, idempotencyKey: "change-1", requestId: "r" };
    const first = await run(here.db, changePassword, changed, change);
    expect(first.ok).toBe(true);
    const stored = await everythingStored(here.database.ownerUrl);
    expect(stored).toContain("Nadia Roy");
    expect(stored).toContain("issue-1");
    for (const kept of [secret, secret.slice("cst_".length), password, PASSWORD])
      expect(stored).not.toContain(kept);
    // A request's digest must not help to guess passwords: it is the same for any password.
    const other = await run(
      here.db,
      changePassword,
      { ...changed, newPassword: "quite another password" },
      change,
    );
    expect(other).toEqual(first);
  });

  it("is not returned twice: a repeated request is refused as done", async () => {
    const asking = { caller: admin, idempotencyKey: "issue-2", now: here.clock.now };
    const once = await proved();
    expect((await run(here.db, issueToken, once, asking)).ok).toBe(true);
    expect(await run(here.db, issueToken, once, asking)).toMatchObject({
      error: { kind: "gone", code: "answer-not-kept" },
    });
    expect(await run(here.db, issueToken, { ...wanted, name: "other" }, asking)).toMatchObject({
      error: { kind: "conflict", code: "idempotency-key-reused" },
    });
  });
});
