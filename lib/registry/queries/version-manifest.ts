import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ordinal, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { manifestFile } from "#lib/registry/manifest.ts";
import { findVersion } from "#lib/registry/rows/find-model.ts";
import { filesFrom } from "#lib/registry/rows/version-files.ts";

/** Files read at once, of 100,000 at most. */
const FILES_A_PART = 5000;

/** A part of a version's manifest, in the order that its digest covers. The download endpoint sends them all. */
export const versionManifest = defineQuery({
  name: "version-manifest",
  permission: "registry:read",
  summary: "Part of a version's manifest",
  input: z.strictObject({ model: slug, version: ordinal, from: z.number().int().min(0).default(0) }),
  output: z.object({
    digest: z.string(),
    files: z.array(manifestFile),
    /** Where the next part begins; null after the last. */
    next: z.number().nullable(),
  }),

  async load(tx, { model, version: number, from }) {
    const version = await findVersion(tx, model, number);
    if (!version.ok) return version;
    const { id, digest } = version.value;
    const files = await filesFrom(tx, id, from, FILES_A_PART);
    return ok({ digest, files, next: files.length < FILES_A_PART ? null : from + FILES_A_PART });
  },
});
