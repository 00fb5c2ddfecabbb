import { constants } from "node:fs";
import { open, readdir, realpath } from "node:fs/promises";
import { join } from "node:path";

/** The most that others may do with a path of the data folder; the first pattern that matches counts. */
const AT_MOST: readonly (readonly [path: RegExp, mode: number])[] = [
  [/^$/, 0o750],
  [/^mail$/, 0o750],
  [/^mail\//, 0o640],
  [/^logs$/, 0o750],
  [/^logs\//, 0o640],
  // The signer publishes its key for everybody who may enter the data folder.
  [/^signer(-\d+)?$/, 0o755],
  [/^signer(-\d+)?\/.*\.vkey$/, 0o644],
];
const FOLDER_AT_MOST = 0o700;
const FILE_AT_MOST = 0o600;
/** Not entered: the folder keeps others out, and PostgreSQL has modes of its own. */
const CLOSED = /^artifacts\/|^postgres\/cluster/;

/**
 * Takes from the files of a data folder what others may not do with them: older versions and copies made by hand leave
 * them too open. Only takes away, never follows a link, and returns the paths that it could not mend.
 */
export async function mendModes(data: string): Promise<string[]> {
  const root = await realpath(data);
  const unmended: string[] = [];
  for await (const { path, isFolder } of pathsBelow(root, ""))
    if (!(await mend(root, path, isFolder))) unmended.push(path);
  return unmended;
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

async function mend(root: string, path: string, isFolder: boolean): Promise<boolean> {
  const atMost =
    AT_MOST.find(([named]) => named.test(path))?.[1] ?? (isFolder ? FOLDER_AT_MOST : FILE_AT_MOST);
  try {
    const opened = await open(
      join(root, path),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
    try {
      const mode = (await opened.stat()).mode & 0o7777;
      if (mode !== (mode & atMost)) await opened.chmod(mode & atMost);
      return true;
    } finally {
      await opened.close();
    }
  } catch (error) {
    // It was removed meanwhile, or is a link: nothing to mend.
    return ["ENOENT", "ELOOP"].includes((error as NodeJS.ErrnoException).code ?? "");
  }
}
