import { z } from "zod";

/** How much of its quota a workspace uses. */
export const artifactStorageView = z.object({
  artifacts: z.number(),
  usedBytes: z.number(),
  quotaBytes: z.number(),
});
export type ArtifactStorageView = z.infer<typeof artifactStorageView>;
