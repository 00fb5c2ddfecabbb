import { z } from "zod";
import { answersJson, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import { isNoneMatch } from "#lib/http/etag.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { ordinal, slug } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import {
  ARTIFACT_BYTES_MAX,
  type ArtifactStorage,
  arrivingAtMost,
  STORAGE_FULL,
  storageFull,
} from "#lib/registry/artifact-storage.ts";
import { storeArtifact } from "#lib/registry/commands/store-artifact.ts";
import { manifestFile } from "#lib/registry/manifest.ts";
import { uploadRoom } from "#lib/registry/queries/upload-room.ts";
import { versionArtifact } from "#lib/registry/queries/version-artifact.ts";
import type { ArtifactStore, StoredArtifact } from "#lib/storage/artifact-store.ts";

const upload = defineEndpoint({
  name: storeArtifact.name,
  summary: "Store an artifact by its digest",
  description: "The body is the file itself and may be empty; the answer is what a manifest names.",
  tag: "models",
  method: "POST",
  path: "/api/v1/artifacts",
  who: { permission: storeArtifact.permission },
  input: z.object({}),
  body: { "application/octet-stream": null },
  limits: { bytes: ARTIFACT_BYTES_MAX, streamed: true },
  answers: answersJson(z.object({ digest: z.string(), size: z.int().min(0) })),
  handle:
    ({ db, store }) =>
    async ({ caller, context, requestId }) => {
      const { body } = context.req.raw;
      if (!body) return refuse("invalid", "body-missing", "Send the artifact's bytes as the body.");
      if (Number(context.req.header("content-length")) > ARTIFACT_BYTES_MAX) return tooLarge;
      const room = await look(db, uploadRoom, {}, { caller });
      if (!room.ok) return room;
      const stored = await received(store, body, room.value, caller);
      if (!stored.ok) return stored;
      const mediaType = context.req.header("content-type") ?? "application/octet-stream";
      const recorded = await run(db, storeArtifact, { ...stored.value, mediaType }, { caller, requestId });
      // Refused as full, it is new: no version names it, and no later upload of it is accepted either.
      if (!recorded.ok && recorded.error.code === STORAGE_FULL)
        await store.remove(caller.workspaceId, stored.value.digest);
      return recorded;
    },
});

async function received(
  store: ArtifactStore,
  body: ReadableStream<Uint8Array>,
  room: ArtifactStorage,
  { workspaceId }: Caller,
): Promise<Result<StoredArtifact, Refusal>> {
  const limits = { sizeMax: ARTIFACT_BYTES_MAX, arrivingMax: arrivingAtMost(room) };
  const stored = await store.put(workspaceId, body, limits);
  if (stored === "too-large") return tooLarge;
  return stored === "no-room" ? storageFull(room) : ok(stored);
}

const tooLarge = refuse(
  "too-large",
  "artifact-too-large",
  `An artifact has at most ${ARTIFACT_BYTES_MAX} bytes.`,
);

/** Only describes what a manifest allows; files registered under older rules can still be downloaded. */
const path = versionArtifact.input.shape.path.meta(manifestFile.shape.path.meta()!);

const given = {
  200: { description: "The file; its ETag is its digest.", type: "application/octet-stream" },
  304: { description: "The file is the one that `If-None-Match` names." },
};

const download = defineEndpoint({
  name: versionArtifact.name,
  summary: "Download a file of a version by its path in the manifest",
  tag: "models",
  method: "GET",
  path: "/api/v1/models/{model}/versions/{version}/artifacts/{path+}",
  who: { permission: versionArtifact.permission },
  input: z.object({ model: slug, version: ordinal, path }),
  headers: { "If-None-Match": { description: "The ETag of the file the client already has." } },
  answers: given,
  handle:
    ({ db, store }) =>
    async ({ caller, input, context }) => {
      const found = await look(db, versionArtifact, input, { caller });
      if (!found.ok) return found;
      const { digest, size } = found.value;
      const etag = `"${digest}"`;
      const caching = { "cache-control": "private, no-cache", etag };
      if (isNoneMatch(context.req.header("if-none-match"), etag))
        return new Response(null, { status: 304, headers: caching });
      const bytes = await store.read(caller.workspaceId, digest as Digest);
      if (!bytes) throw new Error(`the artifact ${digest} is registered but not in the store`);
      const name = encodeURIComponent(input.path.split("/").at(-1)!);
      // A browser must never render it as a page of this origin, whatever its content claims.
      const headers = {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename*=UTF-8''${name}`,
        "content-length": String(size),
        ...caching,
      };
      return new Response(bytes, { headers });
    },
});

export const artifactEndpoints = [upload, download] as const;
