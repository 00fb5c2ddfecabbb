import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, expect, it } from "vitest";
import { TEST_LOG, writeTestManifest, writeTestPacket } from "#lib/testing/packets/evidence-packet.ts";
import { countersign } from "./countersign.ts";
import { readPacketFolder } from "./packet-folder.ts";
import { verifyPacket } from "./verify-packet.ts";

const root = mkdtempSync(join(tmpdir(), "countersign-folder-"));
let folder: string;
beforeEach(() => {
  ({ folder } = writeTestPacket(mkdtempSync(join(root, "packet-"))));
});
afterAll(() => rmSync(root, { recursive: true }));

const { vkey } = TEST_LOG;
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const convert = (name: string): void => write(name, read(name).replaceAll("\n", "\r\n"));

function verified() {
  const { files, findings } = readPacketFolder(folder);
  const { exitCode, outcomes } = verifyPacket(files, { vkey });
  return { exitCode, findings, others: outcomes.flatMap((outcome) => outcome.findings) };
}

async function command() {
  const lines: string[] = [];
  const out = { line: (text: string) => void lines.push(text), complain: () => {} };
  return { code: await countersign(["verify", folder, "--vkey", vkey], out), lines };
}

it("is the packet as it was exported where nothing happened", () => {
  expect(verified()).toEqual({ exitCode: 0, findings: [], others: [] });
});

it.each([".DS_Store", "Thumbs.db", "desktop.ini", "._checkpoint", "__MACOSX/._manifest.json"])(
  "%s beside the packet is named and ignored",
  async (name) => {
    write(name, "left here");
    expect(verified()).toMatchObject({
      exitCode: 0,
      findings: [{ kind: "ignored", place: name }],
      others: [],
    });
    const { lines } = await command();
    expect(lines[0]).toBe(
      `ignored     ${name}: is not part of the packet; a machine left it here, it is ignored`,
    );
  },
);

it("ignores no other file, whatever it is called", () => {
  const names = ["DS_Store", "MACOSX.txt", "notes.txt", "sub/entries.ndjson"];
  for (const name of names) write(name, "left here");
  const { exitCode, findings, others } = verified();
  expect([exitCode, findings, others.map(({ place }) => place)]).toEqual([1, [], names]);
});

it("says of changed line endings that they are that, in every file, and nothing else", async () => {
  const names = readdirSync(folder).filter((name) => read(name).includes("\n"));
  for (const name of names) convert(name);
  expect(names).toContain("manifest.json");
  const { exitCode, findings, others } = verified();
  expect([exitCode, others]).toEqual([0, []]);
  expect(findings.map(({ kind, place }) => `${kind} ${place}`)).toEqual(
    names.map((name) => `converted ${name}`),
  );
  expect(await command()).toMatchObject({ code: 3 });
});

it("finds a changed line under changed line endings", () => {
  write(
    "leaves",
    read("leaves").replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
  );
  convert("leaves");
  expect(verified()).toMatchObject({ exitCode: 1, findings: [] });
  writeTestManifest(folder);
  expect(verified()).toMatchObject({ exitCode: 1 });
});
