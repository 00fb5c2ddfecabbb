import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { formatAddCheckpoint } from "#lib/merkle/add-checkpoint.ts";
import { formatWitnessKey, witnessKey } from "#lib/merkle/cosignature.ts";
import { type Hash, hashLeaf } from "#lib/merkle/hash.ts";
import { formatSignatureLine, parseNote, parseNoteKey } from "#lib/merkle/note.ts";
import { openWitnessFolder, type WitnessFolder } from "#lib/protocols/tlog-witness/witness-folder.ts";
import { TEST_LOG, writeTestManifest, writeTestPacket } from "#lib/testing/packets/evidence-packet.ts";
import { commandLine } from "#lib/testing/servers/command-line.ts";
import { testWitness } from "#lib/testing/servers/witness.ts";
import { proofFrom } from "#lib/testing/worlds/growing-log.ts";
import { verifyPacket } from "../verify-packet.ts";
import { witnessesCheck } from "./witnesses.ts";

const AT = 1_795_183_351;
const root = mkdtempSync(join(tmpdir(), "countersign-witnesses-"));
let [one, two, three]: WitnessFolder[] = [];
let folder: string;
let leaves: Hash[];

beforeAll(async () => {
  const open = (name: string) => openWitnessFolder(join(root, name), `witness.example/${name}`);
  [one, two, three] = [await open("w1"), await open("w2"), await open("w3")];
});
beforeEach(() => {
  ({ folder, leaves } = writeTestPacket(mkdtempSync(join(root, "packet-"))));
});
afterAll(() => rmSync(root, { recursive: true }));

const lineBy = (witness: WitnessFolder, note: string, seconds = AT): string => {
  const parsed = parseNote(note);
  if (!parsed.ok) throw new Error(parsed.error);
  return formatSignatureLine(witness.cosign(seconds, parsed.value.text));
};
/** Puts lines under the packet's checkpoint, as its exporter could. */
function under(...lines: string[]): void {
  writeFileSync(join(folder, "checkpoint"), TEST_LOG.note(leaves) + lines.join(""));
  writeTestManifest(folder);
}
function demanded(witnesses: readonly (WitnessFolder | undefined)[], required = witnesses.length) {
  const check = witnessesCheck({ witnesses: witnesses.map((witness) => witness!.key), required });
  const { exitCode, outcomes } = verifyPacket(folder, { vkey: TEST_LOG.vkey, checks: [check] });
  return { exitCode, said: outcomes.flatMap(({ findings }) => findings.map(({ message }) => message)) };
}

describe("of the witnesses an auditor names", () => {
  it("as many as required must have cosigned", () => {
    under(lineBy(one!, TEST_LOG.note(leaves)), lineBy(two!, TEST_LOG.note(leaves)));
    expect(demanded([one, two])).toEqual({ exitCode: 0, said: [] });
    expect(demanded([one, two, three], 2)).toEqual({ exitCode: 0, said: [] });
    expect(demanded([one, two, three])).toEqual({
      exitCode: 3,
      said: [
        "2 of the 3 required witnesses cosigned it: witness.example/w1 cosigned it at 2026-11-20T14:02:31.000Z; " +
          "witness.example/w2 cosigned it at 2026-11-20T14:02:31.000Z; witness.example/w3 did not cosign it",
      ],
    });
  });

  it("each counts once, and the earliest time is named", () => {
    const note = TEST_LOG.note(leaves);
    under(lineBy(one!, note, AT + 60), lineBy(one!, note), lineBy(one!, note, AT + 120));
    const { exitCode, said } = demanded([one, two]);
    expect(exitCode).toBe(3);
    expect(said[0]).toContain(
      "1 of the 2 required witnesses cosigned it: witness.example/w1 cosigned it at 2026-11-20T14:02:31",
    );
  });

  it("lines of others are nobody's concern, and none of theirs counts", () => {
    under(lineBy(three!, TEST_LOG.note(leaves)));
    expect(demanded([one])).toMatchObject({ exitCode: 3 });
    expect(verifyPacket(folder, { vkey: TEST_LOG.vkey }).exitCode).toBe(0);
  });
});

