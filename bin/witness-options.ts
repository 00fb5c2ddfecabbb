import { existsSync, readFileSync } from "node:fs";
import { parseWitnessKey } from "#lib/merkle/cosignature.ts";
import type { WitnessDemand } from "./checks/witnesses.ts";
import { wholeNumber, wrongUsage } from "./cli.ts";

/** The options of every command that can ask for witnesses. */
export const WITNESS_OPTIONS = {
  witness: { type: "string", multiple: true },
  "witnesses-required": { type: "string" },
} as const;

export const WITNESS_HELP = `  --witness <key or file> the key of a witness that must have cosigned; may be given several times
  --witnesses-required <k> how many of them must have; without it all`;

type Asked = { readonly witness?: string[] | undefined; readonly "witnesses-required"?: string | undefined };

/** What is demanded; null where no witness is named. Throws {@link CliError}. */
export function readWitnessDemand(asked: Asked): WitnessDemand | null {
  const required = asked["witnesses-required"];
  const witnesses = (asked.witness ?? []).map(readWitnessKey);
  if (witnesses.length === 0) {
    if (required === undefined) return null;
    throw wrongUsage("Which witnesses? Name each with --witness.");
  }
  const keys = new Set(witnesses.map(({ publicKey }) => Buffer.from(publicKey).toString("hex")));
  if (keys.size < witnesses.length) throw wrongUsage("One key is given for two witnesses.");
  const count = required === undefined ? keys.size : wholeNumber(required, "--witnesses-required");
  if (count > keys.size)
    throw wrongUsage(`--witnesses-required asks for ${count}, but only ${keys.size} are named.`);
  return { witnesses, required: count };
}

function readWitnessKey(keyOrFile: string) {
  const key = parseWitnessKey(keyOrFileText(keyOrFile));
  if (key) return key;
  throw wrongUsage(`${keyOrFile} is neither a witness's key nor a file that contains one.`);
}

/** What an option for a key says: the key itself, or the file that contains it. */
export const keyOrFileText = (keyOrFile: string): string =>
  existsSync(keyOrFile) ? readFileSync(keyOrFile, "utf8").trim() : keyOrFile;
