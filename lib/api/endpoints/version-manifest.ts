import { z } from "zod";
import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { look } from "#lib/command/query.ts";
import { isNoneMatch } from "#lib/http/etag.ts";
import { pieceStream } from "#lib/http/piece-stream.ts";
import { ordinal, slug } from "#lib/kernel/fields.ts";
import { fileText, type ManifestFile } from "#lib/registry/manifest.ts";
import { versionManifest } from "#lib/registry/queries/version-manifest.ts";

type Part = { readonly files: readonly ManifestFile[]; readonly next: number | null };

/** A version's whole manifest, in exactly the bytes that its digest covers. */
export const manifestDownload = defineEndpoint({
  name: versionManifest.name,
  summary: "Download a version's manifest: its SHA-256 is the version's digest",
  tag: "models",
  method: "GET",
  path: "/api/v1/models/{model}/versions/{version}/manifest",
  who: { permission: versionManifest.permission },
  input: z.object({ model: slug, version: ordinal }),
  headers: { "If-None-Match": { description: "The ETag of the manifest the client already has." } },
  limits: { exports: "file" },
  answers: {
    200: { description: "Every file in path order, as canonical JSON.", type: "application/json" },
    304: { description: "The manifest is the one that `If-None-Match` names." },
  },
  handle:
    ({ db }) =>
    async ({ caller, input, context }) => {
      const first = await look(db, versionManifest, input, { caller });
      if (!first.ok) return first;
      const etag = `"${first.value.digest}"`;
      const caching = { "cache-control": "private, no-cache", etag };
      if (isNoneMatch(context.req.header("if-none-match"), etag))
        return new Response(null, { status: 304, headers: caching });
      const after = async (from: number): Promise<Part> => {
        const part = await look(db, versionManifest, { ...input, from }, { caller });
        if (!part.ok) throw new Error(`the manifest broke off at ${from}: ${part.error.code}`);
        return part.value;
      };
      const headers = {
        "content-type": "application/json",
        "content-disposition": `attachment; filename="${input.model}-v${input.version}-manifest.json"`,
        ...caching,
      };
      return new Response(pieceStream(textOf(first.value, after)), { headers });
    },
});

/** Canonical JSON, part by part; each is read once the client has taken the one before. */
async function* textOf(first: Part, after: (from: number) => Promise<Part>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let before = "[";
  for (let part: Part | null = first; part; part = part.next === null ? null : await after(part.next)) {
    if (part.files.length === 0) continue;
    yield encoder.encode(before + part.files.map(fileText).join(","));
    before = ",";
  }
  yield encoder.encode("]");
}
