import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { storedArtifacts } from "#lib/registry/rows/stored-artifacts.ts";
import { artifactStorageView } from "#lib/registry/views/artifact-storage.ts";

/** What the workspace stores and may store, before an upload begins. */
export const uploadRoom = defineQuery({
  name: "upload-room",
  permission: "artifact:store",
  summary: "Show how much room there is for an upload",
  input: z.strictObject({}),
  output: artifactStorageView,
  load: async (tx) => ok(await storedArtifacts(tx)),
});
