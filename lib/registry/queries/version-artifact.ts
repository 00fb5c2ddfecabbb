import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ordinal, slug } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { PATH_LENGTH_MAX } from "#lib/registry/manifest.ts";
import { findVersion } from "#lib/registry/rows/find-model.ts";

/** The stored bytes behind a path of a version; the download endpoint sends them. */
export const versionArtifact = defineQuery({
  name: "version-artifact",
  permission: "registry:read",
  summary: "Find the artifact behind a path of a version",
  input: z.strictObject({
    model: slug,
    version: ordinal,
    path: z
      .string()
      .min(1)
      .max(PATH_LENGTH_MAX)
      .refine((text) => !text.includes("\u0000"), "must not contain a NUL"),
  }),
  output: z.object({ path: z.string(), digest: z.string(), size: z.number(), mediaType: z.string() }),

  async load(tx, { model, version: number, path }) {
    const version = await findVersion(tx, model, number);
    if (!version.ok) return version;
    const versionId = version.value.id;
    const file = await tx.versionFile.findUnique({ where: { versionId_path: { versionId, path } } });
    if (!file)
      return refuse("not-found", "artifact-not-found", `Version ${number} of ${model} has no file ${path}.`, {
        todo: "Find its files under “Artifacts” on the version's page.",
      });
    const { digest, size } = file;
    const { mediaType } = await tx.artifact.findFirstOrThrow({ where: { digest } });
    return ok({ path, digest, size: Number(size), mediaType });
  },
});
