import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { formatNoteKey } from "#lib/merkle/note.ts";
import { openSignerFolder, type SignedHead, type SignerFolder } from "./signer-folder.ts";

/** A log that ends, and its successor that continues from `head`. */
export type Succession = {
  readonly former: { readonly vkey: string; readonly head: SignedHead };
  readonly successor: { readonly vkey: string; readonly origin: string };
  /** Makes the successor continue the former log's last signed head, where that has grown since. */
  goOnFrom(): Promise<void>;
  /** Replaces the old folder with the new one; the old one is kept beside it, with a number. */
  install(): Promise<string>;
};

/**
 * Creates the folder of a log's successor: its own key, the old name with a number, and the head it continues, stored
 * as its last signed head so that it never signs anything that does not extend it. Throws when the old log never
 * signed.
 */
export async function prepareSuccession(folder: string, head: SignedHead): Promise<Succession> {
  const former = await openAsPublished(folder);
  const last = await former.lastSigned();
  if (!last) throw new Error(`${folder} never signed: there is nothing to succeed.`);
  const formers = await formerFolders(folder);
  const first = formers[0] ?? folder;
  const origin = `${await publishedName(first)}/${formers.length + 2}`;
  const next = `${folder}.next`;
  await rm(next, { recursive: true, force: true });
  await mkdir(next, { recursive: true });
  await writeFile(join(next, "origin"), `${origin}\n`, { flush: true });
  const successor = await openSignerFolder(next, origin);
  await successor.remember(head);
  return {
    former: { vkey: formatNoteKey(former.key), head: last },
    successor: { vkey: formatNoteKey(successor.key), origin },
    goOnFrom: async () => successor.remember((await former.lastSigned()) ?? last),
    install: async () => {
      const kept = `${folder}-${formers.length + 1}`;
      await rename(folder, kept);
      await rename(next, folder);
      return kept;
    },
  };
}

/** The folders of the logs that ended before this one, oldest first. */
async function formerFolders(folder: string): Promise<string[]> {
  const prefix = `${basename(folder)}-`;
  const names = (await readdir(dirname(folder))).filter((name) => name.startsWith(prefix));
  return names
    .flatMap((name) => {
      const number = name.slice(prefix.length);
      return /^\d+$/.test(number) ? [{ path: join(dirname(folder), name), number: Number(number) }] : [];
    })
    .sort((a, b) => a.number - b.number)
    .map(({ path }) => path);
}

/** The name its key was published under, whatever is configured. Throws where there is none. */
export const openAsPublished = async (folder: string): Promise<SignerFolder> =>
  openSignerFolder(folder, await publishedName(folder));

async function publishedName(folder: string): Promise<string> {
  const vkey = await readFile(join(folder, "signer.vkey"), "utf8");
  return vkey.slice(0, vkey.indexOf("+"));
}
