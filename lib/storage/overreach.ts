import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import { dataFolder } from "#lib/env.ts";
import type { Overreach } from "#lib/kernel/overreach.ts";
import { signerFolder } from "./log-key.ts";

/**
 * What this process can reach that it must not, found by trying. Empty where each process has a user of its own. Every
 * process runs in the folder of the code.
 */
export async function overreaches(): Promise<Overreach[]> {
  const tries: readonly (readonly [Overreach, path: string, mode: number])[] = [
    ["signing-key", join(signerFolder(), "signer.key"), constants.R_OK],
    ["database-passwords", join(dataFolder(), "passwords.json"), constants.R_OK],
    ["code", "server.ts", constants.W_OK],
  ];
  const found = await Promise.all(
    tries.map(async ([overreach, path, mode]) => ((await may(path, mode)) ? overreach : null)),
  );
  return found.filter((overreach) => overreach !== null);
}

const may = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );
