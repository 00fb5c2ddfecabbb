import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { callerOfToken } from "#lib/access/admission/caller-of-token.ts";
import { formatWitnessKey } from "#lib/merkle/cosignature.ts";
import { parseNoteKey } from "#lib/merkle/note.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { TELLING_MS, toldPackets } from "#lib/testing/packets/told-packets.ts";
import { commandLine } from "#lib/testing/servers/command-line.ts";
import { testWitness } from "#lib/testing/servers/witness.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";
import { logConnection } from "#lib/workers/log-connection.ts";
import { witnessOnce } from "#lib/workers/witnessing.ts";

let told: Awaited<ReturnType<typeof toldPackets>>;
beforeAll(async () => {
  told = await toldPackets();
  vi.stubEnv("DATABASE_URL", told.world.here.database.appUrl);
}, TELLING_MS);
afterAll(() => told?.close());
const here = (...args: string[]) => commandLine(...args, "--data", told.log.dataFolder);
const asOwner = (sql: string) => withClient(told.world.here.database.ownerUrl, (client) => client.query(sql));

describe("help", () => {
  it.each(["release", "gate", "export", "verify", "replay", "log", "person", "token", "witness"])(
    "of %s shows its usage",
    async (name) => {
      const { code, text } = await commandLine(name, "--help");
      expect(code).toBe(0);
      expect(text).toContain(`countersign ${name}`);
      expect(text).toContain("Exit codes: 0 yes or done");
      expect((await commandLine("--help")).text).toContain(`countersign ${name}`);
    },
  );

  it.each([
    [],
    ["nonsense"],
    ["gate"],
    ["gate", "two"],
    ["release", "show"],
    ["log"],
    ["person", "reset-factor"],
    ["token", "create"],
    ["export", "1"],
  ])("%j is wrong usage", async (...args) => {
    expect((await commandLine(...args)).code).toBe(2);
  });

  it("a missing installation is not available", async () => {
    vi.stubEnv("DATABASE_URL", undefined);
    const { code, complaint } = await commandLine("release", "list", "--data", "/nowhere");
    vi.stubEnv("DATABASE_URL", told.world.here.database.appUrl);
    expect(code).toBe(4);
    expect(complaint).toContain("no installation in /nowhere");
  });
});

describe("release and gate", () => {
  it("lists releases, newest first, by state", async () => {
    const { code, text } = await here("release", "list");
    expect(code).toBe(0);
    expect(text.split("\n").map((line) => line.split(/\s+/).slice(0, 2).join(" "))).toEqual([
      "NUMBER STATE",
      "3 rolled-back",
      "2 released",
      "1 superseded",
    ]);
    const listed = JSON.parse((await here("release", "list", "--state", "released", "--json")).text);
    expect(listed).toMatchObject([{ number: 2, model: "flight-delay", version: 2, base: 1 }]);
    expect((await here("release", "list", "--state", "lost")).code).toBe(2);
    expect((await here("release", "list", "--workspace", "elsewhere")).code).toBe(2);
  });

  it("opens only for a valid approval, and gives the reason for every seat", async () => {
    const { world } = told;
    const release = await world.submit(3);
    const waiting = await here("gate", String(release));
    expect(waiting.code).toBe(1);
    expect(waiting.text).toContain("open  engineering: 0 of 1 signatures.");
    expect(waiting.text).toMatch(/The release may not start: .*in-review/);
    await world.approve(release);
    // The world's clock differs from the machine's: date the approval by the machine's.
    await asOwner(`UPDATE release SET valid_until = now() + interval '1 day' WHERE number = ${release}`);
    const approved = await here("gate", String(release));
    expect(approved.text).toContain("The release may start.");
    expect(approved.code).toBe(0);
    await asOwner("UPDATE person SET disabled_at = now() WHERE name = 'Dara Quinn'");
    const lapsed = await here("gate", String(release), "--json");
    expect(lapsed.code).toBe(1);
    expect(JSON.parse(lapsed.text)).toMatchObject({
      open: false,
      seats: [
        {
          function: "data-science",
          met: false,
          verdicts: [{ whyNot: expect.stringContaining("may no longer sign") }],
        },
        { met: true },
        { met: true },
      ],
    });
    await asOwner("UPDATE person SET disabled_at = NULL WHERE name = 'Dara Quinn'");
    await asOwner(`UPDATE release SET valid_until = now() - interval '1 day' WHERE number = ${release}`);
    expect((await here("gate", String(release))).text).toContain("The approval has expired.");
  });
});

