import { afterAll, beforeAll, expect, it } from "vitest";
import { providerWorld, said } from "#lib/testing/worlds/provider-world.ts";

let world: Awaited<ReturnType<typeof providerWorld>>;
beforeAll(async () => {
  world = await providerWorld();
  await world.bind(world.mira, "mira");
  await world.bind(world.lena, "lena");
});
afterAll(() => world?.close());

const sessionsOf = (personId: string) =>
  world.workspace.db.prisma.session.count({ where: { personId, endedAt: null } });

it("signs in the person whose page waits, and tells that page", async () => {
  const { mira, browserOf } = world;
  const before = await sessionsOf(mira.id);
  const browser = await browserOf();
  const back = await browser.go({ login: "mira" }, "", { again: mira.id });
  expect(said(back)).toMatch(/^\/sign-in\/proof\?visit=[\w-]+&signed-in=1$/);
  expect(await (await browser.ours("GET", "/api/v1/account")).json()).toMatchObject({ id: mira.id });
  expect(await sessionsOf(mira.id)).toBe(before + 1);
});

it("gives the page that one person left to nobody else", async () => {
  const { mira, lena, browserOf } = world;
  const before = await sessionsOf(lena.id);
  const browser = await browserOf();
  const back = await browser.go({ login: "lena" }, "", { again: mira.id });
  expect(said(back)).toMatch(/^\/sign-in\/proof\?refused=identity-other&visit=/);
  expect((await browser.ours("GET", "/api/v1/account")).status).toBe(401);
  expect(await sessionsOf(lena.id)).toBe(before);
});

it("lets them choose the account at the provider, who may still know another", async () => {
  const browser = await world.browserOf();
  const { address } = await browser.begin("", { again: world.mira.id });
  expect(new URL(address).searchParams.get("prompt")).toBe("login");
  const left = await browser.comeBack(await browser.visit(address, { leaves: true }));
  expect(said(left)).toMatch(/^\/sign-in\/proof\?refused=provider-left&visit=/);
});
