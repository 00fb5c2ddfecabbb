import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { storedArtifacts } from "#lib/registry/rows/stored-artifacts.ts";
import { artifactStorageView } from "#lib/registry/views/artifact-storage.ts";

/** How much of its quota the workspace uses. */
export const artifactStorage = defineQuery({
  name: "artifact-storage",
  permission: "settings:read",
  summary: "Show how much the workspace's artifacts use of their quota",
  input: z.strictObject({}),
  output: artifactStorageView,
  load: async (tx) => ok(await storedArtifacts(tx)),
});
