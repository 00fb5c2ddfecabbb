import { concatBytes } from "@noble/hashes/utils.js";
import { verifyEd25519 } from "./ed25519.ts";
import { sameBytes } from "./hash.ts";
import { formatNoteKey, type Note, type NoteKey, type NoteSignature, noteKey, parseNoteKey } from "./note.ts";

/** Marks a key that signs a time together with the note (C2SP tlog-cosignature). */
const COSIGNATURE_V1 = 0x04;
const TIME_BYTES = 8;

/** The key of a witness: it states that it has seen this checkpoint continue the earlier ones, and when. */
export type WitnessKey = NoteKey;

export const witnessKey = (name: string, publicKey: Uint8Array): WitnessKey =>
  noteKey(name, publicKey, COSIGNATURE_V1);

export const formatWitnessKey = (key: WitnessKey): string => formatNoteKey(key, COSIGNATURE_V1);

/** Reverses {@link formatWitnessKey}. Some witnesses hand out their key in the form of a log's: it is read as well. */
export function parseWitnessKey(text: string): WitnessKey | null {
  const plain = parseNoteKey(text);
  return plain ? witnessKey(plain.name, plain.publicKey) : parseNoteKey(text, COSIGNATURE_V1);
}

/** Signs the text of a checkpoint at a time in whole seconds. */
export function cosign(
  key: WitnessKey,
  seconds: number,
  text: string,
  sign: (message: string) => Uint8Array,
): NoteSignature {
  const time = new Uint8Array(TIME_BYTES);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  return { name: key.name, keyId: key.keyId, signature: concatBytes(time, sign(cosigned(seconds, text))) };
}

/** One witness's line under a checkpoint, and whether its signature is valid. */
export type Cosignature = {
  readonly line: NoteSignature;
  /** When the witness says it signed, in seconds since 1970. */
  readonly seconds: number;
  readonly holds: boolean;
};

/** The lines that name this witness and its key. Lines of other keys are ignored. */
export function cosignaturesBy(key: WitnessKey, { text, signatures }: Note): Cosignature[] {
  return signatures
    .filter(({ name, keyId }) => name === key.name && sameBytes(keyId, key.keyId))
    .map((line) => ({ line, ...readCosignature(key, line.signature, text) }));
}

function readCosignature(
  key: WitnessKey,
  bytes: Uint8Array,
  text: string,
): Pick<Cosignature, "seconds" | "holds"> {
  if (bytes.length < TIME_BYTES) return { seconds: 0, holds: false };
  const seconds = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  if (!Number.isSafeInteger(seconds)) return { seconds: 0, holds: false };
  const message = new TextEncoder().encode(cosigned(seconds, text));
  return { seconds, holds: verifyEd25519(key.publicKey, message, bytes.subarray(TIME_BYTES)) };
}

const cosigned = (seconds: number, text: string): string => `cosignature/v1\ntime ${seconds}\n${text}`;
