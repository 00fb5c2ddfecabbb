import { z } from "zod";
import { digest, line, prose } from "#lib/kernel/fields.ts";
import { manifestSchema } from "./manifest.ts";

/** A pinned data set that a version was trained on. */
export const datasetSnapshot = z.strictObject({
  name: line(120),
  digest,
  rows: z.number().int().min(0).optional(),
  description: line(300).optional(),
});

export const schemaColumn = z.strictObject({
  name: line(120),
  type: line(60),
  unit: line(40).optional(),
  role: line(40),
  description: line(300),
});

export const featureInfluence = z.strictObject({ feature: line(120), share: z.number().min(0).max(1) });

/** A card of 1 MiB, where its letters are of one byte. */
export const CARD_LENGTH_MAX = 1024 * 1024;

/** The description of a candidate. Everything but the card is immutable once registered. */
export const versionFields = {
  manifest: manifestSchema,
  codeCommit: z.string().regex(/^[0-9a-f]{7,64}$/, "must be a commit or a source digest in hex"),
  lockDigest: digest.optional(),
  configDigest: digest.optional(),
  trainingRun: line(120).optional(),
  datasets: z.array(datasetSnapshot).max(100),
  schema: z.array(schemaColumn).max(2000),
  influence: z.array(featureInfluence).max(2000).default([]),
  parent: z.number().int().min(1).optional(),
  description: prose(2000),
  card: prose(CARD_LENGTH_MAX),
} as const;

export type DatasetSnapshot = z.infer<typeof datasetSnapshot>;
export type SchemaColumn = z.infer<typeof schemaColumn>;
export type FeatureInfluence = z.infer<typeof featureInfluence>;
