import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { setPasswordByLink } from "#lib/access/admission/redeem-link.ts";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { addPasskey } from "#lib/testing/worlds/factors.ts";
import { TEST_MAIL } from "#lib/testing/worlds/test-mail.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { countersign } from "../countersign.ts";

let world: TestWorkspace;
let ada: Person;
beforeAll(async () => {
  world = await testWorkspace();
  ada = await world.person("Ada Berg", ["admin"]);
  vi.stubEnv("DATABASE_URL", world.database.appUrl);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world?.close();
});

async function command(...args: string[]) {
  const out: string[] = [];
  const code = await countersign(args, { line: (text) => void out.push(text), complain: () => {} });
  return { code, text: out.join("\n") };
}

describe("person", () => {
  it("gets in again whose second factor is lost, also where there is no admin to ask, and it is in the log", async () => {
    const rae = await world.person("Rae Lost", ["viewer"]);
    await addPasskey(world, rae);
    const reset = (...more: string[]) => command("person", "reset-factor", ...more, "--reason", "Lost it.");
    expect((await reset("nobody@example.com")).code).toBe(2);
    expect((await reset("RAE.lost@example.com")).code).toBe(0);
    expect(await world.db.prisma.secondFactor.count({ where: { personId: rae.id } })).toBe(0);
    expect((await world.eventsOf(`factors/${rae.id}`)).at(-1)).toMatchObject({
      action: "factor.reset",
      actor: { type: "system", id: "command-line" },
    });
    expect((await reset("rae.lost@example.com")).code).toBe(1);
  });

  it("gets a link to a new password, also the only admin, and it is in the log", async () => {
    vi.stubEnv("MAIL_DOMAINS", undefined);
    vi.stubEnv("PUBLIC_URL", "https://countersign.example");
    const { code, text } = await command(
      "person",
      "new-password",
      "ada.berg@example.com",
      "--reason",
      "Forgot it.",
    );
    vi.stubEnv("PUBLIC_URL", undefined);
    vi.stubEnv("MAIL_DOMAINS", TEST_MAIL.MAIL_DOMAINS);
    expect(code).toBe(0);
    const secret = /^https:\/\/countersign\.example\/sign-in\/new-password#([\w-]{43})$/m.exec(text)?.[1];
    const redemption = { secret: secret!, newPassword: "seven quiet lanterns", address: "192.0.2.7" };
    expect(await setPasswordByLink(world.db, redemption, new Date())).toMatchObject({ ok: true });
    expect((await world.eventsOf(`person/${ada.id}`)).slice(-2)).toMatchObject([
      { action: "link.issued", actor: { type: "system", id: "command-line" } },
      { action: "link.redeemed", data: { via: "handed-over", issuer: "command-line" } },
    ]);
    expect(text).toContain("the tiers high and critical do not take it");
  });

  it("is invited by a link printed once, which can be revoked, and both are in the log", async () => {
    vi.stubEnv("MAIL_DOMAINS", undefined);
    const invite = (...more: string[]) => command("person", "invite", "nia.obi@else.example", ...more);
    expect((await invite("--name", "Nia Obi")).code).toBe(2);
    expect((await invite("--role", "viewer")).code).toBe(2);
    const { code, text } = await invite("--name", "Nia Obi", "--role", "reviewer", "--role", "auditor");
    expect(code).toBe(0);
    expect((await invite("--name", "Nia Obi", "--role", "viewer")).code).toBe(1);
    const revoke = () => command("person", "revoke-link", "nia.obi@else.example", "--reason", "Not her.");
    expect((await revoke()).code).toBe(0);
    expect((await revoke()).code).toBe(1);
    vi.stubEnv("MAIL_DOMAINS", TEST_MAIL.MAIL_DOMAINS);
    const secret = /\/sign-in\/join#([\w-]{43})$/m.exec(text)?.[1];
    const joining = { secret: secret!, newPassword: "seven quiet lanterns", address: "192.0.2.7" };
    expect(await setPasswordByLink(world.db, joining, new Date())).toMatchObject({ ok: false });
    const { id } = await world.db.prisma.person.findUniqueOrThrow({
      where: { email: "nia.obi@else.example" },
    });
    expect(await world.eventsOf(`person/${id}`)).toMatchObject([
      { action: "person.invited", actor: { id: "command-line" }, data: { roles: ["reviewer", "auditor"] } },
      { action: "link.issued", data: { via: "handed-over" } },
      { action: "link.revoked", actor: { id: "command-line" } },
    ]);
  });

  it("is mailed the link where the domain is, sealed by the key of the data folder", async () => {
    const folder = await mkdtemp(join(tmpdir(), "countersign-person-"));
    vi.stubEnv("MAIL_KEY", undefined);
    const invite = () =>
      command(
        "person",
        "invite",
        "ola@example.com",
        "--name",
        "Ola",
        "--role",
        "viewer",
        "--json",
        "--data",
        folder,
      );
    expect((await invite()).code).toBe(2);
    await writeFile(join(folder, "mail-key"), TEST_MAIL.MAIL_KEY);
    const { code, text } = await invite();
    vi.stubEnv("MAIL_KEY", TEST_MAIL.MAIL_KEY);
    await rm(folder, { recursive: true });
    expect(code).toBe(0);
    const { linkId, via, link } = JSON.parse(text) as { linkId: string; via: string; link: string | null };
    expect({ via, link }).toEqual({ via: "mailed", link: null });
    const { db, workspaceId } = world;
    expect(await inWorkspace(db, workspaceId, (tx) => tx.linkMail.count({ where: { linkId } }))).toBe(1);
  });

  it("has access again that was ended", async () => {
    const gone = await world.person("Gus Gone", ["viewer"]);
    await world.make(disablePerson, { personId: gone.id, reason: "Left." }, ada);
    const enable = () => command("person", "enable", "gus.gone@example.com", "--reason", "Back.");
    expect((await enable()).code).toBe(0);
    expect((await world.eventsOf(`person/${gone.id}`)).at(-1)).toMatchObject({ action: "person.enabled" });
    expect((await enable()).code).toBe(1);
  });
});
