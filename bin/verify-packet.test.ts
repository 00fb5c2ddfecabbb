import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { hashLeaf } from "#lib/merkle/hash.ts";
import {
  TEST_LOG,
  testLog,
  writeTestManifest,
  writeTestPacket,
} from "#lib/testing/packets/evidence-packet.ts";
import { flippedBytes } from "#lib/testing/packets/flipped-bytes.ts";
import { type Finding, verifyPacket } from "./verify-packet.ts";

const root = mkdtempSync(join(tmpdir(), "countersign-packet-"));
let folder: string;
let leaves: Uint8Array[];

beforeEach(() => {
  ({ folder, leaves } = writeTestPacket(mkdtempSync(join(root, "packet-"))));
});
afterAll(() => rmSync(root, { recursive: true }));

const { vkey } = TEST_LOG;
const noteOf = TEST_LOG.note;
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
/** What a tamperer would do as well. */
const writeManifest = (): void => writeTestManifest(folder);
const findings = (): Finding[] => [
  ...verifyPacket(folder, { vkey }).outcomes.flatMap((outcome) => outcome.findings),
];
const places = (kind: Finding["kind"]): string[] =>
  findings()
    .filter((finding) => finding.kind === kind)
    .map((finding) => finding.place);

function replaceLine(name: string, line: number, change: (text: string) => string): void {
  const lines = read(name).split("\n");
  lines[line - 1] = change(lines[line - 1]!);
  write(name, lines.join("\n"));
}

describe("a packet as exported", () => {
  it("holds", () => {
    expect(findings()).toEqual([]);
    expect(verifyPacket(folder, { vkey }).exitCode).toBe(0);
  });

  it("is not shown to be true without a key, and asks for it", () => {
    const { exitCode, outcomes } = verifyPacket(folder);
    expect(exitCode).toBe(3);
    expect(outcomes.flatMap((outcome) => outcome.findings)).toEqual([
      { kind: "unproven", place: "vkey", message: "by whose key? This one came with the packet" },
    ]);
  });

  it("verifies with Node alone, from a copy of the one file", () => {
    writeFileSync(
      join(root, "verify-packet.ts"),
      readFileSync(new URL("./verify-packet.ts", import.meta.url)),
    );
    const script = `import { verifyPacket } from ${JSON.stringify(join(root, "verify-packet.ts"))}; process.exit(verifyPacket(${JSON.stringify(folder)}, ${JSON.stringify({ vkey })}).exitCode)`;
    execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: root,
      env: { NODE_ENV: "test" },
    });
    const imports = read("../verify-packet.ts").match(/from "(.*)"/g);
    expect(imports).toEqual(['from "node:crypto"', 'from "node:fs"', 'from "node:path"']);
  });
});

describe("a flipped byte", () => {
  it("anywhere in any file exits 1 and names the file, and the line where the file has lines", () => {
    for (const { name, at, original, flipped } of flippedBytes(folder, 200)) {
      const { exitCode, outcomes } = verifyPacket(folder, { vkey });
      const said = outcomes.flatMap(({ findings }) =>
        findings.map(({ place, message }) => `${place} ${message}`),
      );
      expect(exitCode, `${name} byte ${at}`).toBe(1);
      expect(
        said.some((finding) => finding.includes(name)),
        `${name} byte ${at}: ${said}`,
      ).toBe(true);
      if (!name.endsWith(".ndjson") || original[at] === 10 || flipped[at] === 10) continue;
      const line = original.subarray(0, at).toString("latin1").split("\n").length;
      expect(
        said.some((finding) => finding.startsWith(`${name} line ${line}`)),
        `${name} byte ${at}: ${said}`,
      ).toBe(true);
    }
  });
});

