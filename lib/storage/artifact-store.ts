import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Digest } from "#lib/kernel/digest.ts";

export type StoredArtifact = { readonly digest: Digest; readonly size: number };

/** Stores artifact bytes by content. One adapter per kind of storage; here a local folder. */
export type ArtifactStore = {
  put(
    workspaceId: string,
    bytes: ReadableStream<Uint8Array> | Uint8Array,
    sizeMax: number,
  ): Promise<StoredArtifact | "too-large">;
  read(workspaceId: string, digest: Digest): Promise<ReadableStream<Uint8Array> | null>;
};

/** Artifacts in a folder: `<workspace>/<first two digits>/<digest>`. A file appears complete or not at all. */
export function folderStore(root: string): ArtifactStore {
  const pathOf = (workspaceId: string, digest: Digest) => {
    const hex = digest.slice("sha256:".length);
    return join(root, workspaceId, hex.slice(0, 2), hex);
  };

  return {
    async put(workspaceId, bytes, sizeMax) {
      const incoming = join(root, workspaceId, "incoming");
      await mkdir(incoming, { recursive: true });
      const partial = join(incoming, randomUUID());
      try {
        const stored = await writeHashed(bytes, partial, sizeMax);
        if (stored === "too-large") return stored;
        const final = pathOf(workspaceId, stored.digest);
        await mkdir(join(final, ".."), { recursive: true });
        await rename(partial, final);
        return stored;
      } finally {
        await rm(partial, { force: true });
      }
    },

    async read(workspaceId, digest) {
      const path = pathOf(workspaceId, digest);
      const found = await stat(path).then(Boolean, () => false);
      return found ? (Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>) : null;
    },
  };
}

async function writeHashed(
  bytes: ReadableStream<Uint8Array> | Uint8Array,
  path: string,
  sizeMax: number,
): Promise<StoredArtifact | "too-large"> {
  const hash = createHash("sha256");
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(size > sizeMax ? new TooLarge() : null, chunk);
    },
  });
  const source = bytes instanceof Uint8Array ? Readable.from([bytes]) : Readable.fromWeb(bytes as never);
  try {
    await pipeline(source, measure, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    if (error instanceof TooLarge) return "too-large";
    throw error;
  }
  await flush(path);
  return { digest: `sha256:${hash.digest("hex")}`, size };
}

class TooLarge extends Error {}

async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
}
