import { z } from "zod";
import { manifestFile } from "#lib/registry/manifest.ts";

export const FILE_CHANGES = ["added", "removed", "changed"] as const;
export type FileChange = (typeof FILE_CHANGES)[number];

const content = manifestFile.pick({ digest: true, size: true });

/** A path that two versions do not have alike. */
export const changedFile = z.object({
  path: z.string(),
  change: z.enum(FILE_CHANGES),
  /** Null where the path was added. */
  before: content.nullable(),
  /** Null where it was removed. */
  after: content.nullable(),
});
export type ChangedFile = z.infer<typeof changedFile>;

/** What a version's files change against another's: counts of everything, and a page of the changes. */
export const fileChangesView = z.object({
  against: z.number(),
  counts: z.object({ added: z.number(), removed: z.number(), changed: z.number(), same: z.number() }),
  items: z.array(changedFile),
  nextCursor: z.string().nullable(),
});
export type FileChangesView = z.infer<typeof fileChangesView>;
