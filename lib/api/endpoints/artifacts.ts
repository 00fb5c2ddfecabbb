import { permit } from "#lib/access/permission.ts";
import type { Api, ApiParts } from "#lib/api/app.ts";
import { type ApiContext, guarded } from "#lib/api/handle.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { storeArtifact } from "#lib/registry/commands/store-artifact.ts";
import { versionArtifact } from "#lib/registry/queries/version-artifact.ts";

const ARTIFACT_BYTES_MAX = 1024 * 1024 * 1024;

/** Upload by content (POST /artifacts, the bytes as the body) and download by the name a version gives it. */
export function artifactDoors(app: Api, parts: ApiParts): void {
  app.post(
    "/api/v1/artifacts",
    guarded(parts, (caller, context) => upload(parts, caller, context)),
  );
  app.get(
    "/api/v1/models/:model/versions/:version/artifacts/:path{.+}",
    guarded(parts, (caller, context) => download(parts, caller, context)),
  );
}

async function upload(
  { db, store }: ApiParts,
  caller: Caller,
  context: ApiContext,
): Promise<Result<unknown, Refusal>> {
  const permitted = permit(caller, "artifact:store");
  if (!permitted.ok) return permitted;
  const { body } = context.req.raw;
  if (!body) return refuse("invalid", "body-missing", "Send the artifact's bytes as the body.");
  const stored = await store.put(caller.workspaceId, body, ARTIFACT_BYTES_MAX);
  if (stored === "too-large")
    return refuse("too-large", "artifact-too-large", `An artifact has at most ${ARTIFACT_BYTES_MAX} bytes.`);
  const mediaType = context.req.header("content-type") ?? "application/octet-stream";
  return run(db, storeArtifact, { ...stored, mediaType }, { caller, requestId: context.get("requestId") });
}

async function download({ db, store }: ApiParts, caller: Caller, context: ApiContext) {
  const { model, version, path } = context.req.param() as Record<string, string>;
  const found = await look(
    db,
    versionArtifact,
    { model: model!, version: Number(version), path: path! },
    { caller },
  );
  if (!found.ok) return found;
  const { digest, size } = found.value;
  const etag = `"${digest}"`;
  if (context.req.header("if-none-match") === etag)
    return new Response(null, { status: 304, headers: { etag } });
  const bytes = await store.read(caller.workspaceId, digest as Digest);
  if (!bytes) throw new Error(`the artifact ${digest} is registered but not in the store`);
  // Never shown as a page of ours, whatever it says it is.
  const headers = {
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(path!.split("/").at(-1)!)}`,
    "content-length": String(size),
    "cache-control": "private, no-cache",
    etag,
  };
  return new Response(bytes, { headers });
}
