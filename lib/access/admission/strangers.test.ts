import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { PASSWORD, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { admitTry } from "./admit-try.ts";
import { checkCredentials, type KnownBrowser } from "./check-credentials.ts";
import { provePresence } from "./prove-presence.ts";
import { networkKey } from "./throttle-keys.ts";

/** Who can keep whom from signing in, and from signing. */
let here: TestWorkspace;
beforeAll(async () => {
  here = await testWorkspace();
});
afterAll(() => here?.close());

const START = new Date("2026-11-23T08:00:00.000Z");
const later = (ms: number): Date => new Date(START.getTime() + ms);
const LETTERS = "abcdefghij";
let people = 0;
/** A person who signed in from 192.0.2.7 lately. */
async function fresh() {
  const name = `Signer ${LETTERS[people++]}`;
  const person = await here.person(name, ["reviewer"]);
  return { ...person, email: `${name.toLowerCase().replace(" ", ".")}@example.com` };
}
type From = { address: string; browser?: KnownBrowser | null; at?: Date };
const signIn = (email: string, password: string, { address, browser = null, at = START }: From) =>
  checkCredentials(here.db, { email, password, address, browser }, at);
const guessAt = async (email: string, times: number, addressOf: (i: number) => string) => {
  for (let i = 0; i < times; i++) await signIn(email, `guess ${i}`, { address: addressOf(i) });
};
/** How many tries at an unknown account were let through to be checked. */
const tries = async (times: number, addressOf: (i: number) => string) => {
  let admitted = 0;
  for (let i = 0; i < times; i++)
    if ((await admitTry(here.db, [networkKey(addressOf(i))], START)).ok) admitted += 1;
  return admitted;
};
const throttled = { ok: false, error: { code: "too-many-tries" } };

describe("13: guesses are counted by network", () => {
  it.each([
    ["the addresses of one IPv6 /64", (i: number) => `2001:db8:1:2::${i.toString(16)}`],
    ["IPv6 in every spelling", (i: number) => (i % 2 ? `2001:DB8:1:3:0:0:0:${i}` : `2001:db8:1:3::${i}`)],
    ["the addresses of one IPv4 /24", (i: number) => `198.51.100.${i}`],
    ["IPv4, and the same as IPv6", (i: number) => (i % 2 ? `203.0.113.${i}` : `::ffff:203.0.113.${i}`)],
  ])("however they move among %s", async (_name, addressOf) => {
    expect(await tries(60, addressOf)).toBe(50);
  });
});

describe("13: strangers keep nobody out", () => {
  it("of a browser they signed in with before, wherever they are", async () => {
    const { email, id } = await fresh();
    await guessAt(email, 12, (i) => `100.64.${i}.1`);
    await tries(60, () => "100.65.1.1");
    const abroad = { address: "100.65.1.2", at: later(500) };
    expect(await signIn(email, PASSWORD, abroad)).toMatchObject(throttled);
    expect(await signIn(email, PASSWORD, { ...abroad, browser: { id: "b", personId: id } })).toMatchObject({
      ok: true,
    });
  });

  it("but a browser of one person opens no other account, and guesses in it are counted too", async () => {
    const [attacker, victim] = [await fresh(), await fresh()];
    const browser = { id: "theirs", personId: attacker.id };
    await guessAt(victim.email, 6, (i) => `100.66.${i}.1`);
    expect(await signIn(victim.email, PASSWORD, { address: "100.66.9.9", browser })).toMatchObject(throttled);
    for (let i = 0; i < 5; i++) await signIn(attacker.email, "a guess", { address: "100.66.9.9", browser });
    expect(await signIn(attacker.email, PASSWORD, { address: "100.66.9.9", browser })).toMatchObject(
      throttled,
    );
  });

  it("of the network they signed in from lately, whatever fails beside them", async () => {
    const { email } = await fresh();
    await tries(60, (i) => `192.0.2.${100 + i}`);
    await guessAt(email, 12, (i) => `100.67.${i}.1`);
    expect(await signIn(email, PASSWORD, { address: "192.0.2.31", at: later(500) })).toMatchObject({
      ok: true,
    });
  });

  it("of signing: a proof of presence is counted by its person alone", async () => {
    const signer = await fresh();
    const subject = { act: "cast-verdict", subjectDigest: digestOfJson({ release: 1 }) };
    const prove = (password: string, at: Date) =>
      provePresence(here.db, signer, { ...subject, password }, at);
    await tries(60, () => "192.0.2.7");
    await guessAt(signer.email, 12, () => "192.0.2.7");
    expect(await prove(PASSWORD, later(500))).toMatchObject({ ok: true });
    for (let i = 0; i < 5; i++) await prove("a guess", later(500));
    expect(await prove(PASSWORD, later(500))).toMatchObject(throttled);
    expect(await prove(PASSWORD, later(20 * MINUTE_MS))).toMatchObject({ ok: true });
  });
});
