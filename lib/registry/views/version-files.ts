import { z } from "zod";
import { manifestFile } from "#lib/registry/manifest.ts";

/** A page of a version's files. */
export const versionFilesView = z.object({
  items: z.array(manifestFile),
  nextCursor: z.string().nullable(),
  /** All files of the version, and those among them that match the search. */
  total: z.number(),
  found: z.number(),
});
export type VersionFilesView = z.infer<typeof versionFilesView>;
