import { execFile } from "node:child_process";
import { mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** The processes of one installation. */
export const PROCESSES = [
  "server",
  "reconciler",
  "sequencer",
  "signer",
  "postgres",
  "witness",
  "traffic",
] as const;
export type ProcessName = (typeof PROCESSES)[number];

export type Account = { readonly uid: number; readonly gid: number };
/** A user and group for each process. The `group` they share may enter the data folder and write nothing. */
export type Accounts = { readonly group: number; readonly of: Readonly<Record<ProcessName, Account>> };

/** Belongs to nobody: between the ranges of login users and of systemd's own, and below the end of a container's range. */
const FIRST_ID = 60_706;
const LAST_ID = 61_183;
const BLOCK = 10;
/** Which installation has which block of this machine's ids. */
const REGISTRY = "/var/lib/countersign/accounts";
const KEPT = "accounts";

export const BLOCKS: readonly number[] = Array.from(
  { length: Math.floor((LAST_ID - FIRST_ID + 1) / BLOCK) },
  (_, n) => FIRST_ID + n * BLOCK,
);

/** The accounts of the block that begins with this id. They need no entry in /etc/passwd. */
export function accountsFrom(first: number): Accounts {
  const of = PROCESSES.map((name, n) => [name, { uid: first + 1 + n, gid: first + 1 + n }]);
  return { group: first, of: Object.fromEntries(of) as Accounts["of"] };
}

/**
 * The accounts of the installation in this folder, the same at every start. Installations on one machine have different
 * ones, so that none can read another's files or processes. Null where every block is taken.
 */
export async function claimAccounts(
  data: string,
  { registry = REGISTRY, taken = takenByOthers } = {},
): Promise<Accounts | null> {
  const folder = await realpath(data);
  await mkdir(registry, { recursive: true, mode: 0o755 });
  const kept = Number(await readFile(join(folder, KEPT), "utf8").catch(() => ""));
  for (const first of BLOCKS.includes(kept) ? [kept, ...BLOCKS] : BLOCKS) {
    if (await taken(idsOf(first))) continue;
    if (!(await claimBlock(join(registry, String(first)), folder, first))) continue;
    await writeFile(join(folder, KEPT), `${first}\n`, { mode: 0o600 });
    return accountsFrom(first);
  }
  return null;
}

const idsOf = (first: number): number[] => Array.from({ length: BLOCK }, (_, n) => first + n);

async function claimBlock(claim: string, folder: string, first: number): Promise<boolean> {
  const made = await writeFile(claim, `${folder}\n`, { flag: "wx", mode: 0o644 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
      return false;
    },
  );
  if (made) return true;
  const holder = (await readFile(claim, "utf8")).trim();
  if (holder === folder) return true;
  // Its folder was removed or moved, or has another block since.
  const theirs = await readFile(join(holder, KEPT), "utf8").catch(() => "");
  if (Number(theirs) === first) return false;
  await writeFile(claim, `${folder}\n`);
  return true;
}

/** Whether a user or group of this machine has one of these ids, in whatever directory it asks. */
async function takenByOthers(ids: readonly number[]): Promise<boolean> {
  const found = await Promise.all(["passwd", "group"].map((table) => entries(table, ids)));
  return found.some((text) => text.trim() !== "");
}

/** Exits with 2 where some are not found, as is usual here. */
const entries = (table: string, ids: readonly number[]): Promise<string> =>
  promisify(execFile)("getent", [table, ...ids.map(String)]).then(
    ({ stdout }) => stdout,
    (error: { code?: unknown; stdout?: string }) => {
      if (error.code === 2) return error.stdout ?? "";
      throw error;
    },
  );