describe("export and verify", () => {
  it("a cosigned log: in the packet, in the log's state and its verification", async () => {
    const witness = await testWitness([parseNoteKey(told.log.vkey)!]);
    const signer = await logConnection(told.world.here.database.signerUrl, "test");
    await witnessOnce(signer, witness.address);
    const key = ["--witness", formatWitnessKey(witness.folder.key)];
    const stranger = ["--witness", told.log.vkey];
    const folder = join(told.folder, "witnessed");
    await here("export", "2", "--out", folder);
    const verified = await commandLine("verify", folder, "--vkey", told.log.vkey, ...key);
    expect(verified.text).toMatch(
      /ok +witnesses: 1 of the 1 required witnesses cosigned the checkpoint: witness.example/,
    );
    expect(verified.code).toBe(0);
    const unwitnessed = await commandLine("verify", folder, "--vkey", told.log.vkey, ...key, ...stranger);
    expect(unwitnessed.text).toMatch(
      /not shown to be complete and true: 1 of the 2 required witnesses cosigned it/,
    );
    expect(unwitnessed.code).toBe(3);
    expect(await here("log", "verify", ...key)).toMatchObject({
      code: 0,
      text: expect.stringContaining("The log holds."),
    });
    const unmet = await here("log", "verify", ...stranger);
    expect(unmet).toMatchObject({ code: 3, text: expect.stringContaining("too few witnesses cosigned it") });
    expect((await here("log", "status")).text).toContain("— witness.example/w1 ");
    await signer.end();
    await witness.close();
  });

  it("writes a packet that verifies", async () => {
    const folder = join(told.folder, "exported");
    const exported = await here("export", "2", "--out", folder);
    expect(exported).toMatchObject({ code: 0, complaint: "" });
    expect(readdirSync(folder)).toContain("rollout.json");
    const { code, text } = await commandLine("verify", folder, "--vkey", told.log.vkey);
    expect(text).toMatch(/\nThe packet is complete and true\.$/);
    expect(code).toBe(0);
    expect((await here("export", "2", "--out", folder)).complaint).toContain("is not empty");
    writeFileSync(join(folder, "Thumbs.db"), "left here");
    expect((await commandLine("verify", folder, "--vkey", told.log.vkey)).code).toBe(0);
    const verdicts = join(folder, "verdicts.ndjson");
    writeFileSync(verdicts, readFileSync(verdicts, "utf8").replaceAll("\n", "\r\n"));
    const converted = await commandLine("verify", folder, "--vkey", told.log.vkey);
    expect(converted.code).toBe(3);
    expect(converted.text).toMatch(
      /^Nothing was found forged, but the packet is not shown to be complete and true: its line endings were changed to CRLF, first seen at verdicts.ndjson\.$/m,
    );
  });

  it("ends with 3 while the newest event is not signed", async () => {
    const release = await told.world.submit(3, { ...worldPlan, holdoutPercent: 5 });
    const folder = join(told.folder, "unsigned");
    const { code, complaint } = await here("export", String(release), "--out", folder, "--wait", "0");
    expect(code).toBe(3);
    expect(complaint).toContain("wait to be signed");
    expect(existsSync(folder)).toBe(false);
    expect((await here("log", "status")).code).toBe(3);
    await told.log.seal();
    expect((await here("log", "status")).code).toBe(0);
    expect((await here("export", String(release), "--out", folder, "--wait", "0")).code).toBe(0);
  });
});

