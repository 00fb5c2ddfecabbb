import { parseWitnessKey, type WitnessKey } from "#lib/merkle/cosignature.ts";

/** A witness to ask: where it listens, and the key it must answer with. */
export type WitnessAddress = { readonly url: string; readonly key: WitnessKey };

/**
 * Reads the setting WITNESSES: an address and a key for each witness, separated by commas or line breaks. Throws with
 * the wrong part, so that no witness is left out unnoticed.
 */
export function readWitnesses(setting: string | undefined): WitnessAddress[] {
  const parts = (setting ?? "").split(/[,\n]/).map((part) => part.trim());
  const witnesses = parts.filter((part) => part !== "").map(readWitness);
  const keys = new Set(witnesses.map(({ key }) => Buffer.from(key.publicKey).toString("hex")));
  if (keys.size < witnesses.length) throw new Error("WITNESSES names one witness's key twice.");
  return witnesses;
}

function readWitness(part: string): WitnessAddress {
  const [address = "", vkey = "", ...rest] = part.split(/\s+/);
  const key = parseWitnessKey(vkey);
  const url = URL.parse(address);
  if (rest.length > 0 || key === null || (url?.protocol !== "http:" && url?.protocol !== "https:"))
    throw new Error(
      `WITNESSES: "${part}" is not an address and a key, as in "https://witness.example <key>".`,
    );
  return { url: address, key };
}
