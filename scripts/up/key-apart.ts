import { chown, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Where the other processes run as root without its privileges: gives the signing key to a user that no process runs
 * as, so that only the signer, which keeps them, can read it. Waits for the signer to create it; where the system has no
 * such user, the key stays root's.
 */
export async function setKeyApart(signerFolder: string): Promise<void> {
  const key = join(signerFolder, "signer.key");
  const nobody = await idOfNobody();
  if (nobody === null) return;
  for (let tries = 0; tries < 300; tries++) {
    if (await stat(key).catch(() => null)) break;
    await new Promise((done) => setTimeout(done, 100).unref());
  }
  await chown(key, nobody, nobody).catch(() => {});
  // A root that may not read every file, as in some containers, would have locked the signer out.
  await readFile(key).catch(() => chown(key, 0, 0).catch(() => {}));
}

async function idOfNobody(): Promise<number | null> {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  const id = lines.map((line) => line.split(":")).find(([name]) => name === "nobody")?.[2];
  return id ? Number(id) : null;
}
