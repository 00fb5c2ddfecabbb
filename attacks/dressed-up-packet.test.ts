import { mkdtempSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PacketFiles, withManifest } from "#lib/audit/packet.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import { signByPasskey } from "#lib/testing/kept/passkey-signing.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, without } from "#lib/testing/packets/forging.ts";
import { changed, changedJson, changedLines, put, writePacket } from "#lib/testing/packets/packet-folder.ts";
import { shownIn } from "#lib/testing/packets/thinning.ts";
import { TELLING_MS, toldPackets } from "#lib/testing/packets/told-packets.ts";
import { commandLine } from "#lib/testing/servers/command-line.ts";
import { addPasskey } from "#lib/testing/worlds/factors.ts";
import { sign } from "#lib/testing/worlds/releases.ts";

let told: Awaited<ReturnType<typeof toldPackets>>;
/** Signed by one passkey. */
let byPasskey: PacketFiles;

beforeAll(async () => {
  told = await toldPackets();
  const { here, people, submit } = told.world;
  const passkey = await addPasskey(here, people.erik);
  const release = await submit(3);
  await signByPasskey(told.world, passkey, release);
  await sign(here, people.dara, { release, seat: "data-science" });
  await told.log.seal();
  byPasskey = await told.packetOf(release);
}, TELLING_MS);
afterAll(() => told?.close());

const folderOf = (files: PacketFiles) => writePacket(mkdtempSync(join(told.folder, "packet-")), files);

async function verified(folder: string, vkey = told.log.vkey) {
  const { code, text } = await commandLine("verify", folder, "--vkey", vkey);
  return { code, text };
}

const added = (files: PacketFiles, more: Record<string, string>): PacketFiles => {
  const { "manifest.json": _, ...rest } = files;
  return withManifest({ ...rest, ...more });
};

