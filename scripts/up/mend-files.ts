import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { handOver, type Owner } from "#lib/storage/hand-over.ts";
import type { ProcessName } from "./accounts.ts";
import type { Owners } from "./separation.ts";

type Rule = {
  readonly path: RegExp;
  /** The most that anybody may do with it. */
  readonly mode: number;
  /** Whose it is; by default whoever starts the installation. */
  readonly owner?: ProcessName;
  /** Who else may read it, where processes have users of their own: the whole mode is then set. */
  readonly readers?: ProcessName | "all";
};

/** The files of a data folder; the first rule that matches counts. */
const RULES: readonly Rule[] = [
  { path: /^$/, mode: 0o750, readers: "all" },
  { path: /^mail$/, mode: 0o750 },
  { path: /^mail\//, mode: 0o640 },
  { path: /^logs$/, mode: 0o750 },
  { path: /^logs\//, mode: 0o640 },
  // The sign-in page of the demonstration shows who can sign in.
  { path: /^demonstration\.json$/, mode: 0o640, readers: "server" },
  { path: /^artifacts(\/|$)/, mode: 0o600, owner: "server" },
  // The signer publishes its key for everybody who may enter the data folder.
  { path: /^signer(-\d+)?$/, mode: 0o755, owner: "signer", readers: "all" },
  { path: /^signer(-\d+)?\/.*\.vkey$/, mode: 0o644, owner: "signer", readers: "all" },
  { path: /^signer(-\d+|\.next)?(\/|$)/, mode: 0o600, owner: "signer" },
  { path: /^witness(\/|$)/, mode: 0o600, owner: "witness" },
  { path: /./, mode: 0o600 },
];
/** A folder is entered where a file is read. */
const ENTERED = 0o100;
/** Not entered: the folder keeps others out, and what is in it follows the folder's owner. */
const CLOSED = /^artifacts\/|^postgres\/cluster/;

/**
 * Gives the files of a data folder to their owners and takes from everybody else what they may not do with them: older
 * versions, another kind of start, and copies made by hand leave them otherwise. Never follows a link, and returns the
 * paths that it could not mend.
 */
export async function mendFiles(data: string, owners: Owners | null): Promise<string[]> {
  const root = await realpath(data);
  if (owners) await handOverArtifacts(join(root, "artifacts"), owners.of("server"));
  const unmended: string[] = [];
  for await (const { path, isFolder } of pathsBelow(root, ""))
    if (!(await mend(join(root, path), wanted({ path, isFolder }, owners)))) unmended.push(path);
  return unmended;
}

/** The folders that a process writes in. It could not make them: the data folder is not its own. */
export async function makeFolders(data: string): Promise<void> {
  for (const name of ["artifacts", "signer"]) await mkdir(join(data, name), { recursive: true });
}

/** There may be many: they are handed over with their folder, once. */
async function handOverArtifacts(folder: string, server: Owner): Promise<void> {
  const found = await lstat(folder).catch(() => null);
  if (found?.isDirectory() && (found.uid !== server.uid || found.gid !== server.gid))
    await handOver(folder, server);
}

type Found = { path: string; isFolder: boolean };

async function* pathsBelow(root: string, path: string): AsyncGenerator<Found> {
  yield { path, isFolder: true };
  if (CLOSED.test(path)) return;
  for (const entry of await readdir(join(root, path), { withFileTypes: true }).catch(() => [])) {
    const inside = path === "" ? entry.name : `${path}/${entry.name}`;
    if (entry.isFile()) yield { path: inside, isFolder: false };
    if (entry.isDirectory()) yield* pathsBelow(root, inside);
  }
}

type Wanted = { readonly mode: number; readonly exactly: boolean; readonly owner: Owner | null };

function wanted({ path, isFolder }: Found, owners: Owners | null): Wanted {
  const { mode, owner, readers } = RULES.find((rule) => rule.path.test(path))!;
  return {
    mode: isFolder ? mode | ENTERED : mode,
    exactly: owners !== null && readers !== undefined,
    owner: owners && ownerAmong(owners, owner, readers),
  };
}

function ownerAmong(
  owners: Owners,
  owner: ProcessName | undefined,
  readers: Rule["readers"] | undefined,
): Owner {
  if (owner) return owners.of(owner);
  if (readers === "all") return { uid: 0, gid: owners.group };
  return { uid: 0, gid: readers ? owners.of(readers).gid : 0 };
}

async function mend(path: string, to: Wanted): Promise<boolean> {
  try {
    const opened = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      await change(opened, to);
      return true;
    } finally {
      await opened.close();
    }
  } catch (error) {
    // It was removed meanwhile, or is a link: nothing to mend.
    return ["ENOENT", "ELOOP"].includes((error as NodeJS.ErrnoException).code ?? "");
  }
}

async function change(opened: FileHandle, { mode, exactly, owner }: Wanted): Promise<void> {
  const found = await opened.stat();
  if (owner && found.nlink > 1 && !found.isDirectory()) throw new Error("a file with a second name");
  if (owner && (found.uid !== owner.uid || found.gid !== owner.gid)) await opened.chown(owner.uid, owner.gid);
  const now = found.mode & 0o7777;
  const next = exactly ? mode : now & mode;
  if (now !== next) await opened.chmod(next);
}
