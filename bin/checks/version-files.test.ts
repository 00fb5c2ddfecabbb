import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PacketFiles, withManifest } from "#lib/audit/packet.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { changed, changedJson, put, writePacket } from "#lib/testing/packets/packet-folder.ts";
import { addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { testCase } from "#lib/testing/worlds/releases.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { MODEL, testWorld, type World } from "#lib/testing/worlds/world.ts";
import { RELEASE_CHECKS } from "../packet-checks.ts";
import { verifyPacket } from "../verify-packet.ts";

let world: World;
let log: Awaited<ReturnType<typeof sealedLog>>;
let folder: string;
/** Packets of a release of so many files, in two rounds. */
const packets = new Map<number, PacketFiles>();

beforeAll(async () => {
  world = await testWorld();
  const { here, people } = world;
  log = await sealedLog(here.database);
  folder = mkdtempSync(join(tmpdir(), "countersign-version-files-"));
  const releases: [number, number][] = [];
  for (const count of [1000, 1001]) {
    const paths = Array.from({ length: count }, (_, i) => `chunks/${i}`);
    const { number: version, digest } = await addVersion(here, people.jonas, {
      model: MODEL,
      bits: "x",
      paths,
    });
    await addReport(here, people.priya, { model: MODEL, version, digest, logLoss: 0.4 });
    const release = await world.approve(await world.submit(version));
    const edited = { ...testCase, why: "Said better." };
    await here.make(editRelease, { release, round: 1, case: edited }, people.jonas);
    releases.push([count, release]);
  }
  await log.seal();
  for (const [count, release] of releases)
    packets.set(count, (await here.see(evidencePacket, { release }, people.vic)).files);
}, 120_000);
afterAll(async () => {
  await log?.close();
  await world?.here.close();
  rmSync(folder, { recursive: true, force: true });
});

function verified(files: PacketFiles) {
  const place = writePacket(mkdtempSync(join(folder, "packet-")), files);
  const { exitCode, outcomes } = verifyPacket(place, { vkey: log.vkey, checks: RELEASE_CHECKS });
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  return { exitCode, said: findings.map(({ place, message }) => `${place}: ${message}`) };
}
const HOLDS = { exitCode: 0, said: [] };
const NAME = "version-files.json";

describe("a release's packet", () => {
  it("lists the files of up to 1,000 in what was signed, as ever", () => {
    const files = packets.get(1000)!;
    expect(Object.keys(files)).not.toContain(NAME);
    expect(JSON.parse(files["release.json"]!).rounds[1].sections.artifact.manifest).toHaveLength(1000);
    expect(verified(files)).toEqual(HOLDS);
  });

  it("lists more once, beside what was signed by their digest", () => {
    const files = packets.get(1001)!;
    const { rounds } = JSON.parse(files["release.json"]!);
    expect(rounds.map(({ sections }: (typeof rounds)[0]) => "manifest" in sections.artifact)).toEqual([
      false,
      false,
    ]);
    expect(JSON.parse(files[NAME]!)).toHaveLength(1001);
    expect(verified(files)).toEqual(HOLDS);
  });
});

describe("a forged list of files", () => {
  it.each<[string, (files: PacketFiles) => PacketFiles]>([
    ["one size", (files) => changedJson(files, NAME, (it) => put(it, "7.size", 2))],
    ["one path", (files) => changed(files, NAME, (text) => text.replace("chunks/77", "chunks/7_"))],
    [
      "a file more",
      (files) =>
        changed(files, NAME, (text) => text.replace("[", `[${text.slice(1, text.indexOf("}") + 1)},`)),
    ],
    ["a field more", (files) => changed(files, NAME, (text) => text.replace(/("size":\d+)\}/, '$1,"x":1}'))],
    [
      "other order",
      (files) => changed(files, NAME, (text) => `${JSON.stringify(JSON.parse(text).reverse())}\n`),
    ],
  ])("is found by its digest: %s", (_, forge) => {
    const { exitCode, said } = verified(forge(packets.get(1001)!));
    expect(exitCode).toBe(1);
    expect(said).toEqual([`${NAME}: does not hash to the artifact's digest`]);
  });

  it("is found where a release that lists its own files brings another", () => {
    const { "manifest.json": _, ...files } = packets.get(1000)!;
    const both = withManifest({ ...files, [NAME]: packets.get(1001)![NAME]! });
    expect(verified(both)).toEqual({
      exitCode: 1,
      said: [`${NAME}: does not hash to the artifact's digest`],
    });
  });

  it("that is missing leaves the packet incomplete", () => {
    const { "manifest.json": _, [NAME]: __, ...files } = packets.get(1001)!;
    expect(verified(withManifest(files))).toEqual({ exitCode: 3, said: [`${NAME}: is missing`] });
  });

  it("that cannot be read is named", () => {
    const files = changed(packets.get(1001)!, NAME, (text) => text.replace(",", ", "));
    expect(verified(files).said).toEqual([`${NAME}: is not canonical JSON`]);
  });
});
