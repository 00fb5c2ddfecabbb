import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { callerOfSession } from "#lib/access/admission/caller-of-session.ts";
import { askNewApp, askNewPasskey } from "#lib/access/admission/factor-challenge.ts";
import { type Deed, deedSubject } from "#lib/access/step-up.ts";
import type { AnyCommand } from "#lib/command/command.ts";
import { run } from "#lib/command/run.ts";
import { everythingStored } from "#lib/testing/databases/everything-stored.ts";
import { softwarePasskey } from "#lib/testing/specimens/software-passkey.ts";
import { addApp, addPasskey, askedFor, proven, provenFor, provenOver } from "#lib/testing/worlds/factors.ts";
import { PASSWORD, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { enrolFactor } from "./enrol-factor.ts";
import { removeFactor } from "./remove-factor.ts";
import { renameFactor } from "./rename-factor.ts";
import { renewRecovery } from "./renew-recovery.ts";
import { resetFactor } from "./reset-factor.ts";
import { setFactorRule } from "./set-factor-rule.ts";

let here: TestWorkspace;
let admin: Person;

beforeAll(async () => {
  vi.stubEnv("SECRET", "a secret of the tests, long enough");
  here = await testWorkspace();
  admin = await here.person("Ada Berg", ["admin"]);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await here?.close();
});

const NOBODY = "0198c0de-0000-7000-8000-000000000000";
const lastOf = async (person: Person) => (await here.eventsOf(`factors/${person.id}`)).at(-1);
const standing = (person: Person) => callerOfSession(here.db, person.sessionId, here.clock.now);
const factorsOf = (person: Person) =>
  here.db.prisma.secondFactor.findMany({ where: { personId: person.id } });

describe("adding a factor", () => {
  it("accepts a passkey created here and records which, but neither its name nor a secret", async () => {
    const mira = await here.person("Mira Okafor", ["reviewer"], ["security"]);
    const { factorId, recoveryCodes } = await addPasskey(here, mira);
    expect(recoveryCodes).toHaveLength(10);
    const event = await lastOf(mira);
    expect(event).toMatchObject({
      action: "factor.enrolled",
      actor: { type: "user", id: mira.id },
      data: { factor: factorId, kind: "webauthn", recoveryCodes: 10 },
    });
    for (const secret of [...recoveryCodes!, "Laptop"]) expect(JSON.stringify(event)).not.toContain(secret);
    // This completes the session it was added in; other sessions become half sessions at once.
    expect(await standing(mira)).toMatchObject({ method: "webauthn" });
    expect(await standing(mira)).not.toHaveProperty("lacks");
  });

  it("accepts an app confirmed by its first code, stores its key sealed, and never accepts that code again", async () => {
    const lena = await here.person("Lena Fischer", ["reviewer"], ["compliance"]);
    const app = await addApp(here, lena);
    const [row] = await factorsOf(lena);
    expect(row).toMatchObject({ kind: "totp", name: "Phone" });
    expect(row!.sealedSecret).toHaveLength(12 + 16 + 20);
    await expect(proven(here, lena, { password: PASSWORD, code: app.code() })).rejects.toThrow("code-used");
  });

  it("19: is refused without a fresh proof, with another person's, and with a spent one", async () => {
    const [noor, ines] = [
      await here.person("Noor Haddad", ["viewer"]),
      await here.person("Ines Ruiz", ["viewer"]),
    ];
    const attempt = async (stepUpId: string) => {
      const { challengeId, options } = await asked(noor);
      const given = { challengeId, name: "Key", passkey: softwarePasskey().make(options), stepUpId };
      return here.attempt(enrolFactor, given, noor);
    };
    const refused = { ok: false, error: { kind: "forbidden", code: "sign-in-again" } };
    expect(await attempt(NOBODY)).toMatchObject(refused);
    expect(await attempt(await proven(here, ines))).toMatchObject(refused);
    const once = await proven(here, noor);
    expect(await attempt(once)).toMatchObject({ ok: true });
    expect(await attempt(once)).toMatchObject(refused);
    expect(await factorsOf(noor)).toHaveLength(1);
  });

  it.each([
    ["made elsewhere", { origin: "https://counter.sign.example" }],
    ["nobody unlocked", { verified: false }],
  ])("refuses a passkey %s", async (_, how) => {
    const person = await here.person(`Wanda ${_}`, ["viewer"]);
    const { challengeId, options } = await asked(person);
    const given = { challengeId, name: "Key", passkey: softwarePasskey().make(options, how) };
    const stepUpId = await proven(here, person);
    expect(await here.attempt(enrolFactor, { ...given, stepUpId }, person)).toMatchObject({
      error: { code: "passkey-refused" },
    });
  });

  it("refuses an answer to another session's challenge, a late one, and a wrong first code", async () => {
    const [vera, tom] = [
      await here.person("Vera Lind", ["viewer"]),
      await here.person("Tom Ode", ["viewer"]),
    ];
    const foreign = await asked(tom);
    const passkey = softwarePasskey().make(foreign.options);
    const attempt = async (given: object) =>
      here.attempt(enrolFactor, { name: "Key", stepUpId: await proven(here, vera), ...given }, vera);
    expect(await attempt({ challengeId: foreign.challengeId, passkey })).toMatchObject({
      error: { code: "enrolment-stale" },
    });
    const old = await asked(vera);
    here.clock.now = new Date(here.clock.now.getTime() + 5 * 60_000);
    expect(
      await attempt({ challengeId: old.challengeId, passkey: softwarePasskey().make(old.options) }),
    ).toMatchObject({ error: { code: "enrolment-stale" } });
    const app = await askNewApp(here.db, vera, here.clock.now);
    if (!app.ok) throw new Error("not asked");
    expect(await attempt({ challengeId: app.value.challengeId, code: "000000" })).toMatchObject({
      error: { code: "code-wrong", field: "code" },
    });
    expect(await factorsOf(vera)).toEqual([]);
  });

  it("leaves neither the app's key nor a code nor a recovery code in any row of any table", async () => {
    const person = await here.person("Sue Sealed", ["viewer"]);
    const { secret, code, recoveryCodes } = await addApp(here, person);
    const stored = await everythingStored(here.database.ownerUrl);
    const written = recoveryCodes!.flatMap((shown) => [shown, shown.replaceAll("-", "")]);
    const inBase64 = Buffer.from(secret.bytes).toString("base64");
    for (const found of [secret.base32, secret.hex, secret.hex.toLowerCase(), inBase64, ...written])
      expect(stored).not.toContain(found);
    expect(stored).not.toContain(`"${code()}"`);
    expect(stored).toContain("Sue Sealed");
  });

  it("answers once and stores no secret for a repeat under the same key", async () => {
    const person = await here.person("Kim Once", ["viewer"]);
    const { challengeId, options } = await asked(person);
    const given = { challengeId, name: "Key", passkey: softwarePasskey().make(options) };
    const input = { ...given, stepUpId: await proven(here, person) };
    const asking = { caller: person, now: here.clock.now, idempotencyKey: "the same" };
    const first = await run(here.db, enrolFactor, input, asking);
    expect(first).toMatchObject({ ok: true });
    expect(await run(here.db, enrolFactor, input, asking)).toMatchObject({
      error: { code: "answer-not-kept" },
    });
  });
});

describe("a factor of one's own", () => {
  it("19: is renamed and removed only with a fresh proof of that factor, each recorded", async () => {
    const jo = await here.person("Jo Brand", ["reviewer"], ["product"]);
    const app = await addApp(here, jo);
    const proof = async () => {
      here.clock.now = new Date(here.clock.now.getTime() + 60_000);
      return proven(here, jo, { password: PASSWORD, code: app.code() });
    };
    const { factorId } = app;
    for (const [command, input] of [
      [renameFactor, { factorId, name: "Old phone", stepUpId: NOBODY }],
      [removeFactor, { factorId, stepUpId: NOBODY }],
      [renewRecovery, { stepUpId: NOBODY }],
    ] as const)
      expect(await here.attempt(command as AnyCommand, input, jo)).toMatchObject({
        error: { kind: "forbidden", code: "sign-in-again" },
      });
    await expect(proven(here, jo)).rejects.toThrow("second-factor-needed");
    await here.make(renameFactor, { factorId, name: "Old phone", stepUpId: await proof() }, jo);
    expect(await lastOf(jo)).toMatchObject({ action: "factor.renamed", data: { factor: factorId } });
    const { recoveryCodes } = await here.make(renewRecovery, { stepUpId: await proof() }, jo);
    expect(await lastOf(jo)).toMatchObject({ action: "recovery.renewed", data: { recoveryCodes: 10 } });
    const [old, current] = [app.recoveryCodes![0]!, recoveryCodes[0]!];
    await expect(proven(here, jo, { password: PASSWORD, recoveryCode: old })).rejects.toThrow(
      "recovery-code-wrong",
    );
    const byCode = await proven(here, jo, { password: PASSWORD, recoveryCode: current });
    await here.make(removeFactor, { factorId, stepUpId: byCode }, jo);
    expect(await lastOf(jo)).toMatchObject({
      action: "factor.removed",
      data: { factor: factorId, kind: "totp" },
    });
    expect(await here.db.prisma.recoveryCode.count({ where: { personId: jo.id } })).toBe(0);
    expect(await standing(jo)).not.toHaveProperty("lacks");
  });

  it("cannot be changed by anyone else", async () => {
    const [ann, bob] = [await here.person("Ann Bo", ["viewer"]), await here.person("Bob An", ["viewer"])];
    const { factorId } = await addPasskey(here, ann);
    const stepUpId = await proven(here, bob);
    expect(await here.attempt(removeFactor, { factorId, stepUpId }, bob)).toMatchObject({
      error: { code: "factor-not-found" },
    });
  });
});

describe("an admin", () => {
  it("resets lost factors: recorded, all sessions ended, the reason stored beside the log", async () => {
    const ray = await here.person("Ray Lost", ["reviewer"], ["security"]);
    const { factorId } = await addPasskey(here, ray);
    const input = { personId: ray.id, reason: "Lost the laptop." };
    const without = await here.attempt(resetFactor, { ...input, stepUpId: await proven(here, admin) }, admin);
    expect(without).toMatchObject({
      error: { code: "sign-in-again", todo: expect.stringContaining("reset-factor") },
    });
    const proof = await provenFor(here, admin, "reset-factor", ray.id);
    await here.make(resetFactor, { ...input, ...proof }, admin);
    expect(await lastOf(ray)).toMatchObject({
      action: "factor.reset",
      actor: { id: admin.id },
      targets: [{ type: "person", id: ray.id }],
      data: { factors: [factorId] },
    });
    expect(await factorsOf(ray)).toEqual([]);
    expect(await standing(ray)).toBeNull();
  });

  it("16: requires a factor of everyone: people without one can only add one, effective at once", async () => {
    const kit = await here.person("Kit Late", ["reviewer"], ["security"]);
    const keyed = await here.person("Ada Key", ["admin"]);
    const passkey = await addPasskey(here, keyed);
    const ask = async (act: Deed, of: string) => {
      const subjectDigest = deedSubject(act, { by: keyed.id, of });
      const { challengeId, options } = await askedFor(here, keyed, act, subjectDigest);
      const proof = { passkey: { challengeId, answer: passkey.sign(options) } };
      return provenOver(here, keyed, { act, subjectDigest, ...proof });
    };
    const set = async (rule: "required" | "offered") =>
      here.make(setFactorRule, { rule, ...(await ask("set-factor-rule", rule)) }, keyed);
    await set("required");
    expect(await here.eventsOf(`factor-rule/${here.workspaceId}`)).toMatchObject([
      { action: "factor-rule.set", data: { rule: "required", before: "offered" } },
    ]);
    const half = (await standing(kit))!;
    expect(half).toMatchObject({ lacks: "enrol" });
    const refused = { error: { kind: "forbidden", code: "second-factor-needed" } };
    expect(await here.attempt(setFactorRule, { rule: "offered", stepUpId: NOBODY }, half)).toMatchObject(
      refused,
    );
    await addPasskey(here, half);
    expect(await standing(kit)).not.toHaveProperty("lacks");
    // The last one stays while one is required.
    const { factorId } = passkey;
    const removal = { factorId, ...(await ask("remove-factor", factorId)) };
    expect(await here.attempt(removeFactor, removal, keyed)).toMatchObject({
      error: { code: "last-factor" },
    });
    await set("offered");
  });
});

async function asked(person: Person) {
  const question = await askNewPasskey(here.db, person, here.clock.now);
  return question.value;
}
