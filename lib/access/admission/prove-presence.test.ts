import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession } from "#lib/access/commands/open-session.ts";
import { setFactorRule } from "#lib/access/commands/set-factor-rule.ts";
import { spendStepUp } from "#lib/access/rows/spend-step-up.ts";
import { isRecoverable, STEP_UP_ACTS, type StepUpAct } from "#lib/access/step-up.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { addPasskey, storedProof } from "#lib/testing/worlds/factors.ts";
import { PASSWORD, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { checkCredentials } from "./check-credentials.ts";
import { provePresence } from "./prove-presence.ts";

let here: TestWorkspace;
let mira: Person;
let lena: Person;
const START = new Date("2026-11-23T08:00:00.000Z");
const later = (ms: number): Date => new Date(START.getTime() + ms);
const digest = digestOfJson({ release: 12 });

beforeAll(async () => {
  here = await testWorkspace();
  mira = await here.person("Mira Okafor", ["reviewer"], ["security"]);
  lena = await here.person("Lena Fischer", ["reviewer"], ["compliance"]);
});
afterAll(() => here?.close());

const proof = { password: PASSWORD, act: "cast-verdict", subjectDigest: digest, address: "192.0.2.7" };

async function prove(caller: Caller = mira, more: object = {}): Promise<string> {
  const proved = await provePresence(here.db, caller, { ...proof, ...more }, START);
  if (!proved.ok) throw new Error(proved.error.code);
  return proved.value.stepUpId;
}
const spend = (id: string, caller: Caller = mira, more: object = {}, at = later(MINUTE_MS)) =>
  inWorkspace(here.db, here.workspaceId, (tx) =>
    spendStepUp(tx, caller, { id, act: "cast-verdict", subjectDigest: digest, ...more }, at),
  );
const refused = { ok: false, error: { kind: "forbidden", code: "sign-in-again" } };

describe("a proof of presence", () => {
  it("is valid for one signature", async () => {
    const id = await prove();
    expect(await spend(id)).toEqual({
      ok: true,
      value: { method: "password", passkey: null, identity: null, sitting: null },
    });
    expect(await spend(id)).toMatchObject(refused);
  });

  it("is valid for one of many concurrent signatures", async () => {
    const id = await prove();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => spend(id)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
  });

  it("is invalid for another digest, act, person or session", async () => {
    const id = await prove();
    const { sessionId } = await here.make(
      openSession,
      { personId: mira.id, address: "192.0.2.7", userAgent: "another browser" },
      here.system,
    );
    expect(await spend(id, mira, { subjectDigest: digestOfJson({ release: 13 }) })).toMatchObject(refused);
    expect(await spend(id, mira, { act: "publish-policy" })).toMatchObject(refused);
    expect(await spend(id, lena)).toMatchObject(refused);
    expect(await spend(id, { ...mira, sessionId })).toMatchObject(refused);
    expect(await spend(randomUUID())).toMatchObject(refused);
    // None of those spent it.
    expect(await spend(id)).toMatchObject({ ok: true });
  });

  it("expires after five minutes", async () => {
    const [id, old] = [await prove(), await prove()];
    expect(await spend(id, mira, {}, later(5 * MINUTE_MS))).toMatchObject({ ok: true });
    expect(await spend(old, mira, {}, later(5 * MINUTE_MS + 1))).toMatchObject(refused);
  });

  it("stays unspent if its signature is refused", async () => {
    const id = await prove();
    const work = inWorkspace(here.db, here.workspaceId, async (tx) => {
      await spendStepUp(tx, mira, { id, act: "cast-verdict", subjectDigest: digest }, START);
      throw new Error("the signature was refused");
    });
    await expect(work).rejects.toThrow("refused");
    expect(await spend(id)).toMatchObject({ ok: true });
  });

  it("accepts only the person's own password", async () => {
    expect(await provePresence(here.db, mira, { ...proof, password: "something else" }, START)).toMatchObject(
      {
        error: { kind: "forbidden", code: "wrong-password", field: "password" },
      },
    );
  });

  it("cannot be given by a token or the system", async () => {
    const token: Caller = {
      kind: "token",
      id: randomUUID(),
      name: "CI",
      workspaceId: here.workspaceId,
      scopes: [],
    };
    for (const caller of [token, here.system]) {
      expect(await provePresence(here.db, caller, proof, START)).toMatchObject({
        error: { code: "person-only" },
      });
      expect(await spend(randomUUID(), caller)).toMatchObject(refused);
    }
  });

  it("is throttled when the password is guessed, separately from the sign-in page", async () => {
    const outsider = { email: "lena.fischer@example.com", password: "a guess" };
    for (let i = 0; i < 8; i++)
      await checkCredentials(here.db, { ...outsider, address: `203.0.113.${i}` }, START);
    expect(await provePresence(here.db, lena, proof, START)).toMatchObject({ ok: true });
    const guess = { ...proof, password: "a guess" };
    for (let i = 0; i < 5; i++)
      expect(await provePresence(here.db, lena, guess, START)).toMatchObject({
        error: { code: "wrong-password" },
      });
    expect(await provePresence(here.db, lena, proof, START)).toMatchObject({
      error: { kind: "throttled", code: "too-many-tries" },
    });
    expect(await provePresence(here.db, lena, proof, later(MINUTE_MS))).toMatchObject({ ok: true });
  });
});

it("takes a recovery code for a change of one's own factors alone", async () => {
  const tom = await here.person("Tom Reed", ["admin"]);
  const { recoveryCodes } = await addPasskey(here, tom);
  const changes = ["change-factors", "enrol-factor", "renew-recovery", "rename-factor", "remove-factor"];
  expect(STEP_UP_ACTS.filter(isRecoverable)).toEqual(changes);
  const proving = (act: StepUpAct, recoveryCode: string | undefined) =>
    provePresence(here.db, tom, { ...proof, act, recoveryCode }, here.clock.now);
  expect(await proving("remove-factor", recoveryCodes![0])).toMatchObject({ ok: true });
  expect(await proving("set-factor-rule", recoveryCodes![1])).toMatchObject({
    error: { code: "second-factor-needed" },
  });
});

it("takes no password alone for a signature where a factor is required, not even to be spent once there is one", async () => {
  const requiring = await testWorkspace();
  const [ada, noor] = [
    await requiring.person("Ada Berg", ["admin"]),
    await requiring.person("Noor Haddad", ["reviewer"]),
  ];
  const given = await storedProof(requiring, ada, "set-factor-rule", "required");
  await requiring.make(setFactorRule, { rule: "required", ...given }, ada);
  const proving = (act: StepUpAct) =>
    provePresence(requiring.db, noor, { ...proof, act }, requiring.clock.now);
  expect(await proving("cast-verdict")).toMatchObject({ error: { code: "second-factor-needed" } });
  expect(await proving("enrol-factor")).toMatchObject({ ok: true });
  await requiring.close();
});