describe("an exporter who cheats", () => {
  it("cannot put an earlier checkpoint's cosignature under this one", () => {
    under(lineBy(one!, TEST_LOG.note(leaves.slice(0, 20))));
    expect(demanded([one])).toMatchObject({
      exitCode: 1,
      said: [
        expect.stringContaining("the signature of the witness witness.example/w1 is not over it"),
        expect.anything(),
      ],
    });
  });

  it("cannot sign for a witness with a key of their own", async () => {
    const impostor = await openWitnessFolder(join(root, "impostor"), "witness.example/w1");
    under(lineBy(impostor, TEST_LOG.note(leaves)));
    expect(demanded([one])).toMatchObject({ exitCode: 3 });
  });

  it("cannot have a rewritten past cosigned, nor hide that it was not", async () => {
    const witness = await testWitness([parseNoteKey(TEST_LOG.vkey)!], "witness.example/live");
    const ask = (oldSize: number, of: readonly Hash[]) =>
      witness.post(
        formatAddCheckpoint({ oldSize, proof: proofFrom(oldSize, of), checkpoint: TEST_LOG.note(of) }),
      );
    const honest = await (await ask(0, leaves.slice(0, 20))).text();
    // The packet is of another past, signed with the log's own key: with no witness it verifies.
    const past = leaves.map((leaf, i) => (i === 3 ? hashLeaf(new Uint8Array(9)) : leaf));
    leaves = past;
    writeFileSync(
      join(folder, "leaves"),
      past.map((leaf) => `${Buffer.from(leaf).toString("hex")}\n`).join(""),
    );
    under();
    expect(verifyPacket(folder, { vkey: TEST_LOG.vkey }).exitCode).toBe(0);
    expect((await ask(20, past)).status).toBe(422);
    expect(demanded([witness.folder])).toMatchObject({ exitCode: 3 });
    under(honest);
    expect(demanded([witness.folder])).toMatchObject({ exitCode: 1 });
    await witness.close();
  });
});

describe("the command", () => {
  const verify = (...args: string[]) => commandLine("verify", folder, "--vkey", TEST_LOG.vkey, ...args);
  const keyOf = (witness: WitnessFolder | undefined): string => formatWitnessKey(witness!.key);

  it("takes keys and files with keys, and asks for all of them unless told otherwise", async () => {
    under(lineBy(one!, TEST_LOG.note(leaves)));
    const both = ["--witness", keyOf(one), "--witness", join(root, "w2/witness.vkey")];
    const line =
      /(?:^|\n)(?:ok|unproven) +(?:witnesses|checkpoint): 1 of the (\d) required witnesses cosigned/;
    expect((await verify(...both)).text.match(line)?.[1]).toBe("2");
    expect((await verify(...both, "--witnesses-required", "1")).text.match(line)?.[1]).toBe("1");
    expect(readFileSync(join(root, "w2/witness.vkey"), "utf8")).toBe(`${keyOf(two)}\n`);
  });

  it("counts no key twice under two names", async () => {
    const alias = formatWitnessKey(witnessKey("witness.example/alias", one!.key.publicKey));
    for (const other of [alias, keyOf(one)])
      expect((await verify("--witness", keyOf(one), "--witness", other)).code).toBe(2);
  });

  it.each([
    [["--witness", "nonsense"]],
    [["--witnesses-required", "1"]],
    [["--witness", TEST_LOG.vkey, "--witnesses-required", "2"]],
    [["--witness", TEST_LOG.vkey, "--witnesses-required", "0"]],
    [["--witness", TEST_LOG.vkey, "--witnesses-required", "x"]],
  ])("usage %j exits 2", async (args) => {
    expect((await verify(...args)).code).toBe(2);
  });
});