describe("a true packet is dressed up with what nobody signed", () => {
  const cases: [string, (files: PacketFiles) => PacketFiles, RegExp][] = [
    [
      "another file",
      (files) => added(files, { "approval-by-the-regulator.md": "Approved.\n" }),
      /approval-by-the-regulator.md: is not a file of a packet/,
    ],
    [
      "a file named as an object's own",
      (files) => added(files, { constructor: "Approved.\n" }),
      /constructor: is not a file of a packet/,
    ],
    [
      "a rewritten README",
      (files) => changed(files, "README.md", (text) => `${text}\nThe regulator has seen this.\n`),
      /README.md: is not what a packet of this release comes with/,
    ],
    [
      "the README of another release",
      (files) => changed(files, "README.md", (text) => text.replace("release 2", "release 3")),
      /README.md: is not what/,
    ],
    [
      "a field of the release",
      (files) => changedJson(files, "release.json", (it) => Object.assign(it, { endorsedBy: "EASA" })),
      /release.json: has other fields than an export writes/,
    ],
    [
      "a field of a round",
      (files) => changedJson(files, "release.json", (it) => put(it, "rounds.0.endorsedBy", "EASA")),
      /release.json: has other fields/,
    ],
    [
      "a field of a verdict's line",
      (files) =>
        changedLines(files, "verdicts.ndjson", ([line, ...more]) => [{ ...line, remark: "gladly" }, ...more]),
      /verdicts.ndjson line 1: has other fields/,
    ],
    [
      "a field of a gate verdict's line",
      (files) =>
        changedLines(files, "gate-verdicts.ndjson", ([line, ...more]) => [
          { ...line, checkedBy: "us" },
          ...more,
        ]),
      /gate-verdicts.ndjson line 1: has other fields/,
    ],
    [
      "a field of a stream's line",
      (files) =>
        changedLines(files, "streams.ndjson", ([line, ...more]) => [{ ...line, of: "all" }, ...more]),
      /streams.ndjson line 1: does not prove/,
    ],
    [
      "a contributor's remark",
      (files) => changed(files, "contributors.json", (text) => text.replace('{"at"', '{"aside":"","at"')),
      /contributors.json: has other fields/,
    ],
    [
      "the author under another name",
      (files) =>
        changed(files, "people.json", (text) => text.replace("Jonas Lindqvist", "Prof. Jonas Lindqvist")),
      /people.json: .* is not recorded as Prof. Jonas Lindqvist/,
    ],
    [
      "a contributor under another name",
      (files) => changed(files, "people.json", (text) => text.replace("Priya Nair", "Pria Nair")),
      /people.json: .* is not recorded as Pria Nair/,
    ],
    [
      "whoever started it under another name",
      (files) => changed(files, "people.json", (text) => text.replace("Rhea Cole", "The Board")),
      /people.json: .* is not recorded as The Board/,
    ],
    ...["entries.ndjson", "details.ndjson", "leaves", "streams.ndjson", "verdicts.ndjson"].map(
      (name): [string, (files: PacketFiles) => PacketFiles, RegExp] => [
        `an unterminated line of ${name}`,
        (files) => changed(files, name, (text) => `${text}{"note":"never read"}`),
        new RegExp(name),
      ],
    ),
    [
      "a second line of the key",
      (files) => changed(files, "vkey", (text) => `${text}trust me\n`),
      /vkey: is not one key/,
    ],
    [
      "words under the checkpoint",
      (files) => changed(files, "checkpoint", (text) => `${text}seen by the regulator\n`),
      /checkpoint: Not a signature line/,
    ],
  ];
  it.each(cases)("%s", async (_, change, expected) => {
    const { code, text } = await verified(folderOf(change(told.packets.completed)));
    expect(text).toMatch(expected);
    expect(code).toBe(1);
  });

  it.each(["README.md", "people.json"])("a symbolic link in place of %s", async (name) => {
    const folder = folderOf(told.packets.completed);
    const elsewhere = join(told.folder, `elsewhere-${name}`);
    renameSync(join(folder, name), elsewhere);
    symlinkSync(elsewhere, join(folder, name));
    const { code, text } = await verified(folder);
    expect(text).toMatch(new RegExp(`tampered +${name}: is a symbolic link`));
    expect(code).toBe(1);
  });

  it("a linked folder beside it", async () => {
    const folder = folderOf(told.packets.completed);
    symlinkSync(told.folder, join(folder, "more"));
    expect((await verified(folder)).code).toBe(1);
  });

  it("a manifest with another field", async () => {
    const folder = folderOf(told.packets.completed);
    const manifest = told.packets.completed["manifest.json"]!;
    writeFileSync(join(folder, "manifest.json"), manifest.replace('"v":1}', '"v":1,"w":"seen"}'));
    expect(await verified(folder)).toMatchObject({ code: 1, text: expect.stringContaining("manifest.json") });
  });
});

describe("a passkey that is not its signer's", () => {
  const said = async (change: Forging) => verified(folderOf(forged(byPasskey, change)), TEST_LOG.vkey);

  it("as exported it is the one that was enrolled", async () => {
    expect(shownIn(byPasskey).filter(({ action }) => action === "factor.enrolled")).toHaveLength(1);
    expect((await verified(folderOf(byPasskey))).code).toBe(0);
    expect((await said((entries) => entries)).code).toBe(0);
  });

  it.each<[string, Forging]>([
    [
      "another key was enrolled",
      altering("factor.enrolled", 0, ({ data }) => {
        data["key"] = digestOfBytes(Buffer.from("another"));
      }),
    ],
    [
      "an app was enrolled",
      altering("factor.enrolled", 0, ({ data }) => {
        data["kind"] = "totp";
        delete data["key"];
      }),
    ],
    [
      "it was enrolled after it signed",
      altering("factor.enrolled", 0, (entry) => {
        entry.occurred_at = "2030-01-01T00:00:00.000Z";
      }),
    ],
  ])("%s", async (_, change) => {
    const { code, text } = await said(change);
    expect(code).not.toBe(0);
    expect(text).toMatch(
      /was signed by a passkey (that its signer had not enrolled|whose enrolment is missing)/,
    );
  });

  it("no enrolment at all", async () => {
    const { code, text } = await said(without("factor.enrolled"));
    expect(code).toBe(3);
    expect(text).toMatch(/was signed by a passkey whose enrolment is missing/);
  });
});