describe("tampering is detected even with a matching manifest", () => {
  it("an entry changed", () => {
    replaceLine("entries.ndjson", 3, (line) => line.replace("happened", "occurred"));
    writeManifest();
    expect(places("tampered")).toEqual(["entries.ndjson line 3 (leaf 5)"]);
  });

  it("an entry and its leaf changed", () => {
    const changed = read("entries.ndjson").split("\n")[2]!.replace("happened", "occurred");
    replaceLine("entries.ndjson", 3, () => changed);
    replaceLine("leaves", 6, () =>
      Buffer.from(hashLeaf(new TextEncoder().encode(JSON.parse(changed).entry))).toString("hex"),
    );
    writeManifest();
    expect(places("tampered")).toEqual(["leaves"]);
  });

  it("an entry left out of its stream", () => {
    write(
      "entries.ndjson",
      read("entries.ndjson")
        .split("\n")
        .filter((_, i) => i !== 2)
        .join("\n"),
    );
    writeManifest();
    expect(places("tampered")).toEqual(["entries.ndjson line 4 (leaf 10)", "details.ndjson line 3"]);
  });

  it("entries swapped", () => {
    const lines = read("entries.ndjson").split("\n");
    [lines[0], lines[1]] = [lines[1]!, lines[0]!];
    write("entries.ndjson", lines.join("\n"));
    writeManifest();
    expect(places("tampered")[0]).toBe("entries.ndjson line 2 (leaf 0)");
  });

  it("a detail changed, given twice, or of no event", () => {
    replaceLine("details.ndjson", 4, (line) => line.replace("grüße", "gruesse"));
    appendFileSync(join(folder, "details.ndjson"), `${read("details.ndjson").split("\n")[0]}\n`);
    writeManifest();
    expect(places("tampered")).toEqual(["details.ndjson line 4", "details.ndjson line 11"]);
  });

  it("a rebuilt log signed with another key", () => {
    const other = testLog();
    write("checkpoint", other.note(leaves));
    write("vkey", `${other.vkey}\n`);
    writeManifest();
    expect(verifyPacket(folder).exitCode).toBe(3);
    expect(places("tampered")).toEqual(["checkpoint"]);
  });

  it("a log rewritten by a holder of the key, against an older checkpoint kept elsewhere", () => {
    const older = join(root, "older");
    writeFileSync(older, noteOf(leaves.slice(0, 7)));
    expect(verifyPacket(folder, { vkey, olderCheckpoints: [older] }).exitCode).toBe(0);
    const rewritten = leaves.map((leaf, i) => (i === 3 ? hashLeaf(randomBytes(9)) : leaf));
    write("leaves", rewritten.map((leaf) => `${Buffer.from(leaf).toString("hex")}\n`).join(""));
    write("checkpoint", noteOf(rewritten));
    writeManifest();
    expect(verifyPacket(folder, { vkey }).exitCode).toBe(0);
    const report = verifyPacket(folder, { vkey, olderCheckpoints: [older] });
    expect(report.exitCode).toBe(1);
    expect(report.outcomes.flatMap((outcome) => outcome.findings)[0]?.place).toBe(older);
  });

  it("a file added", () => {
    write("extra.txt", "x");
    expect(places("tampered")).toEqual(["extra.txt"]);
  });
});

describe("what is not there", () => {
  it("an erased detail leaves the rest valid, and exits 3", () => {
    write("details.ndjson", read("details.ndjson").split("\n").slice(1).join("\n"));
    writeManifest();
    expect(findings()).toMatchObject([
      { kind: "incomplete", message: expect.stringContaining("its commitment is intact") },
    ]);
    expect(verifyPacket(folder, { vkey }).exitCode).toBe(3);
  });

  it("a missing file exits 3 and is reported", () => {
    unlinkSync(join(folder, "release.json"));
    expect(places("incomplete")).toEqual(["release.json"]);
    expect(verifyPacket(folder, { vkey }).exitCode).toBe(3);
  });

  it("a checkpoint newer than the packet cannot be compared", () => {
    const newer = join(root, "newer");
    writeFileSync(newer, noteOf([...leaves, leaves[0]!]));
    expect(verifyPacket(folder, { vkey, olderCheckpoints: [newer] }).exitCode).toBe(3);
  });
});
