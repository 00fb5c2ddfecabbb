import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KEPT_DAYS, keptAt } from "#lib/testing/kept/fixture.ts";
import { writeTestManifest } from "#lib/testing/packets/evidence-packet.ts";
import { commandLine } from "#lib/testing/servers/command-line.ts";

const kept = keptAt(KEPT_DAYS[0]!).packets;
const vkey = readFileSync(join(kept, "vkey"), "utf8").trim();
const root = mkdtempSync(join(tmpdir(), "countersign-verify-"));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, "packet-"));
  cpSync(join(kept, "completed"), folder, { recursive: true });
});
afterEach(() => void vi.unstubAllEnvs());
afterAll(() => rmSync(root, { recursive: true }));

async function command(...args: string[]): Promise<{ code: number; text: string }> {
  const { code, text, complaint } = await commandLine("verify", ...args);
  return { code, text: text + complaint };
}

async function lastLine(...args: string[]): Promise<{ code: number; line: string | undefined }> {
  const { code, text } = await command(folder, ...args);
  return { code, line: text.split("\n").at(-1) };
}

const NOT_SHOWN = "Nothing was found forged, but the packet is not shown to be complete and true:";
const UNKEYED = { code: 3, line: `${NOT_SHOWN} by whose key? Give it with --vkey.` };

it("ends with the first bad place, as exactly as it is known", async () => {
  const entries = join(folder, "entries.ndjson");
  const lines = readFileSync(entries, "utf8").split("\n");
  lines[2] = lines[2]!.replace("pointer.created", "pointer.creates");
  writeFileSync(entries, lines.join("\n"));
  const { code, text } = await command(folder, "--vkey", vkey);
  expect(code).toBe(1);
  expect(text).toMatch(/tampered +entries.ndjson line 3 \(leaf \d+\): does not hash to its leaf/);
  expect(text).toMatch(/first seen at entries.ndjson line 3 \(leaf \d+\)\.$/);
  expect(JSON.parse((await command(folder, "--json")).text)).toMatchObject({ exitCode: 1 });
});

const UNHEADED = { code: 3, line: `${NOT_SHOWN} it was made before completeness could be shown.` };

describe("the last line says what a packet from before completeness could be shown is worth", () => {
  it("with a key, given as text, as a file or by the environment", async () => {
    const pinned = join(root, "pinned");
    writeFileSync(pinned, `${vkey}\n`);
    expect(await lastLine("--vkey", vkey)).toEqual(UNHEADED);
    expect(await lastLine("--vkey", pinned)).toEqual(UNHEADED);
    vi.stubEnv("COUNTERSIGN_VKEY", pinned);
    expect(await lastLine()).toEqual(UNHEADED);
  });

  it("without one", async () => {
    expect(await lastLine()).toEqual(UNKEYED);
    const json = JSON.parse((await command(folder, "--json")).text);
    expect(json).toMatchObject({ exitCode: 3, verdict: UNKEYED.line });
    vi.stubEnv("COUNTERSIGN_VKEY", "");
    expect(await lastLine()).toEqual(UNKEYED);
  });

  it("with a part erased", async () => {
    writeFileSync(join(folder, "details.ndjson"), "");
    writeTestManifest(folder);
    const erased = { code: 3, line: `${NOT_SHOWN} it is incomplete, first seen at details.ndjson.` };
    expect(await lastLine("--vkey", vkey)).toEqual(erased);
    expect(await lastLine()).toEqual(erased);
  });
});

it("takes no key that came with the packet, by whatever path", async () => {
  symlinkSync(join(folder, "vkey"), join(root, "linked"));
  for (const key of [join(folder, "vkey"), join(root, "linked")]) {
    const refused = await command(folder, "--vkey", key);
    expect(refused).toMatchObject({ code: 2, text: expect.stringContaining("came with the packet") });
  }
});

it.each([
  [],
  ["/nowhere"],
  ["a", "b"],
  ["--what"],
  [tmpdir(), "--vkey"],
  [tmpdir(), "--vkey", "nonsense"],
  [tmpdir(), "--checkpoint", "/nowhere"],
])("usage %j exits 2", async (...args) => {
  expect(await command(...args)).toMatchObject({
    code: 2,
    text: expect.stringContaining("See countersign verify --help"),
  });
});
