import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { enablePerson } from "#lib/access/commands/enable-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { ownAccount } from "#lib/access/queries/own-account.ts";
import { hashTokenSecret } from "#lib/crypto/token-secret.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { everythingStored } from "#lib/testing/databases/everything-stored.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { secretOf } from "#lib/testing/worlds/joining.ts";
import { PASSWORD, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { callerOfSession } from "./caller-of-session.ts";
import { checkCredentials } from "./check-credentials.ts";
import { setPasswordByLink } from "./redeem-link.ts";

const NEW = "seven quiet lanterns";
const DAY_MS = 86_400_000;

let here: TestWorkspace;
let admin: Person;
beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Ada Berg", ["admin"]);
});
afterAll(() => here?.close());

let addresses = 0;
/** Each from a network of its own, so that no try counts against another. */
const redeem = (secret: string, more: { newPassword?: string; address?: string; at?: Date } = {}) => {
  const { newPassword = NEW, address = `198.51.${addresses++}.1`, at = here.clock.now } = more;
  return setPasswordByLink(here.db, { secret, newPassword, address }, at);
};
const giveTo = async ({ id: personId }: Person) => {
  const proof = await provenFor(here, admin, "issue-link", personId);
  const issued = await here.make(issueLink, { personId, ...proof, reason: "Forgot it." }, admin);
  return { ...issued, secret: await secretOf(here, issued) };
};
const signIn = (email: string, password: string) =>
  checkCredentials(here.db, { email, password, address: "192.0.2.99" }, here.clock.now);
const eventsOf = async ({ id }: Person) => (await here.eventsOf(`person/${id}`)).slice(-2);
const over = { ok: false, error: { kind: "unauthenticated", code: "link-over" } };

