import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { networkKey } from "#lib/access/admission/throttle-keys.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { databaseNow } from "#lib/db/clock.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { secretOf } from "#lib/testing/worlds/joining.ts";
import { providerWorld, said } from "#lib/testing/worlds/provider-world.ts";
import { callbackAddress } from "./begin-visit.ts";

/** What somebody who fails again and again in a signer's network keeps them from, on the way back from the provider. */
let world: Awaited<ReturnType<typeof providerWorld>>;
beforeAll(async () => {
  world = await providerWorld();
  await world.bind(world.mira, "mira");
});
afterAll(() => world?.close());

/** The network of every browser here. */
const ADDRESS = "unknown";
const THROTTLED = "/sign-in?refused=too-many-tries";

/** Fails until whoever is counted by this network has to wait for minutes. */
async function fillNetwork() {
  const { db } = world.workspace;
  const now = await databaseNow(db);
  const soon = new Date(now.getTime() + 10 * MINUTE_MS);
  const { key } = networkKey(ADDRESS);
  const filled = { failures: 60, windowStartedAt: now, blockedUntil: soon };
  await db.prisma.signInThrottle.upsert({ where: { key }, create: { key, ...filled }, update: filled });
}

describe("13: strangers in the same network keep nobody", () => {
  it("from proving presence, binding an account, joining by a link, or signing in where they did before", async () => {
    const { mira, lena, workspace, browserOf } = world;
    const [known, fresh] = [await browserOf(), await browserOf()];
    expect(said(await known.go({ login: "mira" }))).toBe("/");
    const ada = await workspace.person("Ada Berg", ["admin"]);
    const proof = await provenFor(workspace, ada, "invite-person", "nia.obi@example.com");
    const nia = { email: "nia.obi@example.com", name: "Nia Obi", roles: ["viewer"], ...proof };
    const secret = await secretOf(workspace, await workspace.make(invitePerson, nia, ada));
    await fillNetwork();
    expect(said(await fresh.go({ login: "mira" })), "who is counted by network").toBe(THROTTLED);
    const over = { act: "cast-verdict", subjectDigest: digestOfJson({ release: 12 }) };
    const signing = await (await browserOf(mira)).go({ login: "mira" }, "/step-up", over);
    expect(said(signing)).toMatch(/^\/sign-in\/proof\?visit=.*proof=/);
    expect(await world.bind(lena, "lena")).toBe("/account?bound=1");
    expect(said(await (await browserOf()).go({ login: "nia" }, "/link", { secret }))).toBe("/");
    expect(said(await known.go({ login: "mira" }))).toBe("/");
  });

  it("but made-up answers are counted for a session, too, by its person", async () => {
    const { mira, browserOf } = world;
    const browser = await browserOf(mira);
    const outcomes: (string | null)[] = [];
    for (let i = 0; i < 6; i += 1) {
      const { address } = await browser.begin("/binding", { stepUpId: randomUUID() });
      const state = new URL(address).searchParams.get("state")!;
      const answer = new URL(callbackAddress());
      answer.search = String(new URLSearchParams({ code: "made-up", state, iss: world.provider.issuer }));
      outcomes.push((await browser.comeBack(answer.href)).searchParams.get("refused"));
    }
    expect(outcomes).toEqual([...Array(5).fill("provider-answer-refused"), "too-many-tries"]);
  });
});