describe("replay and log verify", () => {
  it("hold on what the commands wrote, and report what was written past them", async () => {
    await asOwner(
      "UPDATE release SET valid_until = approved_at + interval '14 days' WHERE approved_at IS NOT NULL",
    );
    const untouched = await here("replay");
    expect(untouched.text).toMatch(/0 differences\.$/);
    expect(untouched.code).toBe(0);
    await asOwner("UPDATE release SET state = 'released' WHERE number = 3");
    await asOwner("UPDATE signature SET decision = 'approve' WHERE decision = 'request-changes'");
    const { code, text } = await here("replay");
    expect(code).toBe(1);
    expect(text).toContain('release 3: state is "released" in the tables, "rolled-back" in the log');
    expect(text).toMatch(
      /verdict [0-9a-f-]+: decision is "approve" in the tables, "request-changes" in the log/,
    );
  });

  it("recomputes the whole tree, and reports the rewritten event", async () => {
    expect(await here("log", "verify")).toMatchObject({
      code: 0,
      text: expect.stringContaining("The log holds."),
    });
    const text = `replace(convert_from(entry, 'UTF8'), '"approve"', '"reject"')`;
    const bytes = `convert_to(${text}, 'UTF8')`;
    await asOwner(`ALTER TABLE audit_event DISABLE TRIGGER USER;
      UPDATE audit_event SET entry = ${bytes}, view = (${text})::jsonb, leaf_hash = sha256('\\x00'::bytea || ${bytes})
      WHERE action = 'verdict.cast' AND stream_seq = 3;
      ALTER TABLE audit_event ENABLE TRIGGER USER;`);
    const rewritten = await here("log", "verify");
    expect(rewritten.code).toBe(1);
    expect(rewritten.text).toMatch(/wrong +event .* of release\/.* \(leaf \d+\): does not hash to its leaf/);
  });
});

describe("token", () => {
  it("is created with its secret once, listed without it, and revoked", async () => {
    const scopes = ["--scopes", "registry:read,version:register"];
    const [jonas, priya] = ["jonas.lindqvist@example.com", "priya.nair@example.com"];
    const created = await here("token", "create", "--name", "nightly", ...scopes, "--responsible", jonas);
    expect(created.code).toBe(0);
    const secret = created.text;
    const { db } = told.world.here;
    expect(await callerOfToken(db, secret, new Date())).toMatchObject({ name: "nightly" });
    const [listed] = JSON.parse((await here("token", "list", "--json")).text);
    expect(listed).toMatchObject({
      name: "nightly",
      state: "active",
      createdBy: "the system",
      responsible: "Jonas Lindqvist",
    });
    expect(JSON.stringify(listed)).not.toContain(secret);
    const [event] = await told.world.here.eventsOf(`token/${listed.id}`);
    expect(event).toMatchObject({ action: "token.issued", actor: { type: "system", id: "command-line" } });
    const handed = await here("token", "hand-over", listed.id, "--responsible", priya);
    expect(handed).toMatchObject({ code: 0, text: expect.stringContaining("Priya Nair is responsible") });
    expect((await here("token", "revoke", listed.id)).code).toBe(0);
    expect(await callerOfToken(db, secret, new Date())).toBeNull();
    expect((await here("token", "revoke", listed.id)).code).toBe(1);
    expect((await here("token", "create", "--name", "x", "--scopes", "verdict:cast")).code).toBe(2);
    expect((await here("token", "create", "--name", "x", "--scopes", "registry:read")).code).toBe(2);
  });
});

it("the launcher passes arguments, output and exit code through", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, "countersign.mjs"), ...args], {
      encoding: "utf8",
    });
  expect(run("--version")).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(run("verify", "/nowhere")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("no folder"),
  });
});