describe("a link to a new password", () => {
  it("sets it, ends every session, and tells the log and the person", async () => {
    const tom = await here.person("Tom Reed", ["viewer"]);
    const { linkId, secret, expiresAt } = await giveTo(tom);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(Date.parse(expiresAt) - here.clock.now.getTime()).toBe(DAY_MS);
    expect(await redeem(secret)).toEqual({ ok: true, value: { sessionsEnded: 1 } });
    expect(await callerOfSession(here.db, tom.sessionId, here.clock.now)).toBeNull();
    expect(await signIn("tom.reed@example.com", PASSWORD)).toMatchObject({ ok: false });
    expect(await signIn("tom.reed@example.com", NEW)).toEqual({ ok: true, value: { personId: tom.id } });
    expect(await eventsOf(tom)).toMatchObject([
      {
        action: "link.issued",
        actor: { type: "user", id: admin.id },
        targets: [{ type: "person", id: tom.id }],
        data: { link: linkId, purpose: "new-password", expiresAt, via: "mailed" },
        details: { reason: expect.any(String) },
      },
      {
        action: "link.redeemed",
        actor: { type: "system", id: "sign-in" },
        targets: [{ type: "person", id: tom.id }],
        data: { link: linkId, sessionsEnded: 1, purpose: "new-password", via: "mailed", issuer: admin.id },
      },
    ]);
    const { changes } = await here.see(factorList, {}, tom);
    expect(changes.slice(0, 2)).toMatchObject([
      { action: "link.redeemed", byYou: false },
      { action: "link.issued", byYou: false },
    ]);
    const { passwordChangedAt } = await here.see(ownAccount, {}, tom);
    expect(passwordChangedAt).toBe(here.clock.now.toISOString());
  });

  it("given and not used leaves the password as it was", async () => {
    const person = await here.person("Ola Nord", ["viewer"]);
    const before = await here.see(ownAccount, {}, person);
    await giveTo(person);
    expect(await here.see(ownAccount, {}, person)).toEqual(before);
    expect(await signIn("ola.nord@example.com", PASSWORD)).toMatchObject({ ok: true });
  });

  it("keeps its secret nowhere: only the hash is stored, and nothing is in the log", async () => {
    const { secret } = await giveTo(await here.person("Una Ward", ["viewer"]));
    const stored = await everythingStored(here.database.ownerUrl);
    expect(stored).not.toContain(secret);
    expect(stored).toContain(Buffer.from(hashTokenSecret(secret)).toString("hex"));
    await redeem(secret);
    const after = await everythingStored(here.database.ownerUrl);
    for (const kept of [secret, NEW]) expect(after).not.toContain(kept);
  });

  it("works once, also when it is tried twice at the same moment", async () => {
    const { secret } = await giveTo(await here.person("Noor Haddad", ["viewer"]));
    const outcomes = await Promise.all([
      redeem(secret),
      redeem(secret, { newPassword: "eight loud lanterns" }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject(over);
    expect(await redeem(secret)).toMatchObject(over);
  });

  it("is over after a day, with a newer link, and with the person's access", async () => {
    const person = await here.person("Ines Ruiz", ["viewer"]);
    const old = await giveTo(person);
    expect(await redeem(old.secret, { at: new Date(here.clock.now.getTime() + DAY_MS) })).toMatchObject(over);
    const newer = await giveTo(person);
    expect(await redeem(old.secret)).toMatchObject(over);
    const { id: personId } = person;
    await here.make(disablePerson, { personId, reason: "Left." }, admin);
    expect(await redeem(newer.secret)).toMatchObject(over);
    const back = { personId, ...(await provenFor(here, admin, "enable-person", personId)), reason: "Back." };
    await here.make(enablePerson, back, admin);
    expect(await redeem(newer.secret)).toMatchObject(over);
  });

  it("is not spent by a password that nobody may have", async () => {
    const { secret } = await giveTo(await here.person("Vera Lind", ["viewer"]));
    for (const [newPassword, code] of [
      ["short", "password-too-short"],
      ["password1234", "password-common"],
      ["Vera Lind Vera", "password-guessable"],
    ] as const)
      expect(await redeem(secret, { newPassword })).toMatchObject({
        error: { kind: "invalid", code, field: "newPassword" },
      });
    expect(await redeem(secret)).toMatchObject({ ok: true });
  });

  it("that never was is refused in the same words, whatever password comes with it", async () => {
    const spent = await giveTo(await here.person("Pia Holm", ["viewer"]));
    await redeem(spent.secret);
    const [known, unknown] = [await redeem(spent.secret), await redeem("x".repeat(43))];
    expect(known).toEqual(unknown);
    expect(await redeem("x".repeat(43), { newPassword: "short" })).toEqual(unknown);
  });

  it("cannot be guessed at fast, and guesses beside its holder do not keep them from it", async () => {
    const { secret } = await giveTo(await here.person("Eva Moreau", ["viewer"]));
    const [address, at] = ["203.0.113.5", here.clock.now];
    const codes: (string | null)[] = [];
    for (let i = 0; i < 52; i++) {
      const outcome = await redeem(`guess-${i}`, { address, at });
      codes.push(outcome.ok ? null : outcome.error.code);
    }
    expect(codes.at(0)).toBe("link-over");
    expect(codes.at(-1)).toBe("too-many-tries");
    expect(await redeem(secret, { address, at })).toMatchObject({ ok: true });
    expect(await redeem(secret, { address, at })).toMatchObject({ error: { code: "link-over" } });
  }, 60_000);

  it("is a workspace's own: another sees nothing of it, and cannot give one to its people", async () => {
    const person = await here.person("Rui Costa", ["viewer"]);
    await giveTo(person);
    const other = "0198c0de-0000-7000-8000-00000000000f";
    expect(await inWorkspace(here.db, other, (tx) => tx.credentialLink.count())).toBe(0);
    const stranger = { ...here.system, workspaceId: other };
    expect(await here.attempt(issueLink, { personId: person.id, reason: "x" }, stranger)).toMatchObject({
      error: { code: "person-not-found" },
    });
  });
});

describe("giving a link", () => {
  it("needs an admin, with a fresh proof, for somebody else whose access is open", async () => {
    const person = await here.person("Bo Lang", ["viewer"]);
    const give = (input: object, caller: Person) =>
      here.attempt(issueLink, { personId: person.id, reason: "Forgot it.", ...input }, caller);
    expect(await give(await provenFor(here, person, "issue-link", person.id), person)).toMatchObject({
      error: { code: "role-missing" },
    });
    expect(await give({}, admin)).toMatchObject({ error: { code: "sign-in-again" } });
    const once = await provenFor(here, admin, "issue-link", person.id);
    expect(await give(once, admin)).toMatchObject({ ok: true });
    expect(await give(once, admin)).toMatchObject({ error: { code: "sign-in-again" } });
    const own = { personId: admin.id, ...(await provenFor(here, admin, "issue-link", admin.id)) };
    expect(await give(own, admin)).toMatchObject({ error: { code: "not-oneself" } });
    await here.make(disablePerson, { personId: person.id, reason: "Left." }, admin);
    expect(await give(await provenFor(here, admin, "issue-link", person.id), admin)).toMatchObject({
      error: { code: "person-disabled" },
    });
  });
});
