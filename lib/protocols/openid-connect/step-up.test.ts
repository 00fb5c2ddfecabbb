import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { spendStepUp } from "#lib/access/rows/spend-step-up.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { addApp } from "#lib/testing/worlds/factors.ts";
import { providerWorld, said } from "#lib/testing/worlds/provider-world.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";

let world: Awaited<ReturnType<typeof providerWorld>>;
beforeAll(async () => {
  world = await providerWorld();
  await world.bind(world.mira, "mira");
  await world.bind(world.lena, "lena");
});
afterAll(() => world?.close());

const act = "cast-verdict";
const subjectDigest = digestOfJson({ release: 12 });
const prove = async (person: Person, login: string, more: object = {}) =>
  (await world.browserOf(person)).go({ login }, "/step-up", { act, subjectDigest, ...more });
const spend = (person: Person, id: string, digest: string = subjectDigest) =>
  inWorkspace(world.workspace.db, person.workspaceId, (tx) =>
    spendStepUp(tx, person, { id, act, subjectDigest: digest }, new Date()),
  );

describe("a proof of presence through a provider", () => {
  it("counts once, for its session, act and digest, and says through which account it came", async () => {
    const { mira, lena } = world;
    const back = await prove(mira, "mira");
    expect(back.pathname).toBe("/sign-in/proof");
    const proof = back.searchParams.get("proof")!;
    expect(await spend(lena, proof)).toMatchObject({ ok: false });
    expect(await spend(mira, proof, digestOfJson({ release: 13 }))).toMatchObject({ ok: false });
    expect(await spend(mira, proof)).toMatchObject({
      ok: true,
      value: { method: "provider", passkey: null, identity: expect.any(String) },
    });
    expect(await spend(mira, proof)).toMatchObject({ ok: false, error: { code: "sign-in-again" } });
  });

  it("asks for a new sign-in although the provider still knows the person", async () => {
    const browser = await world.browserOf(world.mira);
    const first = await browser.go({ login: "mira" }, "/step-up", { act, subjectDigest });
    expect(first.searchParams.has("proof")).toBe(true);
    const { address } = await browser.begin("/step-up", { act, subjectDigest });
    const parameters = new URL(address).searchParams;
    expect([parameters.get("prompt"), parameters.get("max_age")]).toEqual(["login", "0"]);
    const left = await browser.comeBack(await browser.visit(address, { leaves: true }));
    expect(left.searchParams.get("refused")).toBe("provider-left");
  });

  it("is refused for somebody else's account", async () => {
    expect(said(await prove(world.mira, "lena"))).toMatch(/^\/sign-in\/proof\?refused=identity-other&visit=/);
  });

  it("stands for the password, and needs the code that the password would need", async () => {
    const { lena, workspace } = world;
    const app = await addApp(workspace, lena);
    await expect(prove(lena, "lena")).rejects.toThrow("second-factor-needed");
    await expect(prove(lena, "lena", { code: "000000" })).rejects.toThrow("code-wrong");
    const back = await prove(lena, "lena", { code: app.code(new Date(Date.now() + 30_000)) });
    expect(await spend(lena, back.searchParams.get("proof")!)).toMatchObject({
      ok: true,
      value: { method: "totp", identity: expect.any(String) },
    });
  });
});
