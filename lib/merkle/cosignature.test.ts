import { generateKeyPairSync, sign as signBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { toBase64 } from "#lib/kernel/base64.ts";
import { cosign, cosignaturesBy, formatWitnessKey, parseWitnessKey, witnessKey } from "./cosignature.ts";
import { formatNote, formatNoteKey, noteKey, openNote, parseNote, parseNoteKey } from "./note.ts";

/** Made by filippo.io/torchwood v0.6.1 and golang.org/x/mod: a checkpoint signed by a log and cosigned by a witness. */
const FOREIGN = {
  log: "log.example+b252d0cf+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
  witness: "witness.example/w1+a7e12144+BGG3op9v3HIXXDPBmFc/0CioJHhGCXc+pyvvFPlBZdYO",
  seconds: 1_795_728_709,
  note: `log.example
7
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— log.example slLQzxTeddJgLihJv6nlXWgSYpL6Izjj5qoO0jYSWwl44TKzKkXlkG7no+TZj94IHIYdfN4FmNcnPR7vo0guOMK+hQ0=
— witness.example/w1 p+EhRAAAAABrCKVF2UZlKG6zGEPTB+HyBaUkXBsY/nN5K+Xk+vPjBMEoUOb2XfOUtZXMfH7J5L+HI+fQteglJ+jbyrGuPbCKOFBBCQ==
`,
};
const witness = parseWitnessKey(FOREIGN.witness)!;
const found = (text: string, key = witness) => {
  const note = parseNote(text);
  if (!note.ok) throw new Error(note.error);
  return cosignaturesBy(key, note.value).map(({ seconds, holds }) => ({ seconds, holds }));
};

describe("a cosignature by another implementation", () => {
  it("verifies, with its time", () => {
    expect(found(FOREIGN.note)).toEqual([{ seconds: FOREIGN.seconds, holds: true }]);
    expect(openNote(FOREIGN.note, [parseNoteKey(FOREIGN.log)!])).toMatchObject({ ok: true });
    expect(formatWitnessKey(witness)).toBe(FOREIGN.witness);
  });

  it.each([
    ["the size", (text: string) => text.replace("\n7\n", "\n8\n")],
    ["the time", (text: string) => text.replace("p+EhRAAAAABrCKVF", "p+EhRAAAAABrCKVG")],
    ["a time beyond exact numbers", (text: string) => text.replace("p+EhRAAAAABr", "p+EhRP//////")],
    ["the signature", (text: string) => text.replace("OFBBCQ==", "OFBBCg==")],
    ["a signature without a time", (text: string) => text.replace(/(w1 p\+EhRAAA)\S+/, "$1")],
  ])("does not hold with %s changed", (_, change) => {
    expect(change(FOREIGN.note)).not.toBe(FOREIGN.note);
    expect(found(change(FOREIGN.note)).map(({ holds }) => holds)).toEqual([false]);
  });

  it("is nobody's under another name or by another key", () => {
    expect(found(FOREIGN.note, witnessKey("witness.example/w2", witness.publicKey))).toEqual([]);
    expect(found(FOREIGN.note, witnessKey("witness.example/w1", new Uint8Array(32)))).toEqual([]);
  });

  it("is no signature of a log, even if its key is trusted as one", () => {
    const asLog = noteKey(witness.name, witness.publicKey);
    expect(openNote(FOREIGN.note, [asLog])).toMatchObject({ ok: false });
    expect(openNote(FOREIGN.note, [witness])).toMatchObject({ ok: false });
  });
});

it("a cosignature of ours is read as one of theirs", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = witnessKey(
    "w.example",
    new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32)),
  );
  const text = `log.example\n7\n${toBase64(new Uint8Array(32))}\n`;
  const line = cosign(key, 1_700_000_000, text, (message) => {
    expect(message).toBe(`cosignature/v1\ntime 1700000000\n${text}`);
    return new Uint8Array(signBytes(null, Buffer.from(message), privateKey));
  });
  expect(line.signature).toHaveLength(72);
  expect(found(formatNote({ text, signatures: [line] }), key)).toEqual([
    { seconds: 1_700_000_000, holds: true },
  ]);
});

it("a witness's key is read in both forms in which witnesses write it", () => {
  const asLog = formatNoteKey(noteKey(witness.name, witness.publicKey));
  expect(parseWitnessKey(asLog)).toEqual(witness);
  expect(parseWitnessKey(FOREIGN.witness.replace("a7e12144", "a7e12145"))).toBeNull();
  expect(parseNoteKey(FOREIGN.witness)).toBeNull();
});
