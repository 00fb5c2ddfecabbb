import { lchown, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Who a file belongs to. */
export type Owner = { readonly uid: number; readonly gid: number };

/**
 * Gives a folder and everything in it to another owner. Follows no link, and leaves a file that has a second name, which
 * may be anybody's. The folder itself changes last: as long as it has the old owner, the work is to be repeated.
 */
export async function handOver(path: string, owner: Owner): Promise<void> {
  const found = await lstat(path);
  if (found.isDirectory()) for (const name of await readdir(path)) await handOver(join(path, name), owner);
  else if (found.nlink > 1) return;
  if (found.uid !== owner.uid || found.gid !== owner.gid) await lchown(path, owner.uid, owner.gid);
}
