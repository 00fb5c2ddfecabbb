import { argon2Sync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "#lib/db/client.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { PASSWORD, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { checkCredentials } from "./check-credentials.ts";

let here: TestWorkspace;
const START = new Date("2026-11-23T08:00:00.000Z");

beforeAll(async () => {
  here = await testWorkspace();
});
afterAll(() => here?.close());

const later = (ms: number): Date => new Date(START.getTime() + ms);
let accounts = 0;
/** A person nobody has guessed at yet, who signed in from 192.0.2.7. */
async function fresh(): Promise<string> {
  const letters = [...String(accounts++)].map((digit) => "abcdefghij"[Number(digit)]).join("");
  await here.person(`Person ${letters}`, ["viewer"]);
  return `person.${letters}@example.com`;
}
const sign = (email: string, password: string, address: string, at = START, db = here.db) =>
  checkCredentials(db, { email, password, address }, at);

describe("signing in", () => {
  it("accepts the right password, whatever the case of the address", async () => {
    const email = await fresh();
    expect(await sign(email.toUpperCase(), PASSWORD, "198.51.100.1")).toMatchObject({ ok: true });
  });

  it("answers an unknown account and a wrong password with the same words, in about the same time", async () => {
    const email = await fresh();
    const timed = async (who: string, address: string) => {
      const began = performance.now();
      const answer = await sign(who, "not the password", address);
      return { answer, took: performance.now() - began };
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 9; i++) {
      const wrong = await timed(email, `198.51.${10 + i}.1`);
      const nobody = await timed(`nobody-${i}@example.com`, `198.51.${30 + i}.1`);
      if (i < 5) expect(nobody.answer).toEqual(wrong.answer);
      if (i < 4) known.push(wrong.took);
      unknown.push(nobody.took);
    }
    // Both derive a hash, which takes nearly all the time; without it an unknown account would answer in a tenth.
    expect(median(unknown)).toBeGreaterThan(median(known) / 3);
    expect(median(unknown)).toBeLessThan(median(known) * 3);
  });

  it.each([
    "ada＠example.com",
    "",
    "not an address",
    "a\u0000@example.com",
    "x".repeat(5000),
    "\ud800@example.com",
  ])("answers what is no address as it answers a stranger: %j", async (email) => {
    expect(await sign(email, PASSWORD, `203.0.${email.length % 250}.1`)).toMatchObject({
      error: { kind: "unauthenticated", code: "wrong-credentials" },
    });
  });
});

describe("guessing", () => {
  it("at one account is slowed down from any address and in any process, and never locks it", async () => {
    const email = await fresh();
    for (let i = 0; i < 5; i++)
      expect(await sign(email, "a guess", `203.0.${i}.1`)).toMatchObject({
        error: { code: "wrong-credentials" },
      });
    const other = connect(here.database.appUrl, { poolSize: 1 });
    try {
      const blocked = await sign(email, PASSWORD, "203.0.113.77", START, other);
      expect(blocked).toMatchObject({
        error: { kind: "throttled", code: "too-many-tries", retryAfterSeconds: 1 },
      });
      expect(await sign(email, PASSWORD, "203.0.113.77", later(1000), other)).toMatchObject({ ok: true });
    } finally {
      await other.close();
    }
  });

  it("at one account does not keep its owner out at their usual address", async () => {
    const email = await fresh();
    for (let i = 0; i < 5; i++) await sign(email, "a guess", `203.0.${i}.1`);
    expect(await sign(email, PASSWORD, "203.0.113.200", later(900))).toMatchObject({
      error: { code: "too-many-tries" },
    });
    expect(await sign(email, PASSWORD, "192.0.2.7", later(900))).toMatchObject({ ok: true });
  });

  it("a hundred and fifty times gets a handful of passwords checked", async () => {
    const email = await fresh();
    const outcomes: string[] = [];
    // From fifty networks, ten guesses at once, a batch a second.
    for (let second = 0; second < 15; second++) {
      const batch = Array.from({ length: 10 }, (_, i) =>
        sign(email, `guess ${second}/${i}`, `203.0.${(second * 10 + i) % 50}.1`, later(second * 1000)),
      );
      for (const outcome of await Promise.all(batch)) outcomes.push(outcome.ok ? "in" : outcome.error.code);
    }
    expect(outcomes).toHaveLength(150);
    expect(outcomes).not.toContain("in");
    expect(outcomes.filter((code) => code === "wrong-credentials").length).toBeLessThanOrEqual(12);
  });

  it("from one address at many accounts is slowed down too, and people behind it still get in after the wait", async () => {
    const email = await fresh();
    const address = "198.51.102.200";
    let seen = 0;
    for (let i = 0; i < 60; i++) {
      const outcome = await sign(`stranger-${i}@example.com`, "a guess", address);
      if (!outcome.ok && outcome.error.code === "wrong-credentials") seen += 1;
    }
    expect(seen).toBe(50);
    expect(await sign(email, PASSWORD, address)).toMatchObject({ error: { code: "too-many-tries" } });
    expect(await sign(email, PASSWORD, address, later(15 * MINUTE_MS))).toMatchObject({ ok: true });
  });

  it("is not confused with sixty people who sign in from one address in a morning", async () => {
    const email = await fresh();
    const address = "198.51.101.201";
    for (let i = 0; i < 60; i++)
      expect(await sign(email, PASSWORD, address, later(i * 100))).toMatchObject({ ok: true });
    expect(
      await here.db.prisma.signInThrottle.findUnique({ where: { key: `address:198.51.101.0/24` } }),
    ).toBeNull();
  });
});

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

describe("15: a hash of an older cost", () => {
  const hashOf = async (email: string) =>
    (await here.db.prisma.person.findUniqueOrThrow({ where: { email } })).passwordHash;
  const makeOld = async (email: string) => {
    const nonce = Buffer.from("sixteen bytes of");
    const cost = { memory: 8192, passes: 1, parallelism: 1, tagLength: 32 };
    const tag = argon2Sync("argon2id", { ...cost, message: Buffer.from(PASSWORD), nonce });
    const old = `$argon2id$m=8192,t=1,p=1$${nonce.toString("base64url")}$${tag.toString("base64url")}`;
    await here.db.prisma.person.update({ where: { email }, data: { passwordHash: old } });
    return old;
  };

  it("is replaced at today's cost by the right password, which stays valid", async () => {
    const email = await fresh();
    await makeOld(email);
    expect(await sign(email, PASSWORD, "198.51.100.77")).toMatchObject({ ok: true });
    const renewed = await hashOf(email);
    expect(renewed).toMatch(/^\$argon2id\$m=19456,t=2,p=1\$/);
    expect(await sign(email, PASSWORD, "198.51.100.77")).toMatchObject({ ok: true });
    expect(await hashOf(email)).toBe(renewed);
  });

  it("is kept after a wrong one", async () => {
    const email = await fresh();
    const old = await makeOld(email);
    expect(await sign(email, "not the password", "198.51.100.78")).toMatchObject({ ok: false });
    expect(await hashOf(email)).toBe(old);
  });
});

describe("42: a refused sign-in", () => {
  it("is recorded with the account that was tried, which the answer never reveals", async () => {
    const email = await fresh();
    const { id } = await here.db.prisma.person.findUniqueOrThrow({ where: { email } });
    const told: (readonly [string | null, string])[] = [];
    const note = (personId: string | null, code: string) => told.push([personId, code]);
    const guess = (who: string, password = "not the password") =>
      checkCredentials(here.db, { email: who, password, address: "198.51.100.79" }, START, note);
    await guess(email);
    await guess("nobody.at.all@example.com");
    for (let tries = 0; tries < 5; tries++) await guess(email);
    expect(told.slice(0, 2)).toEqual([
      [id, "wrong-credentials"],
      [null, "wrong-credentials"],
    ]);
    expect(told.at(-1)).toEqual([id, "too-many-tries"]);
    expect(told).toHaveLength(7);
  });

  it("is not recorded if the sign-in succeeds", async () => {
    const email = await fresh();
    const given = { email, password: PASSWORD, address: "198.51.100.80" };
    await checkCredentials(here.db, given, START, () => expect.unreachable());
  });
});
