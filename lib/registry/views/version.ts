import { z } from "zod";
import { manifestFile } from "#lib/registry/manifest.ts";
import { datasetSnapshot, featureInfluence, schemaColumn } from "#lib/registry/version-input.ts";
import { reportSummary } from "./report.ts";

/** Who registered a version, how and when. */
const registration = z.object({
  id: z.string(),
  number: z.number(),
  digest: z.string(),
  description: z.string(),
  codeCommit: z.string(),
  registeredBy: z.string(),
  registeredFrom: z.enum(["API", "form"]),
  registeredAt: z.string(),
});

/** A version as a row of its model's list. */
export const versionSummary = registration.extend({
  /** Number of the parent version. */
  parent: z.number().nullable(),
  cardRevision: z.number(),
  reports: z.number(),
  /** The latest report bound to it; its metrics are the version's headline. */
  latestReport: reportSummary.nullable(),
});
export type VersionSummary = z.infer<typeof versionSummary>;

/** What a version contains and what it was made from. */
export const versionDetail = registration.extend({
  files: z.array(manifestFile).meta({
    description:
      "The first 1,000 files in path order: all of them where `fileCount` is no more. `version-files` lists every file, `version-manifest` sends them at once.",
  }),
  fileCount: z.number(),
  fileBytes: z.number(),
  lockDigest: z.string().nullable(),
  configDigest: z.string().nullable(),
  trainingRun: z.string().nullable(),
  parent: z.object({ number: z.number(), digest: z.string() }).nullable(),
  datasets: z.array(datasetSnapshot),
  schema: z.array(schemaColumn),
  influence: z.array(featureInfluence),
});
export type VersionDetail = z.infer<typeof versionDetail>;

/** An earlier version whose files a version has without naming it as its parent. */
export const sharedFiles = z.object({
  model: z.string(),
  number: z.number(),
  /** The largest file they share. */
  path: z.string(),
  files: z.number(),
});
export type SharedFiles = z.infer<typeof sharedFiles>;

/** Who worked on a version, and how. */
export const personOfVersion = z.object({ name: z.string(), of: z.string() });
export type PersonOfVersion = z.infer<typeof personOfVersion>;
