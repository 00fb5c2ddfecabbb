import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Digest } from "#lib/kernel/digest.ts";

export type StoredArtifact = { readonly digest: Digest; readonly size: number };

export type ArtifactLimits = {
  readonly sizeMax: number;
  /** For everything that arrives for the workspace at the same time; without it, no limit. */
  readonly arrivingMax?: number;
};

/** Stores artifact bytes by content. One adapter per kind of storage; here a local folder. */
export type ArtifactStore = {
  put(
    workspaceId: string,
    bytes: ReadableStream<Uint8Array> | Uint8Array,
    limits: ArtifactLimits,
  ): Promise<StoredArtifact | "too-large" | "no-room">;
  read(workspaceId: string, digest: Digest): Promise<ReadableStream<Uint8Array> | null>;
  remove(workspaceId: string, digest: Digest): Promise<void>;
};

/** Artifacts in a folder: `<workspace>/<first two digits>/<digest>`. A file appears complete or not at all. */
export function folderStore(root: string): ArtifactStore {
  const pathOf = (workspaceId: string, digest: Digest) => {
    const hex = digest.slice("sha256:".length);
    return join(root, workspaceId, hex.slice(0, 2), hex);
  };

  const arriving = new Map<string, number>();
  const arrive = (workspaceId: string, bytes: number): number => {
    const sum = (arriving.get(workspaceId) ?? 0) + bytes;
    if (sum === 0) arriving.delete(workspaceId);
    else arriving.set(workspaceId, sum);
    return sum;
  };

  return {
    async put(workspaceId, bytes, { sizeMax, arrivingMax = Number.POSITIVE_INFINITY }) {
      const incoming = join(root, workspaceId, "incoming");
      await mkdir(incoming, { recursive: true });
      const partial = join(incoming, randomUUID());
      let arrived = 0;
      const refusal = (length: number): Unwanted | null => {
        arrived += length;
        const together = arrive(workspaceId, length);
        if (arrived > sizeMax) return "too-large";
        return together > arrivingMax ? "no-room" : null;
      };
      try {
        const stored = await writeHashed(bytes, partial, refusal);
        if (typeof stored === "string") return stored;
        const final = pathOf(workspaceId, stored.digest);
        await mkdir(join(final, ".."), { recursive: true });
        await rename(partial, final);
        return stored;
      } finally {
        arrive(workspaceId, -arrived);
        await rm(partial, { force: true });
      }
    },

    async read(workspaceId, digest) {
      const path = pathOf(workspaceId, digest);
      const found = await stat(path).then(Boolean, () => false);
      return found ? (Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>) : null;
    },

    remove: (workspaceId, digest) => rm(pathOf(workspaceId, digest), { force: true }),
  };
}

type Unwanted = "too-large" | "no-room";

async function writeHashed(
  bytes: ReadableStream<Uint8Array> | Uint8Array,
  path: string,
  refusal: (length: number) => Unwanted | null,
): Promise<StoredArtifact | Unwanted> {
  const hash = createHash("sha256");
  let size = 0;
  let refused: Unwanted | null = null;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      refused = refusal(chunk.length);
      done(refused === null ? null : new Error(refused), chunk);
    },
  });
  const source = bytes instanceof Uint8Array ? Readable.from([bytes]) : Readable.fromWeb(bytes as never);
  try {
    await pipeline(source, measure, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    if (refused !== null) return refused;
    throw error;
  }
  await flush(path);
  return { digest: `sha256:${hash.digest("hex")}`, size };
}

async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
}
